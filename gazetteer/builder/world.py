"""Cities outside the theatre that war reporting names: capitals, large cities, and towns of Russia, Belarus and Moldova."""

import collections
import re
from pathlib import Path

import packages
from romanise import CYRILLIC, fold, russian, russian_forms
from russian_names import forms
from spellings import RUSSIAN, UKRAINIAN, likeness, spellings
from table import Row, alternatives, clean, degrees, distinct, read_cells

LARGE = 250_000
# Least populations near the war: the nearer, the smaller the town that reporting names.
LEAST = {"RU": 40_000, "BY": 15_000, "MD": 15_000}
NEAR_SUBJECTS = {"RU-KDA", "RU-AD", "RU-ORL", "RU-KLU", "RU-SMO", "RU-TUL", "RU-LIP", "RU-VGG", "RU-TAM", "RU-PSK", "RU-LEN", "RU-MUR"}
LEAST_NEAR = 8_000
IN_FULL = {"RU-BEL", "RU-KRS", "RU-BRY", "RU-VOR", "RU-ROS"}
# What a Russian name has and a Ukrainian one never: letters, and -ск without the soft sign.
RUSSIAN_ONLY = re.compile(r"[ыэёъЫЭЁ]|[сц]к(?:\b|ий|ая|ое|о-)")


def rows(folder: Path, editors: Path, russian_dictionary: set[str]) -> list[Row]:
    """`russian_dictionary`: lower-case Russian place names that tell Russian from its sister languages; may be empty."""
    places = packages.geonames(folder)
    subjects = {cells["geonames"]: cells["id"] for cells in read_cells(editors / "russian_subjects.tsv")}
    edited = {cells["id"]: cells for cells in read_cells(editors / "world_names.tsv")}
    capitals = _capitals(folder, places)
    zones = _zone_cities(folder)
    russian_towns = _by_cell(packages.russian_settlements(folder))
    kept = []
    for place in places:
        capital = place["geonameid"] in capitals
        identity = f"gn{place['geonameid']}"
        subject = subjects.get(place["admin1code"], "") if place["countrycode"] == "RU" else ""
        if not (_is_named(place, subject, capital) or identity in edited):
            continue
        row = _row(place, subject, capital)
        if place["countrycode"] == "RU":
            if not _name_russian_town(row, place, russian_towns) and identity not in edited:
                continue
        else:
            _name_foreign_city(row, place, zones, russian_dictionary)
        kept.append(_with_editors(row, edited.get(identity)))
    return kept


def _capitals(folder: Path, places: list[dict]) -> set[int]:
    """The GeoNames numbers of the capitals: of several places of the name, the largest."""
    names = {(code, details["capital"]) for code, details in packages.geonames_countries(folder).items() if details.get("capital")}
    largest = {}
    for place in places:
        key = (place["countrycode"], place["name"])
        if key in names and place["population"] > largest.get(key, (-1, 0))[0]:
            largest[key] = (place["population"], place["geonameid"])
    return {number for _, number in largest.values()}


def _is_named(place: dict, subject: str, capital: bool) -> bool:
    country, population = place["countrycode"], place["population"]
    if country == "UA" or subject in IN_FULL:
        return False
    if subject in NEAR_SUBJECTS:
        return population >= LEAST_NEAR
    return capital or population >= LEAST.get(country, LARGE)


def _row(place: dict, subject: str, capital: bool) -> Row:
    return Row(
        id=f"gn{place['geonameid']}", name=clean(place["name"]), kind="settlement", place_class="capital" if capital else "city",
        country=place["countrycode"], admin1=subject, latitude=degrees(place["latitude"]), longitude=degrees(place["longitude"]),
        population=str(place["population"]), position="own", source="geonames500", geonameid=str(place["geonameid"]),
    )


def _name_russian_town(row: Row, place: dict, towns: dict) -> bool:
    """Names it after the Russian register of settlements; a GeoNames place that is none there is a city's quarter."""
    cell = (round(place["latitude"] * 5), round(place["longitude"] * 5))
    alternates = [clean(name) for name in place["alternatenames"] if name]
    folded = {fold(name) for name in [place["name"], *alternates]}
    near = [
        town for north in (-1, 0, 1) for east in (-1, 0, 1) for town in towns[(cell[0] + north, cell[1] + east)]
        if town["type"] in ("г", "пгт", "рп", "ст-ца", "с", "п") and fold(town["settlement"]) in folded
    ]
    if not near:
        return False
    town = max(near, key=lambda town: int(town["population"] or 0))
    row.name_ru = clean(town["settlement"])
    plain = row.name_ru.lower().replace("ё", "е")
    candidates = [name for name in alternates if UKRAINIAN.match(name) and (plain in forms(name) or name == row.name_ru)]
    row.name_uk = max(candidates, key=lambda name: (any(letter in "іїєґ" for letter in name.lower()), likeness(name, row.name_ru), name), default="")
    if row.name_uk == row.name_ru and RUSSIAN_ONLY.search(row.name_ru):
        row.name_uk = ""
    row.name = row.name.replace("'", "").replace("ë", "yo")
    kept = spellings(alternates, [row.name, russian(row.name_ru)])
    latin = [name for name in kept + russian_forms(row.name_ru) if not CYRILLIC.search(name)]
    row.other_names = distinct(latin, {row.name, row.name_ru, row.name_uk})
    return True


def _name_foreign_city(row: Row, place: dict, zones: dict, dictionary: set[str]) -> None:
    alternates = [clean(name) for name in place["alternatenames"] if name]
    row.name_uk, row.name_ru = zones.get(fold(place["name"]), ("", ""))
    if row.name_ru not in alternates:
        row.name_uk = row.name_ru = ""
    if not row.name_ru:
        attested = [name for name in alternates if RUSSIAN.match(name) and name.lower() in dictionary]
        row.name_ru = max(attested, key=lambda name: (likeness(name, row.name), name), default="")
    if row.name_ru and not row.name_uk:
        plain = row.name_ru.lower().replace("ё", "е")
        pairs = [name for name in alternates if UKRAINIAN.match(name) and (plain in forms(name) or name == row.name_ru)]
        row.name_uk = max(pairs, key=lambda name: (any(letter in "іїє" for letter in name), name), default="")
    row.name_uk = row.name_uk.replace("ґ", "г").replace("Ґ", "Г")
    latin = [name for name in spellings(alternates, [row.name]) if not CYRILLIC.search(name)]
    row.other_names = distinct(latin, {row.name})


def _with_editors(row: Row, cells: dict | None) -> Row:
    if cells:
        old = row.name
        row.name = cells["name"] or row.name
        row.name_uk = cells["name_uk"] or row.name_uk
        row.name_ru = cells["name_ru"] or row.name_ru
        row.other_names = distinct(alternatives(cells["other_names"]) + [old] + row.other_names, {row.name, row.name_uk, row.name_ru})
    return row


def _zone_cities(folder: Path) -> dict[str, tuple[str, str]]:
    """Ukrainian and Russian names of the cities that time zones are called after, by folded English name."""
    names = packages.locale_names(folder)
    cities = {}
    for zone, name_ru in names["ru"]["cities"].items():
        english = names["en"]["cities"].get(zone, zone.rsplit("/", 1)[-1].replace("_", " "))
        cities[fold(english)] = (clean(names["uk"]["cities"].get(zone, "")), clean(name_ru))
    return cities


def _by_cell(settlements: list[dict]) -> dict:
    cells = collections.defaultdict(list)
    for town in settlements:
        if int(town["population"] or 0) >= 3000:
            cells[(round(float(town["latitude_dd"]) * 5), round(float(town["longitude_dd"]) * 5))].append(town)
    return cells

"""All settlements of Ukraine: the register's, Crimean ones only the Russian table has, and OSM points under old names."""

import re
from pathlib import Path

import link
import locate
import packages
import romanise
from codifier import Unit, units
from ground import kilometres
from link import Links, Settlement
from outlines import Point, ukrainian_points
from romanise import CYRILLIC, skeleton
from settlements import Fact

CLASSES = {"M": "city", "K": "city", "T": "town", "X": "settlement", "C": "village"}
EARLIER_EDITIONS = ("0.2.7", "0.3.1")
CRIMEA = {"Республика Крым": "UA01", "Севастополь": "UA85"}
RUSSIAN_CLASSES = {
    "с": "village", "х": "khutor", "д": "village", "п": "settlement", "г": "city", "пгт": "town", "ст-ца": "stanitsa",
    "сл": "village", "рп": "town", "ст": "station", "мкр": "quarter",
}


def linked(folder: Path) -> Links:
    """The register's settlements, each with the best position the sources have."""
    links = link.by_name(_settlements(folder), ukrainian_points(folder))
    locate.from_points(links)
    locate.from_geonames(links, [place for place in packages.geonames(folder) if place["countrycode"] == "UA"])
    locate.from_postal_places(links, packages.postal_places(folder))
    locate.from_old_names(links)
    locate.by_elimination(links)
    locate.late_towns(links)
    return links


def _settlements(folder: Path) -> list[Settlement]:
    earlier_names: dict[str, list[str]] = {}
    categories: dict[str, str] = {}
    current = {unit.code: unit for unit in units(packages.codifier(folder, "1.1.0"))}
    for edition in EARLIER_EDITIONS:
        for unit in units(packages.codifier(folder, edition)):
            categories.setdefault(unit.code, unit.category)
            names = earlier_names.setdefault(unit.code, [])
            if unit.code in current and unit.name != current[unit.code].name and unit.name not in names:
                names.append(unit.name)
    return [
        Settlement(unit.code, _category(unit, categories), unit.name, unit.raion, unit.hromada, earlier_names.get(unit.code, []))
        for unit in current.values() if unit.category and unit.category in "MTCXK"
    ]


def _category(unit: Unit, categories: dict[str, str]) -> str:
    """Towns (T) became settlements (X) in 2024; what was a town is still one to its readers."""
    return "T" if categories.get(unit.code) == "T" else unit.category


def facts(folder: Path, links: Links, districts: set[str]) -> list[Fact]:
    """`districts`: the codes that are raions or hromadas; other codes in their columns (the Chornobyl zone) are left out."""
    crimean = [entry for entry in packages.russian_settlements(folder) if entry["region"] in CRIMEA]
    taken: set[str] = set()
    own = []
    for place in links.settlements:
        entry = _crimean_twin(place, crimean, taken) if place.code[2:4] in ("01", "85") else None
        if entry:
            taken.add(entry["id"])
            if not place.position:
                place.position, place.source = _position(entry), "inid"
        own.append((place, entry))
    located = [place for place in links.settlements if place.position]
    locate.by_district_centre(links.settlements)
    result = [_fact(place, entry, links.points, districts) for place, entry in own]
    result += [_unlinked(number, links, located, districts) for number in range(len(links.points)) if number not in links.used]
    return result + [_crimean_only(entry) for entry in crimean if entry["id"] not in taken]


def _position(entry: dict) -> tuple[float, float]:
    return float(entry["latitude_dd"]), float(entry["longitude_dd"])


def _crimean_twin(place: Settlement, crimean: list[dict], taken: set[str]) -> dict | None:
    """The same place in the Russian table: near and of a like name, or very near; without a position, the only one of the name."""
    best, by_name = None, []
    for entry in crimean:
        if entry["id"] in taken:
            continue
        keys = {skeleton(romanise.russian(entry["settlement"])), skeleton(entry["settlement"])}
        is_namesake = bool(keys & set(place.keys)) or any(_same_consonants(one, other) for one in keys for other in place.keys)
        if place.position:
            distance = kilometres(place.position, _position(entry))
            if distance < 4 and (is_namesake or distance < 1.2):
                score = distance - (2 if is_namesake else 0)
                best = (score, entry) if best is None or score < best[0] else best
        elif is_namesake:
            by_name.append(entry)
    if place.position:
        return best[1] if best else None
    return by_name[0] if len(by_name) == 1 else None


def _same_consonants(one: str, other: str) -> bool:
    def bare(key: str) -> str:
        return re.sub("[aeiouу]", "", key.replace("shch", "sch"))

    return bare(one) == bare(other) and one[:1] == other[:1]


def _fact(place: Settlement, entry: dict | None, points: list[Point], districts: set[str]) -> Fact:
    alternates, earlier = [], list(place.earlier_names)
    if place.point is not None:
        name = points[place.point].name
        is_present = place.is_fuzzy or skeleton(name) == skeleton(place.name)
        (alternates if is_present else earlier).append(name)
    if place.old_name_point is not None:
        name = points[place.old_name_point].name
        (alternates if skeleton(name) == skeleton(place.name) else earlier).append(name)
    if place.geonames:
        alternates += [name for name in [*place.geonames["alternatenames"], place.geonames["name"]] if name]
    population = (place.geonames["population"] or "") if place.geonames else (entry["population"] if entry else "")
    return Fact(
        id=place.code, name_uk=place.name, name_ru=entry["settlement"] if entry else "", alternates=alternates, earlier_names=earlier,
        place_class=CLASSES[place.category], admin1=place.code[:4],
        admin2=place.raion if place.raion in districts else "", admin3=place.hromada if place.hromada in districts else "",
        position=place.position, source=place.source, population=population,
        geonameid=place.geonames["geonameid"] if place.geonames else "",
    )


def _unlinked(number: int, links: Links, located: list[Settlement], districts: set[str]) -> Fact:
    """A point no settlement claimed: a minor place or an old name; its districts are those of the nearest settlement."""
    point = links.points[number]
    neighbour = locate.nearest_settlements(located, point.position, 1)[0][1]
    is_cyrillic = bool(CYRILLIC.search(point.name))
    return Fact(
        id=f"fg{number}", name_uk=point.name if is_cyrillic else "",
        name_latin=romanise.ukrainian(point.name) if is_cyrillic else point.name, place_class="unlinked", admin1=neighbour.code[:4],
        admin2=neighbour.raion if neighbour.raion in districts else "", admin3=neighbour.hromada if neighbour.hromada in districts else "",
        position=point.position, source="fg-unlinked",
    )


def _crimean_only(entry: dict) -> Fact:
    return Fact(
        id=f"inid{entry['id']}", name_ru=entry["settlement"], name_latin=romanise.russian(entry["settlement"]),
        place_class=RUSSIAN_CLASSES.get(entry["type"], "station"), admin1=CRIMEA[entry["region"]], position=_position(entry),
        source="inid", population=entry["population"],
    )

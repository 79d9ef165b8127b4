"""The districts that settlements lie in: oblasts, raions and hromadas of Ukraine; federal subjects and districts of Russia."""

import collections
import re
import statistics
from pathlib import Path

import adjectives
import romanise
from codifier import Unit
from seats import seat
from table import Row, alternatives, clean, degrees, distinct, read_cells


def middle(rows: list[Row]) -> tuple[str, str]:
    """The mean of the settlements whose own position is known."""
    known = [row for row in rows if row.position != "centre"] or rows
    if not known:
        return "", ""
    return degrees(statistics.mean(float(row.latitude) for row in known)), degrees(statistics.mean(float(row.longitude) for row in known))


def members(rows: list[Row]) -> dict[str, list[Row]]:
    inside = collections.defaultdict(list)
    for row in rows:
        for area in (row.admin1, row.admin2, row.admin3):
            inside[area].append(row)
    return inside


def ukrainian(units: list[Unit], settlements: list[Row], editors: Path) -> list[Row]:
    inside = members(settlements)
    rows = [_edited_oblast(cells, inside, "UA") for cells in read_cells(editors / "oblasts.tsv")]
    by_id = {row.id: row for row in settlements}
    edited = {cells["adjective"]: cells for cells in read_cells(editors / "seats.tsv")}
    units_in = collections.defaultdict(list)
    for unit in units:
        if unit.category in "MTXC":
            units_in[unit.raion].append(unit)
            units_in[unit.hromada].append(unit)
    for unit in units:
        if unit.category == "P":
            rows.append(_raion(unit, units_in[unit.code], by_id, inside, edited))
        elif unit.category == "H":
            rows.append(_hromada(unit, units_in[unit.code], by_id, inside, edited))
    _name_lands(rows, editors)
    return rows


def _name_lands(rows: list[Row], editors: Path) -> None:
    """Adds the everyday nouns of the raions («Нікопольщина»), but for those that mean an oblast («Харківщина») or a region of Russia."""
    oblasts = [row for row in rows if row.kind == "oblast"]
    taken = {adjectives.land(row.name_uk) for row in oblasts}.union(*(row.other_names for row in oblasts))
    taken |= {adjectives.land(cells["name_uk"]) for cells in read_cells(editors / "russian_subjects.tsv")}
    for row in rows:
        land = adjectives.land(row.name_uk) if row.kind == "raion" else ""
        if land and land not in taken:
            row.other_names = distinct([*row.other_names, land, adjectives.land(row.name_ru)])


def _edited_oblast(cells: dict, inside: dict, country: str) -> Row:
    latitude, longitude = middle(inside[cells["id"]])
    return Row(
        id=cells["id"], name=cells["name"], name_uk=cells["name_uk"], name_ru=cells["name_ru"],
        other_names=distinct(alternatives(cells["other_names"])), kind="oblast", place_class=_class_of(cells["name"]),
        country=country, latitude=latitude, longitude=longitude, position="area", source="editors",
    )


def _class_of(name: str) -> str:
    for ending, word in (("Krai", "krai"), ("Oblast", "oblast"), ("City", "city"), ("Okrug", "okrug")):
        if name.endswith(ending):
            return word
    return "republic"


def _raion(unit: Unit, units_in: list[Unit], by_id: dict, inside: dict, edited: dict) -> Row:
    cells = edited.get(unit.name, {})
    towns = [town for town in units_in if town.category in "MTX"]
    found = None if cells.get("noun_uk") else seat(unit.name, towns) or seat(unit.name, units_in)
    noun_uk = cells.get("noun_uk") or (found.name if found else "")
    noun_ru = cells.get("noun_ru") or (by_id[found.code].name_ru if found else "")
    name_ru = cells.get("adjective_ru") or adjectives.russian(unit.name, noun_uk, noun_ru)
    latitude, longitude = middle(inside[unit.code])
    base, adjective = romanise.ukrainian(noun_uk or unit.name), romanise.ukrainian(unit.name)
    return Row(
        id=unit.code, name=f"{base} Raion", name_uk=f"{clean(unit.name)} район", name_ru=f"{name_ru} район",
        other_names=distinct([f"{base} district", f"{adjective} Raion", f"{adjective} district"], {f"{base} Raion"}),
        old_names=distinct(alternatives(cells.get("old_names", ""))), kind="raion", place_class="raion", country="UA", admin1=unit.oblast[:4],
        latitude=latitude, longitude=longitude, position="area", source="katottg",
    )


def _hromada(unit: Unit, units_in: list[Unit], by_id: dict, inside: dict, edited: dict) -> Row:
    found = seat(unit.name, units_in)
    if not found and units_in and units_in[0].name[0] == unit.name[0]:
        found = units_in[0]
    latitude, longitude = (by_id[found.code].latitude, by_id[found.code].longitude) if found else middle(inside[unit.code])
    base, adjective = romanise.ukrainian(found.name if found else unit.name), romanise.ukrainian(unit.name)
    name_ru = edited.get(unit.name, {}).get("adjective_ru") or adjectives.russian(unit.name, found.name if found else "", by_id[found.code].name_ru if found else "")
    # The register writes «Есманьська», its own hromada and the news «Есманська».
    plain = [f"{clean(unit.name.replace('ньськ', 'нськ'))} громада"] if "ньськ" in unit.name else []
    return Row(
        id=unit.code, name=f"{base} Hromada", name_uk=f"{clean(unit.name)} громада", name_ru=f"{name_ru} громада",
        other_names=distinct([f"{base} community", f"{adjective} Hromada", f"{adjective} community", *plain], {f"{base} Hromada"}),
        kind="hromada", place_class="hromada", country="UA", admin1=unit.oblast[:4], admin2=unit.raion,
        latitude=latitude, longitude=longitude, position="area", source="katottg",
    )


def district_id(subject: str, municipality: str) -> str:
    """An id of our own for a Russian municipality: «Суджанский район» in RU-KRS → RU-KRS-sudzhanskiy."""
    word = romanise.russian(re.sub("(?i)район|городской округ|город ", "", municipality)).strip().lower()
    city = "-city" if re.match("(?i)город ", municipality) or "Городской округ" in municipality else ""
    return f"{subject}-{re.sub('[^a-z]+', '-', word)}{city}"


def russian(municipalities: dict[str, tuple[str, str]], settlements: list[Row], world: list[Row], editors: Path) -> list[Row]:
    """`municipalities`: of each district id its subject and its name in the source."""
    inside = members(settlements + world)
    rows = [_edited_oblast(cells, inside, "RU") for cells in read_cells(editors / "russian_subjects.tsv")]
    edited = {cells["name_ru"]: cells for cells in read_cells(editors / "russian_districts.tsv")}
    return rows + [_district(code, *entry, inside, edited) for code, entry in sorted(municipalities.items())]


def _district(code: str, subject: str, municipality: str, inside: dict, edited: dict) -> Row:
    name_ru = clean(municipality)
    city = code.endswith("-city")
    if not city and "район" not in name_ru and "округ" not in name_ru:
        name_ru += " район"
    if city:
        name_ru = "городской округ " + re.sub("(?i)городской округ |город ", "", name_ru)
    cells = edited.get(name_ru, {}) if subject != "RU-ROS" else {}
    adjective = re.sub(" (район|городской округ)$", "", name_ru)
    latin = romanise.russian(adjective.replace("городской округ ", ""))
    latin = re.sub("iy$|yy$", "y", latin)
    name = cells.get("name") or f"{latin} {'City District' if city else 'District'}"
    okrugs = [] if city else [f"{adjective} муниципальный округ", f"{adjective} городской округ"]
    latitude, longitude = middle(inside[code])
    return Row(
        id=code, name=name, name_uk=cells.get("name_uk", ""), name_ru=name_ru,
        other_names=distinct(alternatives(cells.get("other_names", "")) + okrugs + [f"{latin} District", f"{latin} Raion"], {name, name_ru}),
        kind="raion", place_class="city" if city else "district", country="RU", admin1=subject,
        latitude=latitude, longitude=longitude, position="area", source="inid",
    )

"""Checks the gazetteer's tables: `python check.py GAZETTEER`. Prints what is wrong and ends with 1 if anything is."""

import collections
import re
import sys
from pathlib import Path

from table import ALTERNATIVES, COLUMNS, read_cells

KINDS = {"settlement", "hromada", "raion", "oblast", "country", "river", "sea", "poi", "region"}
POSITIONS = {"own", "guess", "centre", "area"}
# The official settlements of Ukraine (29,703), those of Crimea only the Russian table has, unlinked points, and the Russian oblasts.
SETTLEMENTS = 42_293
LISTS = ("other_names", "old_names")


def main() -> int:
    gazetteer = Path(sys.argv[1])
    files = sorted(gazetteer.glob("*.tsv")) + sorted(gazetteer.glob("ua/*.tsv")) + sorted(gazetteer.glob("ru/*.tsv"))
    rows = [(path, cells) for path in files for cells in read_cells(path)]
    kinds = {cells["id"]: cells["kind"] for _, cells in rows}
    faults = [fault for path, cells in rows for fault in row_faults(path, cells, kinds)]
    faults += [fault for path in files for fault in file_faults(path)]
    faults += [f"duplicate id {code}" for code, count in collections.Counter(cells["id"] for _, cells in rows).items() if count > 1]
    settlements = sum(path.parent.name in ("ua", "ru") and path.name not in ("areas.tsv", "city_districts.tsv") for path, _ in rows)
    if settlements != SETTLEMENTS:
        faults.append(f"{settlements} settlements, not {SETTLEMENTS}")
    for fault in faults:
        print(fault)
    counts = collections.Counter(cells["kind"] for _, cells in rows)
    print(f"{len(files)} files, {len(rows)} rows, {len(faults)} faults:", ", ".join(f"{kind} {count}" for kind, count in counts.most_common()))
    return 1 if faults else 0


def file_faults(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    faults = []
    if "\r" in text or not text.endswith("\n"):
        faults.append(f"{path.name}: line endings")
    ids = [cells["id"] for cells in read_cells(path)]
    if ids != sorted(ids):
        faults.append(f"{path.name}: not sorted by id")
    header = next(line for line in text.split("\n") if not line.startswith("#"))
    if header.split("\t") != COLUMNS:
        faults.append(f"{path.name}: header")
    return faults


def row_faults(path: Path, cells: dict[str, str], kinds: dict[str, str]) -> list[str]:
    found = []
    for column, kind in (("admin1", "oblast"), ("admin2", "raion"), ("admin3", "hromada")):
        if cells[column] and kinds.get(cells[column]) != kind:
            found.append(f"{column} {cells[column]} is no {kind}")
    if cells["kind"] not in KINDS:
        found.append(f"kind {cells['kind']}")
    if cells["position"] not in POSITIONS:
        found.append(f"position {cells['position']}")
    if not cells["name"]:
        found.append("no name")
    found += position_faults(cells)
    for column in LISTS:
        names = cells[column].split(ALTERNATIVES) if cells[column] else []
        if len(names) != len(set(names)) or any(not name or name != name.strip() for name in names):
            found.append(f"{column} {cells[column]}")
    if any("  " in value or value != value.strip() for value in cells.values()):
        found.append("stray spaces")
    # «Участок N12»: the source numbers places so.
    if re.search("[A-Za-z]", re.sub(r"N ?\d+", "", cells["name_uk"] + cells["name_ru"])):
        found.append(f"Latin letters in {cells['name_uk']} / {cells['name_ru']}")
    return [f"{path.name}: {cells['id']}: {fault}" for fault in found]


def position_faults(cells: dict[str, str]) -> list[str]:
    if not cells["latitude"]:
        return ["no position"] if cells["kind"] == "settlement" else []
    if not all(re.fullmatch(r"-?\d{1,3}\.\d{5}", cells[axis]) for axis in ("latitude", "longitude")):
        return ["position not in five decimals"]
    if cells["country"] == "UA" and not (44 < float(cells["latitude"]) < 52.6 and 22 < float(cells["longitude"]) < 40.5):
        return ["outside Ukraine"]
    return []


if __name__ == "__main__":
    sys.exit(main())

"""What the editors know better than the sources: places renamed, and names of well-known places."""

from pathlib import Path

import romanise
from table import Row, alternatives, degrees, distinct, read_cells


def apply(rows: list[Row], editors: Path) -> None:
    """Adds old names, moves renamed places to the point that bears their old name, then sets the edited names and positions."""
    _apply_renamings(rows, editors)
    apply_names(rows, editors)
    _apply_positions(rows, editors)


def _apply_renamings(rows: list[Row], editors: Path) -> None:
    by_id = {row.id: row for row in rows}
    for cells in read_cells(editors / "renamed.tsv"):
        row = by_id[cells["id"]]
        latin = [romanise.ukrainian(name) for name in alternatives(cells["old_uk"])]
        latin += [form for name in alternatives(cells["old_ru"]) for form in romanise.russian_forms(name)]
        # A place put there by elimination took the name of a point that is now known to be another's.
        earlier = [] if row.source == "fg-elim" and cells["point"] else row.old_names
        old = alternatives(cells["old_uk"]) + alternatives(cells["old_ru"]) + latin + earlier
        row.old_names = distinct(old, {row.name, row.name_uk, row.name_ru})
        row.other_names = distinct(row.other_names, set(row.old_names))
        if cells["point"]:
            _move_to(row, by_id[cells["point"]])


def _move_to(row: Row, point: Row) -> None:
    """Both rows stay: the point keeps the old name, the present place gets the point's position."""
    if point.place_class != "unlinked" or row.position == "own":
        raise ValueError(f"renamed.tsv: {row.id} cannot take the position of {point.id}")
    row.latitude, row.longitude, row.position, row.source = point.latitude, point.longitude, "own", "fg-old"


def _apply_positions(rows: list[Row], editors: Path) -> None:
    """Gives villages that have only their district's middle the position that the editors know to a kilometre."""
    by_id = {row.id: row for row in rows}
    for cells in read_cells(editors / "positions.tsv"):
        row = by_id[cells["id"]]
        if row.position != "centre":
            raise ValueError(f"positions.tsv: {row.id} has a position of its own")
        row.latitude, row.longitude = degrees(cells["latitude"]), degrees(cells["longitude"])
        row.position, row.source = "guess", "editors"


def drop_common_words(rows: list[Row], editors: Path) -> None:
    """Takes out the spellings of not_names.tsv, which would be found where no place is meant."""
    words = {cells["name"] for cells in read_cells(editors / "not_names.tsv")}
    for row in rows:
        row.other_names = [name for name in row.other_names if name not in words]
        row.old_names = [name for name in row.old_names if name not in words]


def apply_names(rows: list[Row], editors: Path) -> None:
    """Sets names from names.tsv; an empty cell changes nothing, other names are added in front."""
    by_id = {row.id: row for row in rows}
    for cells in read_cells(editors / "names.tsv"):
        row = by_id.get(cells["id"])
        if row is None:
            continue
        row.name = cells["name"] or row.name
        row.name_uk = cells["name_uk"] or row.name_uk
        row.name_ru = cells["name_ru"] or row.name_ru
        others = alternatives(cells["other_names"]) + row.other_names
        row.other_names = distinct(others, {row.name, row.name_uk, row.name_ru, *row.old_names})

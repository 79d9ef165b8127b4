"""Rivers, seas, points and regions: the editors' table brought into the common format."""

from pathlib import Path

from table import Row, alternatives, degrees, distinct, read_cells


def rows(editors: Path) -> list[Row]:
    return [_row(cells) for cells in read_cells(editors / "features.tsv")]


def _row(cells: dict[str, str]) -> Row:
    has_point = bool(cells["latitude"])
    return Row(
        id=cells["id"], name=cells["name"], name_uk=cells["name_uk"], name_ru=cells["name_ru"],
        other_names=distinct(alternatives(cells["other_names"]), {cells["name"], cells["name_uk"], cells["name_ru"]}),
        kind=cells["kind"], place_class=cells["class"], country=cells["country"], admin1=cells["admin1"],
        latitude=degrees(cells["latitude"]), longitude=degrees(cells["longitude"]),
        position="own" if has_point and cells["kind"] == "poi" else "area", source="editors",
    )

"""Rivers, seas, points and regions: the editors' table brought into the common format."""

import math
from pathlib import Path

from table import Row, alternatives, degrees, distinct, read_cells


def rows(editors: Path, settlements: list[Row]) -> list[Row]:
    """`settlements`: those of Ukraine, whose districts tell in which one a point lies."""
    found = [_row(cells) for cells in read_cells(editors / "features.tsv")]
    for row in found:
        # Islands of the rivers lie between districts, and between the sides.
        if row.kind == "poi" and row.country == "UA" and row.latitude and row.place_class != "island":
            row.admin2 = _district(row, settlements)
    return found


def _row(cells: dict[str, str]) -> Row:
    has_point = bool(cells["latitude"])
    return Row(
        id=cells["id"], name=cells["name"], name_uk=cells["name_uk"], name_ru=cells["name_ru"],
        other_names=distinct(alternatives(cells["other_names"]), {cells["name"], cells["name_uk"], cells["name_ru"]}),
        kind=cells["kind"], place_class=cells["class"], country=cells["country"], admin1=cells["admin1"],
        latitude=degrees(cells["latitude"]), longitude=degrees(cells["longitude"]),
        position="own" if has_point and cells["kind"] == "poi" else "area", source="editors",
    )


def _district(point: Row, settlements: list[Row]) -> str:
    """The district of the nearest settlement of the same oblast; empty where its oblast has none."""
    inside = [row for row in settlements if row.admin1 == point.admin1 and row.latitude]
    return min(inside, key=lambda row: _apart(point, row)).admin2 if inside else ""


def _apart(one: Row, other: Row) -> float:
    """In degrees of latitude."""
    latitude = float(one.latitude)
    east = (float(one.longitude) - float(other.longitude)) * math.cos(math.radians(latitude))
    return math.hypot(latitude - float(other.latitude), east)

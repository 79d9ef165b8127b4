"""The districts of cities: the editors' label points and names for the register's units of category B."""

from pathlib import Path

import romanise
from codifier import Unit
from table import Row, alternatives, degrees, distinct, read_cells


def rows(units: list[Unit], editors: Path) -> list[Row]:
    by_code = {unit.code: unit for unit in units if unit.category == "B"}
    return [_row(by_code[cells["id"]], cells) for cells in read_cells(editors / "city_districts.tsv")]


def _row(unit: Unit, cells: dict[str, str]) -> Row:
    latin = romanise.ukrainian(cells["name_uk"])
    old_uk, old_ru = alternatives(cells["old_uk"]), alternatives(cells["old_ru"])
    old = [f"{name} район" for name in old_uk + old_ru] + [f"{romanise.ukrainian(name)} District" for name in old_uk]
    also = [f"{name} District" for name in alternatives(cells["also"])]
    # Kyiv and Sevastopol lie in no raion.
    is_in_raion = unit.raion not in ("", unit.oblast) and unit.hromada != unit.raion
    return Row(
        id=unit.code, name=f"{latin} District", name_uk=f"{cells['name_uk']} район", name_ru=f"{cells['name_ru']} район",
        other_names=[f"{latin} Raion", *also], old_names=distinct(old), kind="raion", place_class="city district", country="UA",
        admin1=unit.oblast[:4], admin2=unit.raion if is_in_raion else "", admin3=unit.hromada if is_in_raion else "",
        latitude=degrees(cells["latitude"]), longitude=degrees(cells["longitude"]), position="own", source="editors",
    )

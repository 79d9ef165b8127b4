"""All countries of the world, with the names reporting gives them."""

from pathlib import Path

import packages
from table import Row, alternatives, distinct, read_cells

# Entries of the locale data that are not countries: unions, and codes reserved for regions or tests.
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


def rows(folder: Path, editors: Path) -> list[Row]:
    names = {language: data["territories"] for language, data in packages.locale_names(folder).items()}
    details = packages.geonames_countries(folder)
    edited = {cells["id"]: cells for cells in read_cells(editors / "countries.tsv")}
    codes = [code for code in names["en"] if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES]
    return [_row(code, names, details.get(code, {}), edited.get(code, {})) for code in codes]


def _row(code: str, names: dict, details: dict, edited: dict) -> Row:
    plain = {language: names[language].get(code, "") for language in names}
    chosen = [edited.get(column) or plain[language] for column, language in (("name", "en"), ("name_uk", "uk"), ("name_ru", "ru"))]
    name, name_uk, name_ru = (distinct([text])[0] if text else "" for text in chosen)
    others = alternatives(edited.get("other_names", "")) + [plain["en"], details.get("name", ""), plain["uk"], plain["ru"]]
    return Row(
        id=code, name=name, name_uk=name_uk, name_ru=name_ru, other_names=distinct(others, {name, name_uk, name_ru}),
        kind="country", place_class="country", country=code, population=str(details.get("population") or ""),
        position="area", source="cldr", geonameid=str(details.get("geonameid", "")),
    )

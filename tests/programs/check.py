"""Reads files of every format in the folders that are named and compares them with their GeoJSON.

One line a check, `pass` or `FAIL`; exit code 1 when one failed.
"""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import geopandas
import pyarrow
import pyarrow.parquet

# Columns by the type that GDAL must see, whether they have values or not.
DAYS = ["date_start", "date_end", "published"]
MOMENTS = ["published_time"]
WHOLES = ["killed", "attacks_high", "n_sources"]
REALS = ["longitude", "uncertainty_m", "confidence"]
GDAL = {
    "csv": {"Date": DAYS, "DateTime": MOMENTS, "Integer64": WHOLES, "Real": REALS},
    "fgb": {"DateTime": DAYS + MOMENTS, "Integer64": WHOLES, "Real": REALS},
    "gpkg": {"Date": DAYS, "DateTime": MOMENTS, "Integer64": WHOLES, "Real": REALS},
    # KML has neither days nor 64 bits among its types.
    "kml": {"String": DAYS + MOMENTS, "Integer": WHOLES, "Real": REALS},
}
IDS = {"acled.csv": "event_id_cnty", "ucdp.csv": "id", "viina.csv": "event_id"}

failures = 0


def check(name, is_right, found=""):
    global failures
    failures += not is_right
    print("pass" if is_right else "FAIL", name, "" if is_right else f": {found}"[:500])


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True)


def features(path, *options):
    """Every feature that GDAL finds, in all layers."""
    found = []
    for layer in layers(path):
        command = ["ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", path, layer, "-lco", "RS=NO", *options]
        ran = run(*command)
        if "ERROR" in ran.stderr:
            raise ValueError(ran.stderr)
        found += [json.loads(line) for line in ran.stdout.splitlines()]
    return found


def layers(path):
    """Names of the layers; `1: events (Point)` in the output of ogrinfo."""
    lines = run("ogrinfo", "-ro", "-q", path).stdout.splitlines()
    names = [line.split(": ", 1)[1].rsplit(" (", 1)[0] for line in lines if ": " in line]
    # A GeoPackage has the ground, the axes and more beside its events: tests/qgis looks at those.
    return [name for name in names if name in ("events", "areas")] if str(path).endswith(".gpkg") else names


def summary(path):
    lines = []
    for layer in layers(path):
        lines += run("ogrinfo", "-ro", "-so", path, layer).stdout.splitlines()
    return lines


def ident(feature, key="id"):
    """GDAL's GeoJSON writer makes a column `id` the feature's own."""
    return feature["properties"].get(key) or feature["id"]


def point(feature):
    geometry = feature["geometry"]
    return geometry and tuple(round(number, 5) for number in geometry["coordinates"][:2])


def read_by_gdal(path, suffix, wanted):
    name = f"{path}: GDAL"
    try:
        found = features(path)
    except (subprocess.CalledProcessError, ValueError) as error:
        check(name, False, getattr(error, "stderr", "") or error)
        return
    key = IDS.get(suffix, "id")
    ids = sorted(ident(feature, key) for feature in found)
    check(f"{name} finds the same {len(wanted)} ids", ids == sorted(wanted), ids)
    if suffix not in IDS:
        points = {ident(feature): point(feature) for feature in found}
        expected = {id: point(feature) for id, feature in wanted.items()}
        check(f"{name} finds the same points", points == expected, set(points.items()) ^ set(expected.items()))
        quotes = {ident(feature): feature["properties"].get("quote") for feature in found}
        expected = {id: feature["properties"]["quote"] for id, feature in wanted.items()}
        if "geojson" in suffix:
            # GDAL ends a text of GeoJSON at its first U+0000.
            expected = {id: quote.split("\0")[0] for id, quote in expected.items()}
        differ = {id for id in expected if plain(quotes.get(id)) != plain(expected[id])}
        check(f"{name} finds the same words", not differ, differ)
    for kind, columns in GDAL.get(suffix, {}).items():
        lines = summary(path)
        if lines:
            wrong = [column for column in columns if f"{column}: {kind} (0.0)" not in lines]
            check(f"{name} takes {', '.join(columns)} for {kind}", not wrong, wrong)


def plain(text):
    """XML holds no control characters and a GIS may trim; the Rust tests compare byte by byte."""
    return "".join(c for c in text or "" if c.isprintable() and c != "\ufffd").strip()


def index(path, wanted):
    """FlatGeobuf's index gives what a search through all gives."""
    west, south, east, north = 36.0, 47.5, 38.0, 49.0
    found = features(path, "-spat", *map(str, (west, south, east, north)))
    inside = [id for id, feature in wanted.items() if point(feature)
              and west <= point(feature)[0] <= east and south <= point(feature)[1] <= north]
    ids = sorted(ident(feature) for feature in found)
    check(f"{path}: its index finds the same {len(inside)} ids in a box", ids == sorted(inside), ids)


def geoparquet(path, wanted):
    schema = pyarrow.parquet.read_schema(path)
    kind = lambda column: schema.field(column).type
    texts = pyarrow.list_(pyarrow.field("element", pyarrow.string(), nullable=False))
    check(f"{path}: pyarrow sees days", all(kind(column) == pyarrow.date32() for column in DAYS))
    check(f"{path}: pyarrow sees moments", kind("published_time") == pyarrow.timestamp("us", tz="UTC"))
    check(f"{path}: pyarrow sees lists", kind("claimants") == texts, kind("claimants"))
    check(f"{path}: pyarrow sees whole numbers", all(kind(column) == pyarrow.int64() for column in WHOLES))
    geo = json.loads(schema.metadata[b"geo"])
    covering = geo["columns"]["geometry"]["covering"]["bbox"]
    check(f"{path}: GeoParquet 1.1 with boxes", geo["version"] == "1.1.0" and covering["xmax"] == ["bbox", "xmax"])
    table = geopandas.read_parquet(path)
    check(f"{path}: geopandas finds the same ids", sorted(table["id"]) == sorted(wanted), list(table["id"]))
    points = {id: geometry and (geometry.x, geometry.y) for id, geometry in zip(table["id"], table.geometry)}
    check(f"{path}: geopandas finds the same points", points == {id: point(feature) for id, feature in wanted.items()})
    lists = {id: list(texts) for id, texts in zip(table["id"], table["claimants"])}
    expected = {id: feature["properties"]["claimants"] for id, feature in wanted.items()}
    check(f"{path}: geopandas finds the same lists", lists == expected)
    box = (36.0, 47.5, 38.0, 49.0)
    inside = {id for id, at in points.items() if at and box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]}
    check(f"{path}: geopandas reads a box", set(geopandas.read_parquet(path, bbox=box)["id"]) == inside)
    rows = duckdb.sql(f"SELECT id, date_end, claimants, bbox.xmin FROM read_parquet('{path}')")
    check(f"{path}: DuckDB finds the same ids", sorted(row[0] for row in rows.fetchall()) == sorted(wanted))
    check(f"{path}: DuckDB sees days and lists", rows.types[1:3] == ["DATE", "VARCHAR[]"], rows.types)


def days(folder, wanted):
    rows = duckdb.sql(f"SELECT id, day, date_end FROM read_parquet('{folder}/*/*.parquet', hive_partitioning = true)")
    found = rows.fetchall()
    check(f"{folder}: DuckDB finds the same ids", sorted(row[0] for row in found) == sorted(wanted))
    check(f"{folder}: DuckDB finds each in its day", all(str(row[1]) == str(row[2]) for row in found if row[2]))
    table = pyarrow.parquet.read_table(folder)
    check(f"{folder}: pyarrow finds the same ids", sorted(table["id"].to_pylist()) == sorted(wanted))


for folder in map(Path, sys.argv[1:]):
    collection = json.loads((folder / "events.geojson").read_text(encoding="utf-8"))
    wanted = {feature["properties"]["id"]: feature for feature in collection["features"]}
    for path in sorted(folder.glob("events.*")):
        suffix = path.name.removeprefix("events.")
        if suffix in ("csvt", "hxl.csv", "hxl.csvt", "plover.jsonl", "qgz"):
            continue
        if suffix == "parquet":
            geoparquet(str(path), wanted)
            continue
        if suffix == "geojsonl" and not wanted:
            continue  # GDAL takes an empty file for none of its own.
        read_by_gdal(str(path), suffix, wanted)
        if suffix == "fgb":
            index(str(path), wanted)
    if (folder / "days").is_dir():
        days(str(folder / "days"), wanted)
print(f"{failures} failed" if failures else "all passed")
sys.exit(failures > 0)

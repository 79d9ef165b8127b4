#!/usr/bin/python3
"""Opens GeoPackages and their projects with QGIS and checks what an analyst would see: check.py BASE STORE OUT, for BASE.gpkg with
BASE.qgz, and for a store of the same documents."""

import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
from pathlib import Path

# What GDAL sends to SQLite goes into a file; it must be said before GDAL begins.
LOG = Path(sys.argv[3]) / "gdal.log"
os.environ.update(CPL_DEBUG="GPKG", CPL_LOG=str(LOG))

from qgis.core import (
    QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsDateTimeRange, QgsExpression, QgsExpressionContext,
    QgsExpressionContextUtils, QgsFeatureRequest, QgsLayoutExporter, QgsLayoutItemLabel, QgsLayoutItemMap, QgsMapRendererParallelJob, QgsMapSettings, QgsProject,
    QgsRectangle, QgsVectorLayer, QgsVectorLayerTemporalContext)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime, QVariant

DAY = QDate(2023, 5, 24)
BASE, STORE, OUT = map(Path, sys.argv[1:])
STYLES = Path(__file__).resolve().parents[2] / "data" / "styles"
FRONTLINE = Path("target/debug/frontline")
passed, failed = 0, 0


def check(fact, is_so, found=""):
    global passed, failed
    passed, failed = passed + bool(is_so), failed + (not is_so)
    if not is_so:
        print(f"FAILED: {fact} {found}")


def day(date):
    return QgsDateTimeRange(QDateTime(date, QTime(0, 0, 0), Qt.UTC), QDateTime(date, QTime(23, 59, 59), Qt.UTC))


def on_day(layer, date):
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    return layer.temporalProperties().createFilterString(context, day(date))


def the_project(path, database):
    project = QgsProject.instance()
    check("the project opens", project.read(path), path)
    check("no layer is missing", all(layer.isValid() for layer in project.mapLayers().values()))
    check("it is a Mercator map", project.crs().authid() == "EPSG:3857", project.crs().authid())
    check("it has days", project.timeSettings().timeStep() == 1 and not project.timeSettings().temporalRange().isInfinite())
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    check("each axis has a group", "Bakhmut" in groups and groups[-1] == "Basemap", groups)
    check("names lie above marks, the ground below all", [layer.id() for layer in project.layerTreeRoot().layerOrder()][0] == "frontline_places"
          and project.layerTreeRoot().layerOrder()[-1].id() == "frontline_countries")
    total = 0
    for layer in project.mapLayers().values():
        check(f"{layer.id()} lies in degrees", layer.crs().authid() == "EPSG:4326")
        style = re.sub("^frontline_", "", layer.id())
        if style.startswith("events_"):
            total += layer.featureCount()
            check(f"{layer.id()} has its style", layer.renderer().type() == "pointDisplacement"
                  and layer.renderer().embeddedRenderer().type() == "RuleRenderer")
            check(f"{layer.id()} moves through time", layer.temporalProperties().isActive())
            check(f"{layer.id()} has words for codes", layer.editorWidgetSetup(layer.fields().indexOf("type")).type() == "ValueMap"
                  and layer.attributeAlias(layer.fields().indexOf("type")) == "What happened")
    check("the groups together have every event", total == database.execute("SELECT count(*) FROM events").fetchone()[0], total)
    return project


def the_columns(layer):
    kinds = {"date_start": QVariant.Date, "date_end": QVariant.Date, "published": QVariant.Date, "published_time": QVariant.DateTime,
             "time": QVariant.DateTime, "killed": QVariant.LongLong, "n_reports": QVariant.LongLong, "confidence": QVariant.Double, "type": QVariant.String}
    for name, kind in kinds.items():
        field = layer.fields().field(name)
        check(f"{name} has its type", field.type() == kind, field.typeName())


def the_days(project, database):
    layer = project.mapLayer("frontline_dots")
    for date in (DAY, DAY.addDays(-1), DAY.addDays(-5)):
        wanted = database.execute("SELECT count(*) FROM events WHERE date_end = ?", [date.toString(Qt.ISODate)]).fetchone()[0]
        found = sum(1 for _ in layer.getFeatures(QgsFeatureRequest().setFilterExpression(on_day(layer, date))))
        check(f"{date.toString(Qt.ISODate)} shows its events", found == wanted, f"{found} of {wanted}")
        names = project.mapLayer("frontline_places")
        places = database.execute("SELECT count(DISTINCT place_id) FROM events WHERE date_end = ?", [date.toString(Qt.ISODate)]).fetchone()[0]
        found = sum(1 for _ in names.getFeatures(QgsFeatureRequest().setFilterExpression(on_day(names, date))))
        check(f"{date.toString(Qt.ISODate)} names each place once", found == places, f"{found} of {places}")


def the_plans(package, before):
    """How SQLite answers the very questions that were sent while a day was drawn."""
    asked = set(re.findall(r"ResetStatement\((.*)\)$", LOG.read_text(encoding="utf-8")[before:], re.MULTILINE))
    of_events = [question for question in asked if re.search(r'FROM "(events_by_day|areas|place_days)"', question)]
    check("the log has the questions", len(of_events) >= 3, asked)
    with sqlite3.connect(package) as database:
        for name in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            database.create_function(name, 1, lambda blob: 0)
        for question in of_events:
            plan = [row[3] for row in database.execute("EXPLAIN QUERY PLAN " + question)]
            # Of names of places the events of the day are grouped first, and what comes of it is gone through.
            names = "e|h|r" if "CO-ROUTINE place_days" in plan else "m|e|h|r|events|areas"
            scanned = [step for step in plan if re.match(rf"SCAN ({names})\b", step)]
            check("a day is drawn without reading the other days", not scanned, f"{question}: {plan}")
    return len(of_events)


def many(package, count):
    """A copy of a package whose events are told again on many days, each time a little elsewhere."""
    path = OUT / "many" / package.name
    path.parent.mkdir()
    shutil.copy(package, path)
    with sqlite3.connect(path) as database:
        lon = lambda blob: struct.unpack_from("<d", blob, 13)[0]
        lat = lambda blob: struct.unpack_from("<d", blob, 21)[0]
        for name, function in (("ST_MinX", lon), ("ST_MaxX", lon), ("ST_MinY", lat), ("ST_MaxY", lat), ("ST_IsEmpty", lambda blob: 0)):
            database.create_function(name, 1, function, deterministic=True)
        database.create_function("moved", 2, lambda blob, by: blob and blob[:13] + struct.pack(
            "<dd", lon(blob) + by % 17 * 0.01 - 0.08, lat(blob) + by % 13 * 0.01 - 0.06), deterministic=True)
        columns = [row[1] for row in database.execute("PRAGMA table_info(events)")]
        known = database.execute("SELECT count(*) FROM events").fetchone()[0]
        changed = {"fid": None, "geom": "moved(geom, ?1)", "date_start": "date(date_start, ?2)", "date_end": "date(date_end, ?2)",
                   "time": "date(date_end, ?2) || 'T12:00:00.000Z'"}
        values = ", ".join(changed.get(column, f'"{column}"') or "NULL" for column in columns)
        for copy in range(1, count // known + 1):
            database.execute(f"INSERT INTO events SELECT {values} FROM events WHERE fid <= {known}", (copy, f"-{copy} days"))
        found = database.execute("SELECT count(*) FROM events").fetchone()[0]
        database.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = 'events'", [found])
    return path, found


def the_crowd():
    """200,000 events, of which one day is drawn."""
    path, count = many(BASE.with_suffix(".gpkg"), 200_000)
    check("there are 200,000 events", count > 199_000, count)
    project = QgsProject.instance()
    check("their project opens", project.read(f"geopackage:{path}?projectName=frontline")
          and all(layer.isValid() for layer in project.mapLayers().values()))
    before = len(LOG.read_text(encoding="utf-8"))
    began = time.monotonic()
    the_map(project, DAY.addDays(-400), "many.png")
    seconds = time.monotonic() - began
    print(f"a day of {count} events is drawn in {seconds:.2f} s by {the_plans(path, before)} questions")
    check("a day is drawn soon", seconds < 5, seconds)
    shutil.rmtree(path.parent)


def the_store(exported):
    """A store shows what the exported file shows: its layers are views with the same columns."""
    with sqlite3.connect(STORE) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(events)")]
        theirs = [row[1] for row in exported.execute("PRAGMA table_info(events)")]
        # Claimants are a list there; numbers are compared as sums below, since here they are those of the best report.
        same = [name for name in columns if name in theirs and name not in ("fid", "geom", "claimants", "confidence", "time")]
        same = [name for name in same if name not in ("attacks", "munitions", "killed", "wounded", "captured", "evacuated", "downed")]
        ids = ", ".join(f"'{row[0]}'" for row in exported.execute("SELECT id FROM events"))
        rows = lambda of: of.execute(f"SELECT {', '.join(same)} FROM events WHERE id IN ({ids}) ORDER BY id").fetchall()
        ours, wanted = rows(database), rows(exported)
        differ = [(name, a, b) for row, other in zip(ours, wanted) for name, a, b in zip(same, row, other) if a != b and (a or b)]
        check("a store has the events of the exported file", len(ours) == len(wanted) and len(same) > 25, f"{len(ours)} {len(wanted)} {same}")
        check("and tells the same of each", not differ, differ[:5])
        numbers = lambda of: of.execute(f"SELECT sum(attacks), sum(killed), sum(wounded) FROM events WHERE id IN ({ids})").fetchone()
        check("and the same numbers", numbers(database) == numbers(exported), f"{numbers(database)} {numbers(exported)}")
        project = the_project(f"geopackage:{STORE}?projectName=frontline", database)
        check("areas are circles", project.mapLayer("frontline_extents").geometryType() == 2)
        the_days(project, database)
        the_tips(project)
        before = len(LOG.read_text(encoding="utf-8"))
        the_map(project, DAY.addDays(-1), "store.png")
        the_plans(STORE, before)
        the_styles(STORE, {"events", "areas", "clusters", "axis_lines", "place_days"})


def the_store_while_it_is_written():
    """A layer that is open in QGIS, read again and again while `ingest` adds to its file."""
    store = OUT / "written.gpkg"
    ingest = [str(FRONTLINE), "ingest", "--store", str(store)]
    first = subprocess.run([*ingest, "data/documents/english.jsonl"], capture_output=True)
    check("a store is made", first.returncode == 0, first.stderr)
    layer = QgsVectorLayer(f"{store}|layername=events", "events", "ogr")
    before = len(list(layer.getFeatures()))
    check("an open layer has its events", before > 0, before)
    more = ["data/documents/ukrainian.jsonl", "data/documents/russian.jsonl", "tests/qgis/hostile.jsonl", "data/gold/wide.jsonl"]
    writing = subprocess.Popen([*ingest, *more], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seen = set()
    while writing.poll() is None:
        seen.add(len(list(layer.getFeatures())))
    check("it can be written meanwhile", writing.returncode == 0, writing.stderr.read())
    after = len(list(layer.getFeatures()))
    with sqlite3.connect(store) as database:
        count = database.execute("SELECT count(*) FROM events").fetchone()[0]
        check("the file is whole", database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    check("and then the layer has them all", before < after == count, (before, after, count))
    check("in between it has those of before or after, never a part", seen <= {before, after}, (seen, before, after))


def the_tips(project):
    hostile = [feature for feature in project.mapLayer("frontline_dots").getFeatures() if feature["document"].startswith("hostile")]
    check("the hostile articles are on the map", len(hostile) >= 3, len(hostile))
    for layer in (project.mapLayer("frontline_events_bakhmut"), project.mapLayer("frontline_uncertainty")):
        for feature in hostile:
            context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
            context.setFeature(feature)
            tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
            tags = set(re.findall(r"<\s*/?\s*([a-zA-Z!]+)", tip))
            check("a map tip has our tags alone", tags <= {"div", "b", "i", "br", "a"}, tags)
            links = re.findall(r"<a [^>]*>", tip)
            check("a link leads to http or https", all(re.fullmatch(r'<a href="https?://[^"<>]*">', link) for link in links), links)
            check("a map tip has no link of a text", len(links) == (1 if feature["url"] == "https://example.org/a?b=1&c=2" else 0), links)
            check("a text is no expression", feature["document"] != "hostile-1" or ("[% $pi %]" in tip and "3.14" not in tip and "42" not in tip), tip)


def the_styles(package, layers):
    """Each style of a GeoPackage and each file of data/styles is loaded, and none falls back to a plain symbol."""
    with sqlite3.connect(package) as database:
        defaults = dict(database.execute("SELECT f_table_name, styleName FROM layer_styles WHERE useAsDefault = 1"))
    check("each layer has one default style", set(defaults) == layers | {
        "basemap_countries", "basemap_oblasts", "basemap_rivers", "basemap_towns"}, defaults)
    check("events look like events", defaults.get("events") == "events")
    for table, style in defaults.items():
        layer = QgsVectorLayer(f"{package}|layername={table}" + ("|geometrytype=Polygon" if table == "clusters" else ""), table, "ogr")
        check(f"{table} opens by itself with its style", layer.isValid() and layer.loadDefaultStyle()[1], style)
        for file in (STYLES / f"{style}.qml", STYLES / f"{style}.sld"):
            loaded = layer.loadNamedStyle(str(file)) if file.suffix == ".qml" else layer.loadSldStyle(str(file))
            check(f"{file.name} is read", loaded[1] if isinstance(loaded[1], bool) else loaded[0], loaded)


def the_map(project, date, name):
    """One day on the canvas, as the layer panel shows it."""
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    to_map = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), settings.destinationCrs(), project)
    settings.setExtent(to_map.transformBoundingBox(QgsRectangle(36.5, 47.6, 38.8, 49.9)))
    settings.setOutputSize(QSize(1200, 1400))
    settings.setOutputDpi(120)
    settings.setLayers([node for node in project.layerTreeRoot().layerOrder() if project.layerTreeRoot().findLayer(node.id()).isVisible()])
    settings.setBackgroundColor(project.backgroundColor())
    settings.setIsTemporal(True)
    settings.setTemporalRange(day(date))
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.globalScope())
    context.appendScope(QgsExpressionContextUtils.projectScope(project))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    check("every layer is drawn", not job.errors(), [error.message for error in job.errors()])
    check("the map is written", job.renderedImage().save(str(OUT / name)))


def the_layout(project):
    layout = project.layoutManager().layoutByName("Daily map")
    check("there is a print layout", layout is not None)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 120
    check("the print layout is drawn", QgsLayoutExporter(layout).exportToImage(str(OUT / "layout.png"), settings) == QgsLayoutExporter.Success)
    titles = lambda: [item.currentText() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
    check("it shows the day that was asked for", any(title.startswith("23 May 2023: ") for title in titles()), titles())
    QgsExpressionContextUtils.setProjectVariable(project, "frontline_day", "2023-05-22")
    layout.refresh()
    check("and another when its variable is changed", any(title.startswith("22 May 2023: ") for title in titles()), titles())
    count = project.mapLayer("frontline_dots").getFeatures(QgsFeatureRequest().setFilterExpression("\"date_end\" = to_date('2023-05-22')"))
    check("with the number of its events", f"{len(list(count))} events on points" in titles(), titles())
    times = [item.temporalRange().begin().date() for item in layout.items() if isinstance(item, QgsLayoutItemMap)]
    check("and its maps are of that day", times == [QDate(2023, 5, 22)] * 2, times)


def main():
    app = QgsApplication([], False)
    app.initQgis()
    database = sqlite3.connect(BASE.with_suffix(".gpkg"))
    for path in (str(BASE.with_suffix(".qgz")), f"geopackage:{BASE.with_suffix('.gpkg')}?projectName=frontline"):
        project = the_project(path, database)
        the_days(project, database)
        the_tips(project)
    the_columns(project.mapLayer("frontline_dots"))
    the_map(project, DAY.addDays(-1), "map.png")
    the_layout(project)
    the_styles(BASE.with_suffix(".gpkg"), {"events", "areas", "clusters", "axis_lines", "place_days"})
    the_store(database)
    the_store_while_it_is_written()
    the_crowd()
    app.exitQgis()
    print(f"\n{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Opens a GeoPackage and its project with QGIS and checks what an analyst would see: check.py BASE OUT, for BASE.gpkg and BASE.qgz."""

import re
import sqlite3
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsDateTimeRange, QgsExpression, QgsExpressionContext,
    QgsExpressionContextUtils, QgsFeatureRequest, QgsLayoutExporter, QgsMapRendererParallelJob, QgsMapSettings, QgsProject,
    QgsRectangle, QgsVectorLayer, QgsVectorLayerTemporalContext)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime, QVariant

DAY = QDate(2023, 5, 24)
BASE, OUT = Path(sys.argv[1]), Path(sys.argv[2])
STYLES = Path(__file__).resolve().parents[2] / "data" / "styles"
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


def the_plan(database):
    """The shape of what QGIS asks for: see `createFilterString` and the log of GDAL."""
    asked = ("SELECT fid, geom FROM {} m WHERE (((\"time\" >= '2023-05-24T00:00:00.000') AND (\"time\" <= '2023-05-24T23:59:59.000')) OR (\"time\" IS NULL)){}")
    for rest in ("", " AND ((\"axis\" = 'bakhmut' AND \"time\" IS NOT NULL))"):
        plan = " / ".join(row[3] for row in database.execute("EXPLAIN QUERY PLAN " + asked.format("events", rest)))
        check("one day needs no scan of the events", "SCAN" not in plan and "events_time" in plan, plan)


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


def the_styles():
    """Each style of the GeoPackage and each file of data/styles is loaded, and none falls back to a plain symbol."""
    package = BASE.with_suffix(".gpkg")
    with sqlite3.connect(package) as database:
        defaults = dict(database.execute("SELECT f_table_name, styleName FROM layer_styles WHERE useAsDefault = 1"))
    check("each layer has one default style", set(defaults) == {
        "events", "areas", "clusters", "axes", "place_days", "basemap_countries", "basemap_oblasts", "basemap_rivers", "basemap_towns"}, defaults)
    check("events look like events", defaults.get("events") == "events")
    for table, style in defaults.items():
        layer = QgsVectorLayer(f"{package}|layername={table}" + ("|geometrytype=Polygon" if table == "clusters" else ""), table, "ogr")
        check(f"{table} opens by itself with its style", layer.isValid() and layer.loadDefaultStyle()[1], style)
        for file in (STYLES / f"{style}.qml", STYLES / f"{style}.sld"):
            loaded = layer.loadNamedStyle(str(file)) if file.suffix == ".qml" else layer.loadSldStyle(str(file))
            check(f"{file.name} is read", loaded[1] if isinstance(loaded[1], bool) else loaded[0], loaded)


def the_map(project):
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
    settings.setTemporalRange(day(DAY.addDays(-1)))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    check("every layer is drawn", not job.errors(), [error.message for error in job.errors()])
    check("the map is written", job.renderedImage().save(str(OUT / "map.png")))


def the_layout(project):
    layout = project.layoutManager().layoutByName("Daily map")
    check("there is a print layout", layout is not None)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 120
    check("the print layout is drawn", QgsLayoutExporter(layout).exportToImage(str(OUT / "layout.png"), settings) == QgsLayoutExporter.Success)


def main():
    app = QgsApplication([], False)
    app.initQgis()
    database = sqlite3.connect(BASE.with_suffix(".gpkg"))
    for path in (str(BASE.with_suffix(".qgz")), f"geopackage:{BASE.with_suffix('.gpkg')}?projectName=frontline"):
        project = the_project(path, database)
        the_days(project, database)
        the_tips(project)
    the_columns(project.mapLayer("frontline_dots"))
    the_plan(database)
    the_map(project)
    the_layout(project)
    the_styles()
    app.exitQgis()
    print(f"\n{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

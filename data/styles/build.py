#!/usr/bin/python3
"""Writes the styles of this folder from palette.toml: build.py SAMPLE.gpkg, a GeoPackage of `frontline export`, whose columns it reads.

A .qml is the style of one layer, an .sld as much of it as the OGC's language carries, daily_map.qpt the print layout. They are written
by QGIS itself, so that QGIS reads them. Needs QGIS 3.22 or later with its Python; QT_QPA_PLATFORM=offscreen where there is no screen."""

import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from qgis.core import (
    Qgis, QgsApplication, QgsArrowSymbolLayer, QgsCentroidFillSymbolLayer, QgsEditorWidgetSetup, QgsFillSymbol, QgsLabeling, QgsLineSymbol, QgsMapLayer,
    QgsMarkerSymbol, QgsPalLayerSettings, QgsPointDisplacementRenderer, QgsProperty, QgsReadWriteContext, QgsRuleBasedLabeling,
    QgsRuleBasedRenderer, QgsSingleSymbolRenderer, QgsSymbolLayer, QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes,
    QgsVectorLayer, QgsVectorLayerSimpleLabeling, QgsVectorLayerTemporalProperties, QgsWkbTypes)
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

from forms import ALIASES, CODES, HIDDEN, LONG
from layout import daily_map
from tips import TIPS

HERE = Path(__file__).resolve().parent
PALETTE = tomllib.loads((HERE / "palette.toml").read_text(encoding="utf-8"))
MARKS, GROUND = PALETTE["marks"], PALETTE["ground"]
# Drawn by QGIS where the font is missing: its own default.
FONT = "Open Sans"

# What a number of one event is, for the size of its mark: numbers that a list of places shares are none.
NUMBER = ("if(\"scope\" = 'event', max(coalesce(to_int(\"attacks\"), 0), coalesce(to_int(\"munitions\"), 0), coalesce(to_int(\"downed\"), 0), "
          "coalesce(to_int(\"killed\"), 0) + coalesce(to_int(\"wounded\"), 0), coalesce(to_int(\"evacuated\"), 0) / 10), 0)")
# Millimetres: 2.6 for no number or one, 4.4 for 10, 6.2 for 100 and more.
SIZE = f"2.6 + 1.8 * log10(min(100, max(1, {NUMBER})))"
IS_HOLLOW = "\"status\" IN ('claimed', 'disputed', 'denied')"


def main():
    app = QgsApplication([], False)
    app.initQgis()
    sample = sys.argv[1]
    for name, table, paint in [
        ("events", "events", events), ("uncertainty", "events", uncertainty), ("dots", "events", dots), ("places", "place_days", places), ("areas", "areas", areas),
        ("extents", "areas", extents), ("clusters", "clusters|geometrytype=Polygon", clusters),
        ("cluster_lines", "clusters|geometrytype=LineString", cluster_lines), ("axes", "axis_lines", axes), ("countries", "basemap_countries", countries),
        ("oblasts", "basemap_oblasts", oblasts), ("rivers", "basemap_rivers", rivers), ("towns", "basemap_towns", towns),
    ]:
        layer = QgsVectorLayer(f"{sample}|layername={table}", name, "ogr")
        if not layer.isValid():
            sys.exit(f"{sample}: has no layer {table}")
        if name == "extents":
            layer = in_polygons(layer)
        paint(layer)
        fill_in(layer, name)
        write(layer, HERE / name)
    (HERE / "daily_map.qpt").write_text(tidy(daily_map(PALETTE, FONT)), encoding="utf-8")
    app.exitQgis()


def events(layer):
    root = QgsRuleBasedRenderer.Rule(None)
    for kind in PALETTE["class"]:
        mark = marker(kind["shape"], kind["colour"], kind["colour"])
        part = mark.symbolLayer(0)
        part.setDataDefinedProperty(QgsSymbolLayer.PropertySize, QgsProperty.fromExpression(SIZE))
        hollow = f"if({IS_HOLLOW}, '{MARKS['hollow']}', '{kind['colour']}')"
        part.setDataDefinedProperty(QgsSymbolLayer.PropertyFillColor, QgsProperty.fromExpression(hollow))
        dashed = "if(\"status\" = 'disputed', 'dot', 'solid')"
        part.setDataDefinedProperty(QgsSymbolLayer.PropertyStrokeStyle, QgsProperty.fromExpression(dashed))
        rule(root, mark, kind["label"], f"\"type\" IN ({', '.join(repr(code) for code in kind['types'])})")
    # Two rules that draw nothing: they only explain in the legend.
    rule(root, marker("circle", MARKS["hollow"], MARKS["ink"]), "hollow: one side's word, or disputed", "false")
    rule(root, marker("circle", MARKS["ink"], MARKS["ink"]), "filled: both sides, or several sources", "false")
    # Events at one place stand beside one another instead of hiding one another.
    spread = QgsPointDisplacementRenderer()
    spread.setEmbeddedRenderer(QgsRuleBasedRenderer(root))
    spread.setTolerance(0.4)
    spread.setPlacement(QgsPointDisplacementRenderer.ConcentricRings)
    spread.setCenterSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "0.9", "color": MARKS["ink"], "outline_style": "no"}))
    spread.setCircleWidth(0.0)
    spread.setCircleColor(QColor(0, 0, 0, 0))
    layer.setRenderer(spread)
    on_day(layer)


def dots(layer):
    """Where anything happened, on the small map beside the large one."""
    layer.setRenderer(QgsSingleSymbolRenderer(marker("circle", MARKS["ink"], MARKS["halo"], 0.15, 1.3)))
    on_day(layer)


def uncertainty(layer):
    """A circle as wide as the place is uncertain, in metres on the ground."""
    # The size is that of the legend, in metres as well.
    mark = marker("circle", with_alpha(MARKS["uncertainty"], 20), with_alpha(MARKS["uncertainty"], 140), 0.15, 6_000)
    part = mark.symbolLayer(0)
    part.setDataDefinedProperty(QgsSymbolLayer.PropertySize, QgsProperty.fromExpression("2 * \"uncertainty_m\""))
    part.setSizeUnit(QgsUnitTypes.RenderMetersInMapUnits)
    layer.setRenderer(QgsSingleSymbolRenderer(mark))
    on_day(layer)
    nearer_than(layer, 2_500_000)


def places(layer):
    """Names of places with events, each once a day; the mark is drawn by the events."""
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(
        {"name": "circle", "size": "0.1", "color": "0,0,0,0", "outline_style": "no"})))
    form = words(8.5, MARKS["ink"])
    settings = label("\"place_name\"", form, QgsPalLayerSettings.OrderedPositionsAroundPoint, 2.4)
    settings.priority = 8
    settings.dataDefinedProperties().setProperty(
        QgsPalLayerSettings.Priority, QgsProperty.fromExpression("min(10, 3 + 2 * \"n_events\")"))
    show(layer, settings, 5_000_000)
    on_day(layer)


def areas(layer):
    """Events known only to a district or a region, at its middle: a lozenge that no settlement has."""
    mark = marker("diamond", with_alpha(MARKS["hollow"], 190), MARKS["uncertainty"], 0.4, 3.4)
    spread = QgsPointDisplacementRenderer()
    spread.setEmbeddedRenderer(QgsSingleSymbolRenderer(mark))
    spread.setTolerance(0.4)
    spread.setPlacement(QgsPointDisplacementRenderer.ConcentricRings)
    spread.setCenterSymbol(QgsMarkerSymbol.createSimple({"name": "circle", "size": "0.1", "color": "0,0,0,0", "outline_style": "no"}))
    spread.setCircleWidth(0.0)
    spread.setCircleColor(QColor(0, 0, 0, 0))
    layer.setRenderer(spread)
    on_day(layer)


def extents(layer):
    """The same in a store, where each has a circle as wide as it is uncertain: no border, so it is hardly drawn."""
    fill = QgsFillSymbol.createSimple({"style": "no", "outline_color": with_alpha(MARKS["uncertainty"], 70), "outline_width": "0.2", "outline_style": "dot"})
    middle = QgsCentroidFillSymbolLayer()
    middle.setSubSymbol(marker("diamond", with_alpha(MARKS["hollow"], 190), MARKS["uncertainty"], 0.4, 3.4))
    fill.appendSymbolLayer(middle)
    layer.setRenderer(QgsSingleSymbolRenderer(fill))
    on_day(layer)


def in_polygons(points):
    """A layer without rows, with the columns of another."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", points.name(), "memory")
    layer.dataProvider().addAttributes(points.fields().toList())
    layer.updateFields()
    return layer


def clusters(layer):
    """Hulls."""
    colour, edge = with_alpha(MARKS["cluster"], 34), with_alpha(MARKS["cluster"], 200)
    fill = QgsFillSymbol.createSimple({"color": colour, "outline_color": edge, "outline_width": "0.35", "outline_style": "dash"})
    layer.setRenderer(QgsSingleSymbolRenderer(fill))
    form = words(7.5, MARKS["cluster"], italic=True)
    settings = label("\"n_events\" || ' events in ' || ((\"date_end\" - \"date_start\") + 1) || ' days'", form, QgsPalLayerSettings.Horizontal, 0)
    settings.priority = 2
    show(layer, settings, 800_000)
    in_days(layer)


def cluster_lines(layer):
    """The hull of two places, or of places in line."""
    edge = with_alpha(MARKS["cluster"], 200)
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"line_color": edge, "line_width": "0.35", "line_style": "dash"})))
    in_days(layer)


def axes(layer):
    """An arrow in the direction of the attacks, a plain line where none prevails; schematic."""
    root = QgsRuleBasedRenderer.Rule(None)
    arrow = QgsLineSymbol()
    head = QgsArrowSymbolLayer.create({
        "arrow_width": "1.1", "arrow_start_width": "0.4", "head_length": "3.2", "head_thickness": "2.2", "is_curved": "0", "is_repeated": "0"})
    head.setSubSymbol(QgsFillSymbol.createSimple({"color": with_alpha(MARKS["axis"], 105), "outline_style": "no"}))
    arrow.changeSymbolLayer(0, head)
    rule(root, arrow, "Axis of attack, schematic", "\"toward\" IS NOT NULL")
    line = QgsLineSymbol.createSimple({"line_color": with_alpha(MARKS["axis"], 105), "line_width": "0.9", "line_style": "dash"})
    rule(root, line, "Axis along a border, schematic", "\"toward\" IS NULL")
    layer.setRenderer(QgsRuleBasedRenderer(root))
    settings = label("\"name\"", words(10, MARKS["axis"], bold=True, spacing=0.3), QgsPalLayerSettings.OrderedPositionsAroundPoint, 2)
    settings.priority = 9
    # The name stands at the tail: at the head the events are.
    settings.geometryGeneratorEnabled = True
    settings.geometryGenerator, settings.geometryGeneratorType = "start_point($geometry)", QgsWkbTypes.PointGeometry
    show(layer, settings, 9_000_000)
    in_days(layer)


def countries(layer):
    root = QgsRuleBasedRenderer.Rule(None)
    fill = lambda colour: QgsFillSymbol.createSimple({"color": colour, "outline_color": GROUND["country_line"], "outline_width": "0.4"})
    rule(root, fill(GROUND["ukraine"]), "Ukraine", "\"code\" = 'UA'")
    rule(root, fill(GROUND["neighbours"]), "other countries", "ELSE")
    layer.setRenderer(QgsRuleBasedRenderer(root))
    settings = label("upper(\"name\")", words(9, GROUND["country_line"], spacing=1.5), QgsPalLayerSettings.Horizontal, 0)
    settings.priority = 1
    show(layer, settings, 60_000_000, 3_500_000)


def oblasts(layer):
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": GROUND["oblast_line"], "outline_width": "0.25"})))
    name = "regexp_replace(\"name\", ' (Oblast|City|Krai)$|^Autonomous Republic of ', '')"
    settings = label(f"upper({name})", words(7.5, GROUND["town"], spacing=1.2), QgsPalLayerSettings.Horizontal, 0)
    settings.priority = 0
    show(layer, settings, 9_000_000, 300_000)


def rivers(layer):
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"line_color": GROUND["river"], "line_width": "0.45"})))
    settings = label("\"name\"", words(7, "#6f93ab", italic=True), QgsPalLayerSettings.Curved, 0.4)
    settings.priority = 0
    show(layer, settings, 2_500_000)


def towns(layer):
    """The larger ones from afar, the smaller ones from near; a town that events of the day name has its name from them."""
    is_shown = ("\"population\" > CASE WHEN @map_scale > 6000000 THEN 900000 WHEN @map_scale > 2500000 THEN 250000 "
                "WHEN @map_scale > 1200000 THEN 90000 ELSE 0 END")
    mark = marker("circle", GROUND["town"], GROUND["town"], 0, 1.1)
    mark.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.PropertySize, QgsProperty.fromExpression(f"if({is_shown}, 1.1, 0)"))
    layer.setRenderer(QgsSingleSymbolRenderer(mark))
    settings = label("\"name\"", words(7.5, GROUND["town"], italic=True), QgsPalLayerSettings.OverPoint, 0)
    settings.quadOffset = QgsPalLayerSettings.QuadrantAboveRight
    settings.priority = 1
    # The day goes in as a text: QGIS hands a condition with a variable not on to SQLite, and would read the names of all days.
    bound = lambda of, sign, time: f"\"time\" {sign} ''' || format_date(@map_{of}_time, 'yyyy-MM-dd') || 'T{time}''"
    of_the_day = bound("start", ">=", "00:00:00.000") + " AND " + bound("end", "<=", "23:59:59.000")
    named = f"eval('aggregate(''frontline_places'', ''array_agg'', \"place_name\", {of_the_day})')"
    settings.dataDefinedProperties().setProperty(
        QgsPalLayerSettings.Show, QgsProperty.fromExpression(f"({is_shown}) AND NOT coalesce(array_contains({named}, \"name\"), false)"))
    show(layer, settings, 15_000_000)
    nearer_than(layer, 6_000_000)


def rule(root, symbol, words_, filter_):
    child = QgsRuleBasedRenderer.Rule(symbol, label=words_)
    if filter_ == "ELSE":
        child.setIsElse(True)
    else:
        child.setFilterExpression(filter_)
    root.appendChild(child)


def marker(shape, colour, outline, width=0.5, size=2.8):
    return QgsMarkerSymbol.createSimple({"name": shape, "color": colour, "outline_color": outline, "outline_width": str(width), "size": str(size)})


def with_alpha(colour, alpha):
    plain = QColor(colour)
    return f"{plain.red()},{plain.green()},{plain.blue()},{alpha}"


def words(size, colour, bold=False, italic=False, spacing=0.0):
    font = QFont(FONT)
    font.setBold(bold)
    font.setItalic(italic)
    if spacing:
        font.setLetterSpacing(QFont.AbsoluteSpacing, spacing)
    form = QgsTextFormat()
    form.setFont(font)
    form.setSize(size)
    form.setColor(QColor(colour))
    around = QgsTextBufferSettings()
    around.setEnabled(True)
    around.setSize(0.8)
    halo = QColor(MARKS["halo"])
    halo.setAlpha(215)
    around.setColor(halo)
    form.setBuffer(around)
    return form


def label(expression, form, placement, distance):
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    settings.placement, settings.dist = placement, distance
    settings.setFormat(form)
    return settings


def show(layer, settings, farthest, nearest=0):
    """Labels between two scales: farther away they would hide the map, nearer they say nothing."""
    settings.scaleVisibility = True
    settings.minimumScale, settings.maximumScale = farthest, nearest
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def nearer_than(layer, scale):
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(scale)
    layer.setMaximumScale(0)


def on_day(layer):
    """An event is shown once, on its last day, as in the files of a day."""
    time = layer.temporalProperties()
    time.setIsActive(True)
    time.setMode(QgsVectorLayerTemporalProperties.ModeFeatureDateTimeInstantFromField)
    time.setStartField("date_end")
    time.setLimitMode(Qgis.VectorTemporalLimitMode.IncludeBeginIncludeEnd)


def in_days(layer):
    """Shown on every day from the first to the last, both included."""
    time = layer.temporalProperties()
    time.setIsActive(True)
    time.setMode(QgsVectorLayerTemporalProperties.ModeFeatureDateTimeStartAndEndFromFields)
    time.setStartField("date_start")
    time.setEndField("date_end")
    time.setLimitMode(Qgis.VectorTemporalLimitMode.IncludeBeginIncludeEnd)


def fill_in(layer, name):
    """Words for columns and codes, and what a pointer over a feature shows."""
    layer.setMapTipTemplate(TIPS.get(name, ""))
    layer.setDisplayExpression("\"place_name\"" if layer.fields().indexOf("place_name") >= 0 else "\"name\"" if layer.fields().indexOf("name") >= 0 else "\"id\"")
    for index, field in enumerate(layer.fields()):
        code = field.name()
        if code in ALIASES:
            layer.setFieldAlias(index, ALIASES[code])
        if code in CODES:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": [{words_: value} for value, words_ in CODES[code].items()]}))
        elif code in HIDDEN:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
        elif code in LONG:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True, "UseHtml": False}))


def write(layer, path):
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext(), QgsMapLayer.AllStyleCategories)
    path.with_suffix(".qml").write_text(tidy(document.toString()), encoding="utf-8")
    document = QDomDocument()
    layer.exportSldStyle(document, "")
    path.with_suffix(".sld").write_text(document.toString(1), encoding="utf-8")


# Settings of a layer that are all QGIS's own defaults here.
DEFAULTS = {
    "customproperties", "editform", "editforminit", "editforminitcodesource", "editforminitfilepath", "editforminitcode", "conditionalstyles",
    "storedexpressions", "attributeactions", "SingleCategoryDiagramRenderer", "DiagramLayerSettings", "geometryOptions", "legend", "constraints",
    "constraintExpressions", "expressionfields", "defaults", "referencedLayers", "referencingLayers", "selection", "featformsuppress", "editable",
    "labelOnTop", "reuseLastValue", "attributetableconfig", "dataDefinedFieldProperties", "widgets", "editorlayout", "excludeAttributesWFS", "excludeAttributesWMS"}


def tidy(text):
    """What QGIS wrote, in one order, without what it writes twice or for nothing, and with the same keys every time."""
    root = ElementTree.fromstring(text[text.index("<", text.index("<!DOCTYPE") + 1):] if "<!DOCTYPE" in text else text)
    for parent in list(root.iter()):
        for child in list(parent):
            # Before 3.18 properties were `prop`; QGIS still writes both.
            is_twice = child.tag == "prop" and parent.find("Option") is not None
            is_unused = child.tag in ("data_defined_properties", "dd_properties") and child.find(".//Option[@name='expression']") is None
            if is_twice or is_unused or parent is root and child.tag in DEFAULTS:
                parent.remove(child)
    keys = {}
    for node in root.iter():
        for name, value in node.attrib.items():
            if value.startswith("{") and value.endswith("}") and len(value) == 38:
                node.attrib[name] = keys.setdefault(value, f"{{00000000-0000-4000-8000-{len(keys):012d}}}")
        node.attrib = dict(sorted(node.attrib.items()))
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


if __name__ == "__main__":
    main()

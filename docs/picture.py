#!/usr/bin/python3
"""Draws docs/layer.png, one day's layers as QGIS shows them: docs/picture.py LAYERS DAY BORDERS OUT.png

LAYERS is the folder that `frontline map` wrote, BORDERS a GeoJSON of first-level units with `region_code` (Natural Earth,
public domain, Crimea with Ukraine). Needs QGIS with its Python, and QT_QPA_PLATFORM=offscreen where there is no screen."""
import csv, pathlib, sys

from qgis.core import (
    QgsApplication, QgsCategorizedSymbolRenderer, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFeature,
    QgsFillSymbol, QgsGeometry, QgsLayout, QgsLayoutExporter, QgsLayoutItemLabel, QgsLayoutItemMap, QgsLayoutItemLegend,
    QgsLayoutItemScaleBar, QgsLayoutPoint, QgsLayoutSize, QgsLegendStyle, QgsMarkerSymbol, QgsPalLayerSettings,
    QgsPointDisplacementRenderer, QgsPointXY, QgsProject, QgsRectangle, QgsRendererCategory, QgsSingleSymbolRenderer,
    QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes, QgsVectorLayer, QgsVectorLayerSimpleLabeling)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

ROOT = pathlib.Path(__file__).resolve().parent.parent
WGS84 = QgsCoordinateReferenceSystem('EPSG:4326')
MAP = QgsCoordinateReferenceSystem('EPSG:32637')
WIDE_MAP = QgsCoordinateReferenceSystem('EPSG:3857')
# The front from Lyman to Marinka.
WINDOW = QgsRectangle(35.9, 47.78, 38.8, 49.24)
FONT = 'DejaVu Sans Condensed'
# Everything of the day, for the small map.
OVERVIEW = QgsRectangle(30.0, 46.8, 39.6, 52.6)
PAGE = (280.0, 180.0)
MM, DPI = QgsUnitTypes.LayoutMillimeters, 127

# Okabe and Ito's colours, which colour-blind readers tell apart; the shape says the class as well.
TYPES = [
    ('ground_assault', 'ground assault', 'triangle', '#d55e00'),
    ('assault_repelled', 'assault repelled', 'triangle', '#ffffff'),
    ('clash', 'clash', 'triangle', '#e69f00'),
    ('shelling', 'shelling', 'circle', '#0072b2'),
    ('air_strike', 'air strike', 'circle', '#56b4e9'),
    ('strike', 'strike, weapon not said', 'circle', '#ffffff'),
    ('missile_strike', 'missile strike', 'circle', '#000000'),
    ('drone_strike', 'drone strike', 'circle', '#cc79a7'),
    ('capture', 'capture', 'square', '#009e73'),
    ('advance', 'advance', 'square', '#f0e442'),
]
OUTLINE = {'assault_repelled': '#d55e00', 'strike': '#0072b2'}


def marker(shape, colour, outline='#333333', size=3.1):
    return QgsMarkerSymbol.createSimple({'name': shape, 'color': colour, 'outline_color': outline, 'outline_width': '0.45', 'size': str(size)})


def text(size, colour, bold=False, italic=False, spacing=0.0):
    font = QFont(FONT)
    font.setBold(bold)
    font.setItalic(italic)
    font.setLetterSpacing(QFont.AbsoluteSpacing, spacing)
    form = QgsTextFormat()
    form.setFont(font)
    form.setSize(size)
    form.setColor(QColor(colour))
    around = QgsTextBufferSettings()
    around.setEnabled(True)
    around.setSize(0.7)
    around.setColor(QColor(255, 255, 255, 220))
    form.setBuffer(around)
    return form


def label(layer, expression, form, priority=5, placement=QgsPalLayerSettings.OrderedPositionsAroundPoint, distance=1.4):
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    settings.placement, settings.dist, settings.priority = placement, distance, priority
    if placement == QgsPalLayerSettings.OverPoint:
        settings.quadOffset, settings.multilineAlign = QgsPalLayerSettings.QuadrantLeft, QgsPalLayerSettings.MultiRight
    settings.setFormat(form)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def file_layer(path, name):
    layer = QgsVectorLayer(str(path), name, 'ogr')
    if not layer.isValid():
        sys.exit(f'{path}: no layer')
    return layer


def point_layer(name, rows):
    """Points from (longitude, latitude, name)."""
    layer = QgsVectorLayer('Point?crs=EPSG:4326&field=name:string', name, 'memory')
    features = []
    for lon, lat, label_text in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(lon, lat)))
        feature.setAttribute('name', label_text)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def towns(window, inhabitants):
    """Towns of the gazetteer by which a reader finds the way."""
    rows = []
    for path in sorted((ROOT / 'gazetteer').glob('ua/UA*.tsv')):
        lines = [line for line in path.read_text(encoding='utf-8').splitlines() if not line.startswith('#')]
        for row in csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE):
            if row['class'] == 'city' and row['latitude'] and int(row['population'] or 0) >= inhabitants:
                rows.append((float(row['longitude']), float(row['latitude']), row['name']))
    return [row for row in rows if window.contains(QgsPointXY(row[0], row[1]))]


def town_layer(window, inhabitants, size):
    layer = point_layer('towns', towns(window, inhabitants))
    layer.setRenderer(QgsSingleSymbolRenderer(marker('circle', '#8a8a8a', '#8a8a8a', 1.2)))
    label(layer, 'name', text(size, '#707070', italic=True), priority=2)
    return layer


def events(path):
    layer = file_layer(path, path.stem)
    categories = [QgsRendererCategory(code, marker(shape, colour, OUTLINE.get(code, '#333333')), words) for code, words, shape, colour in TYPES]
    rest = QgsRendererCategory(None, marker('diamond', '#999999'), 'other')
    # Events at one place stand beside one another instead of hiding one another.
    renderer = QgsPointDisplacementRenderer()
    renderer.setEmbeddedRenderer(QgsCategorizedSymbolRenderer('type', categories + [rest]))
    renderer.setTolerance(0.5)
    renderer.setPlacement(QgsPointDisplacementRenderer.Ring)
    renderer.setCenterSymbol(QgsMarkerSymbol.createSimple({'name': 'circle', 'size': '0.8', 'color': '#333333', 'outline_style': 'no'}))
    renderer.setCircleWidth(0.15)
    renderer.setCircleColor(QColor('#666666'))
    layer.setRenderer(renderer)
    first = "\"id\" = array_first(array_sort(array_agg(\"id\", group_by:=\"place_id\")))"
    label(layer, f"if({first}, \"place_name\", '')", text(8.5, '#111111'), priority=8, distance=2.0)
    return layer


def hulls(path):
    layer = file_layer(path, 'cluster in space and time')
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {'color': '213,94,0,28', 'outline_color': '213,94,0,170', 'outline_width': '0.4', 'outline_style': 'dash'})))
    return layer


def land(path):
    layer = file_layer(path, 'borders')
    fill = lambda colour, width: QgsFillSymbol.createSimple({'color': colour, 'outline_color': '#9a9a9a', 'outline_width': width})
    ours = [QgsRendererCategory('UA', fill('#faf9f5', '0.3'), 'Ukraine'), QgsRendererCategory('RU', fill('#ebebeb', '0.3'), 'Russia')]
    layer.setRenderer(QgsCategorizedSymbolRenderer('left("region_code", 2)', ours))
    return layer


def wide(path):
    """Events known only to a district or a region, on the centre of it."""
    layer = file_layer(path, 'known only to a district or region')
    layer.setRenderer(QgsSingleSymbolRenderer(marker('diamond', '255,255,255,160', '#333333', 3.0)))
    label(layer, '"place_name"', text(7.5, '#111111'), priority=8, distance=1.8)
    return layer


def small(path):
    layer = file_layer(path, path.stem)
    layer.setRenderer(QgsSingleSymbolRenderer(marker('circle', '#333333', '#ffffff', 1.5)))
    return layer


def axes(days):
    """The name of each axis, west of its points."""
    rows = []
    for layer in days:
        reach = layer.extent()
        if WINDOW.intersects(reach) and layer.name() != 'no_axis':
            name = layer.name().replace('_', ' ').capitalize()
            rows.append((reach.xMinimum() - 0.16, reach.center().y(), f'{name} axis\n{layer.featureCount()} events'))
    layer = point_layer('axes', rows)
    layer.setRenderer(QgsSingleSymbolRenderer(marker('circle', '0,0,0,0', '0,0,0,0', 0.1)))
    label(layer, 'name', text(11, '#8c3b00', bold=True), priority=10, placement=QgsPalLayerSettings.OverPoint, distance=0)
    return layer


def fitted(reach, ratio):
    """The least rectangle of that ratio around another."""
    width, height = max(reach.width(), reach.height() * ratio), max(reach.height(), reach.width() / ratio)
    return QgsRectangle.fromCenterAndSize(reach.center(), width, height)


def put_map(layout, layers, crs, window, left, top, width, height):
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(left, top, MM))
    item.attemptResize(QgsLayoutSize(width, height, MM))
    item.setCrs(crs)
    item.setExtent(fitted(QgsCoordinateTransform(WGS84, crs, QgsProject.instance()).transformBoundingBox(window), width / height))
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    item.setBackgroundColor(QColor('#ffffff'))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor('#888888'))
    return item


def put_words(layout, words, left, top, size, bold=False, colour='#222222'):
    item = QgsLayoutItemLabel(layout)
    item.setText(words)
    font = QFont(FONT)
    font.setPointSizeF(size)
    font.setBold(bold)
    item.setFont(font)
    item.setFontColor(QColor(colour))
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(left, top, MM))
    item.attemptResize(QgsLayoutSize(PAGE[0] - left, 8, MM))


def put_legend(layout, layers, left, top):
    item = QgsLayoutItemLegend(layout)
    item.setAutoUpdateModel(False)
    tree = item.model().rootGroup()
    tree.clear()
    for layer in layers:
        tree.addLayer(layer)
    for style in (QgsLegendStyle.SymbolLabel, QgsLegendStyle.Subgroup):
        font = QFont(FONT)
        font.setPointSizeF(9.0)
        font.setBold(style == QgsLegendStyle.Subgroup)
        item.setStyleFont(style, font)
    item.rstyle(QgsLegendStyle.Subgroup).setMargin(QgsLegendStyle.Top, 0)
    item.setBackgroundColor(QColor(255, 255, 255))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor('#888888'))
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(left, top, MM))
    item.adjustBoxSize()
    return item


def put_scale(layout, item, left, top):
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle('Line Ticks Up')
    bar.setLinkedMap(item)
    bar.setUnits(QgsUnitTypes.DistanceKilometers)
    bar.setUnitLabel('km')
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setUnitsPerSegment(10)
    form = text(9, '#222222')
    bar.setTextFormat(form)
    bar.update()
    layout.addLayoutItem(bar)
    bar.attemptMove(QgsLayoutPoint(left, top, MM))


def main():
    folder, day, borders, out = pathlib.Path(sys.argv[1]) / sys.argv[2], sys.argv[2], sys.argv[3], sys.argv[4]
    app = QgsApplication([], False)
    app.initQgis()
    project = QgsProject.instance()
    project.setCrs(MAP)
    aside = {'areas', 'clusters'}
    days = [events(path) for path in sorted(folder.glob('*.geojson')) if path.stem not in aside]
    ground, clusters, areas = land(borders), hulls(folder / 'clusters.geojson'), wide(folder / 'areas.geojson')
    dots, titles = [small(path) for path in sorted(folder.glob('*.geojson')) if path.stem not in aside], axes(days)
    named, cities = town_layer(WINDOW, 60_000, 8.5), town_layer(OVERVIEW, 400_000, 7)
    key = key_layer(days)
    project.addMapLayers([ground, clusters, areas, titles, named, cities, key, *days, *dots])
    layout = QgsLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*PAGE, MM))
    main_map = put_map(layout, [*days, titles, named, clusters, ground], MAP, WINDOW, 0, 0, *PAGE)
    put_words(layout, f'{day}: what was reported, where, on which axis', 6, 5, 15, bold=True)
    put_legend(layout, [key, clusters, areas], 6, 17)
    put_map(layout, [*dots, areas, cities, ground], WIDE_MAP, OVERVIEW, 6, 90, 84, 84)
    put_words(layout, 'Borders: Natural Earth', 6, PAGE[1] - 4.5, 7, colour='#666666')
    put_scale(layout, main_map, PAGE[0] - 55, PAGE[1] - 14)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    outcome = QgsLayoutExporter(layout).exportToImage(out, settings)
    app.exitQgis()
    sys.exit(0 if outcome == QgsLayoutExporter.Success else f'{out}: not written')


def key_layer(days):
    """What the legend shows: the types of the day."""
    seen = {feature['type'] for layer in days for feature in layer.getFeatures()}
    layer = point_layer('Events', [])
    layer.setRenderer(QgsCategorizedSymbolRenderer('name', [
        QgsRendererCategory(code, marker(shape, colour, OUTLINE.get(code, '#333333')), words)
        for code, words, shape, colour in TYPES if code in seen]))
    return layer


if __name__ == '__main__':
    main()

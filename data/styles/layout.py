"""The print layout "Daily map": title, the axes' map, an overview of the country, legend, scale and sources.

What differs from day to day stands in the project's variables (`@frontline_title` and so on); layers are named by their style, as in
`style:events`, and the two maps by their id: the program puts in the layers of a project, and the window of each map."""

from qgis.core import (
    QgsCoordinateReferenceSystem, QgsFillSymbol, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemScaleBar,
    QgsLayoutObject, QgsLayoutPoint, QgsLayoutSize, QgsLegendStyle, QgsPrintLayout, QgsProject, QgsProperty, QgsReadWriteContext,
    QgsRectangle, QgsTextFormat, QgsUnitTypes)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

MM = QgsUnitTypes.LayoutMillimeters
# A4, across.
WIDTH, HEIGHT, EDGE, PANEL, HEAD, FOOT = 297, 210, 6, 66, 19, 8
LEGEND = {
    "events": "Events, larger with their number", "uncertainty": "As wide as the place is uncertain", "areas": "Known only to a district or region",
    "clusters": "Cluster in space and time", "axes": "Axes"}
OVERVIEW = ["dots", "oblasts", "countries"]
# The day is a variable of the project: whoever changes it there has that day on paper.
DAY = "to_datetime(@frontline_day || 'T{}Z')"
TITLE = "[% format_date(to_date(@frontline_day), 'd MMMM yyyy', 'en') || ': ' || @frontline_told %]"
# The numbers are told of the day with which the project was made; of others their count.
SUBTITLE = (
    "[% if(@frontline_day = @frontline_first_shown, @frontline_numbers, coalesce(aggregate('frontline_dots', 'count', \"fid\", "
    "\"date_end\" = to_date(@frontline_day)), 0) || ' events on points') %]")


def daily_map(palette, font):
    marks, ground = palette["marks"], palette["ground"]
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    layout.setName("Daily map")
    map_width, map_height = WIDTH - 2 * EDGE - PANEL - 4, HEIGHT - HEAD - FOOT - 2
    main = a_map(layout, "map", ground, EDGE, HEAD, map_width, map_height)
    side = EDGE + map_width + 4
    overview_height = 47
    overview = a_map(layout, "overview", ground, side, HEAD, PANEL, overview_height)
    overview.overview().setLinkedMap(main)
    overview.overview().setFrameSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_color": marks["ink"], "outline_width": "0.35"}))
    text(layout, TITLE, font, 17, marks["ink"], EDGE, 4, WIDTH - 2 * EDGE, 8, bold=True)
    text(layout, SUBTITLE, font, 9, "#555555", EDGE, 12, WIDTH - 2 * EDGE, 5)
    legend(layout, font, side, HEAD + overview_height + 3)
    text(layout, "[% @frontline_notes %]", font, 7, "#555555", side, HEIGHT - FOOT - 43, PANEL, 41)
    text(layout, "[% @frontline_attribution %]", font, 6.5, "#777777", EDGE, HEIGHT - FOOT + 0.5, WIDTH - 2 * EDGE, 5)
    main.addLabelBlockingItem(scale(layout, main, font, EDGE + 4, HEAD + map_height - 11))
    return written(layout)


def a_map(layout, name, ground, left, top, width, height):
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    item.setId(name)
    put(item, left, top, width, height)
    item.setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    item.setExtent(QgsRectangle(0, 0, width * 1000, height * 1000))
    item.setBackgroundColor(QColor(ground["sea"]))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(ground["country_line"]))
    item.setIsTemporal(True)
    for bound, time in ((QgsLayoutObject.StartDateTime, "00:00:00"), (QgsLayoutObject.EndDateTime, "23:59:59")):
        item.dataDefinedProperties().setProperty(bound, QgsProperty.fromExpression(DAY.format(time)))
    return item


def text(layout, words, font, size, colour, left, top, width, height, bold=False):
    item = QgsLayoutItemLabel(layout)
    layout.addLayoutItem(item)
    item.setText(words)
    face = QFont(font)
    face.setPointSizeF(size)
    face.setBold(bold)
    item.setFont(face)
    item.setFontColor(QColor(colour))
    item.setMode(QgsLayoutItemLabel.ModeFont)
    item.setMarginX(0)
    item.setHAlign(Qt.AlignLeft)
    put(item, left, top, width, height)


def legend(layout, font, left, top):
    item = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(item)
    item.setId("legend")
    item.setAutoUpdateModel(False)
    for style, size, bold in ((QgsLegendStyle.SymbolLabel, 8, False), (QgsLegendStyle.Subgroup, 8.5, True), (QgsLegendStyle.Group, 9, True)):
        face = QFont(font)
        face.setPointSizeF(size)
        face.setBold(bold)
        item.setStyleFont(style, face)
    item.rstyle(QgsLegendStyle.Symbol).setMargin(QgsLegendStyle.Top, 0.9)
    item.rstyle(QgsLegendStyle.Subgroup).setMargin(QgsLegendStyle.Top, 1.6)
    item.setBoxSpace(0)
    item.setSymbolWidth(5)
    item.setWrapString("|")
    item.setBackgroundEnabled(False)
    put(item, left, top, PANEL, 80)


def scale(layout, main, font, left, top):
    bar = QgsLayoutItemScaleBar(layout)
    layout.addLayoutItem(bar)
    bar.setLinkedMap(main)
    bar.setStyle("Line Ticks Up")
    bar.setUnits(QgsUnitTypes.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setSegmentSizeMode(2)
    bar.setMinimumBarWidth(18)
    bar.setMaximumBarWidth(45)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    form = QgsTextFormat()
    face = QFont(font)
    form.setFont(face)
    form.setSize(7.5)
    bar.setTextFormat(form)
    bar.setSegmentSizeMode(1)
    bar.setBackgroundEnabled(True)
    bar.setBackgroundColor(QColor(255, 255, 255, 190))
    put(bar, left, top, 50, 9)
    return bar


def put(item, left, top, width, height):
    item.attemptMove(QgsLayoutPoint(left, top, MM))
    item.attemptResize(QgsLayoutSize(width, height, MM))


def written(layout):
    """The layout as XML, with layers named by their style where QGIS can only name those of a project."""
    document = QDomDocument()
    document.appendChild(layout.writeXml(document, QgsReadWriteContext()))
    for item in nodes(document.elementsByTagName("LayoutItem")):
        if item.attribute("id") == "overview":
            item.setAttribute("keepLayerSet", "true")
            chosen = item.firstChildElement("LayerSet")
            for style in OVERVIEW:
                layer = document.createElement("Layer")
                layer.appendChild(document.createTextNode(f"style:{style}"))
                chosen.appendChild(layer)
        if item.attribute("id") == "legend":
            tree = item.firstChildElement("layer-tree-group")
            for style, words in LEGEND.items():
                layer = document.createElement("layer-tree-layer")
                for name, value in (("id", f"style:{style}"), ("name", ""), ("checked", "Qt::Checked"), ("expanded", "1"), ("legend_exp", "")):
                    layer.setAttribute(name, value)
                title = document.createElement("Option")
                for name, value in (("type", "QString"), ("name", "legend/title-label"), ("value", words)):
                    title.setAttribute(name, value)
                options = document.createElement("Option")
                options.setAttribute("type", "Map")
                options.appendChild(title)
                layer.appendChild(document.createElement("customproperties")).appendChild(options)
                tree.appendChild(layer)
    return document.toString()


def nodes(found):
    return [found.at(index).toElement() for index in range(found.count())]

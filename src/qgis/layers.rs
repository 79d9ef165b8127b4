//! Which layers a project has, in which groups, in which order, and with which style.

use crate::qgis::{Areas, Axis, Content};

/// The events for projects, which show them day by day.
pub(super) const BY_DAY: &str = "events_by_day";

/// How a layer is drawn: one `.qml` in `data/styles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Events,
    Uncertainty,
    Dots,
    Places,
    Areas,
    Extents,
    Clusters,
    ClusterLines,
    Axes,
    Towns,
    Rivers,
    Oblasts,
    Countries,
}

macro_rules! style {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../data/styles/", $name, ".qml")),
            include_str!(concat!("../../data/styles/", $name, ".sld")),
        )
    };
}

impl Look {
    const ALL: [Look; 13] = [
        Look::Events,
        Look::Uncertainty,
        Look::Dots,
        Look::Places,
        Look::Areas,
        Look::Extents,
        Look::Clusters,
        Look::ClusterLines,
        Look::Axes,
        Look::Towns,
        Look::Rivers,
        Look::Oblasts,
        Look::Countries,
    ];

    /// All that a file has layers for.
    pub(super) fn all(areas: Areas) -> impl DoubleEndedIterator<Item = Look> {
        let other = if Look::of_areas(areas) == Look::Areas { Look::Extents } else { Look::Areas };
        Look::ALL.into_iter().filter(move |look| *look != other)
    }

    fn of_areas(areas: Areas) -> Look {
        match areas {
            Areas::Centres => Look::Areas,
            Areas::Circles => Look::Extents,
        }
    }

    /// Its name in `data/styles`, and there its style as QGIS writes it and as the OGC does.
    pub(super) fn files(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Look::Events => style!("events"),
            Look::Uncertainty => style!("uncertainty"),
            Look::Dots => style!("dots"),
            Look::Places => style!("places"),
            Look::Areas => style!("areas"),
            Look::Extents => style!("extents"),
            Look::Clusters => style!("clusters"),
            Look::ClusterLines => style!("cluster_lines"),
            Look::Axes => style!("axes"),
            Look::Towns => style!("towns"),
            Look::Rivers => style!("rivers"),
            Look::Oblasts => style!("oblasts"),
            Look::Countries => style!("countries"),
        }
    }

    pub(super) fn name(self) -> &'static str {
        self.files().0
    }

    /// The table whose rows it draws.
    pub(super) fn table(self) -> &'static str {
        match self {
            Look::Events | Look::Uncertainty | Look::Dots => "events",
            Look::Places => "place_days",
            Look::Areas | Look::Extents => "areas",
            Look::Clusters | Look::ClusterLines => "clusters",
            Look::Axes => "axis_lines",
            Look::Towns => "basemap_towns",
            Look::Rivers => "basemap_rivers",
            Look::Oblasts => "basemap_oblasts",
            Look::Countries => "basemap_countries",
        }
    }

    /// The table or view that a project reads: events of a day are asked for by their time, see `tables.rs`.
    pub(super) fn source(self) -> &'static str {
        if self.table() == "events" { BY_DAY } else { self.table() }
    }

    /// The shape, and the type of it, as QGIS calls them.
    pub(super) fn geometry(self) -> (&'static str, &'static str) {
        match self {
            Look::Events | Look::Uncertainty | Look::Dots | Look::Places | Look::Areas | Look::Towns => {
                ("Point", "Point")
            }
            Look::Clusters | Look::Extents => ("Polygon", "Polygon"),
            Look::Axes | Look::ClusterLines | Look::Rivers => ("Line", "LineString"),
            Look::Oblasts | Look::Countries => ("Polygon", "MultiPolygon"),
        }
    }
}

/// One layer of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layer {
    /// QGIS cuts names off ids of ten characters or less.
    pub(super) id: String,
    /// What the legend calls it.
    pub(super) title: String,
    pub(super) look: Look,
    /// Which rows it shows, as SQL; none for all.
    pub(super) rows: Option<String>,
    /// Whether it is drawn when the project opens.
    pub(super) is_shown: bool,
}

/// Layers under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) layers: Vec<Layer>,
}

/// An event without a day would be shown on every one.
const DATED: &str = "\"time\" IS NOT NULL";

/// Every layer, in the order of the layer panel.
pub(super) fn groups(content: &Content) -> Vec<Group> {
    let mut groups: Vec<Group> = content.axes.iter().map(of_axis).collect();
    groups.push(Group {
        title: "On no axis".to_owned(),
        layers: vec![events("no_axis", format!("\"axis\" IS NULL AND {DATED}"))],
    });
    groups.push(Group {
        title: "All axes".to_owned(),
        layers: vec![
            layer(Look::Places, "Names of places", None),
            layer(Look::of_areas(content.areas), "Known only to a district or a region", Some(DATED.to_owned())),
            layer(Look::Clusters, "Clusters in space and time", None),
            layer(Look::ClusterLines, "Clusters of places in line", None),
            layer(Look::Uncertainty, "How uncertain the place is", Some(DATED.to_owned())),
            Layer { is_shown: false, ..layer(Look::Dots, "All events as dots", Some(DATED.to_owned())) },
        ],
    });
    groups.push(Group { title: "On no map".to_owned(), layers: vec![undated(), without_centre(content.areas)] });
    groups.push(Group {
        title: "Basemap".to_owned(),
        layers: vec![
            layer(Look::Towns, "Towns", None),
            layer(Look::Rivers, "Rivers", None),
            layer(Look::Oblasts, "Oblasts", None),
            layer(Look::Countries, "Countries", None),
        ],
    });
    groups
}

/// The layers from the uppermost to the lowest: names above marks, marks above what lies around them.
pub(super) fn in_drawing_order(groups: &[Group]) -> Vec<&Layer> {
    let order = [
        Look::Places,
        Look::Events,
        Look::Areas,
        Look::Extents,
        Look::Dots,
        Look::Axes,
        Look::ClusterLines,
        Look::Clusters,
        Look::Uncertainty,
        Look::Towns,
        Look::Rivers,
        Look::Oblasts,
        Look::Countries,
    ];
    let mut layers: Vec<&Layer> = groups.iter().flat_map(|group| &group.layers).collect();
    layers.sort_by_key(|layer| order.iter().position(|look| *look == layer.look));
    layers
}

fn of_axis(axis: &Axis) -> Group {
    let is_it = |column: &str| format!("\"{column}\" = {}", literal(&axis.id));
    let its_events = format!("{} AND {DATED}", is_it("axis"));
    let arrow = Layer {
        id: format!("frontline_axis_{}", axis.id),
        rows: Some(is_it("id")),
        ..layer(Look::Axes, &format!("{}: axis", axis.name), None)
    };
    let mut events = events(&axis.id, its_events);
    events.title = format!("{}: events", axis.name);
    Group { title: axis.name.clone(), layers: vec![events, arrow] }
}

fn events(of: &str, rows: String) -> Layer {
    let id = format!("frontline_events_{of}");
    Layer { id, rows: Some(rows), ..layer(Look::Events, "Events", None) }
}

/// Events whose day nobody gave: there to be opened, on no day's map.
fn undated() -> Layer {
    let mut undated = events("undated", "\"time\" IS NULL".to_owned());
    undated.title = "Events without a day".to_owned();
    Layer { is_shown: false, ..undated }
}

/// Events of units of which nobody gives a centre: there to be opened as a table.
fn without_centre(areas: Areas) -> Layer {
    let rows = Some("\"geom\" IS NULL".to_owned());
    let layer = layer(Look::of_areas(areas), "Events of units without a centre", rows);
    Layer { id: "frontline_without_centre".to_owned(), is_shown: false, ..layer }
}

fn layer(look: Look, title: &str, rows: Option<String>) -> Layer {
    Layer { id: format!("frontline_{}", look.name()), title: title.to_owned(), look, rows, is_shown: true }
}

/// A text as SQL has it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_in_an_id_does_not_end_the_text() {
        assert_eq!(literal("x' OR 1=1 --"), "'x'' OR 1=1 --'");
    }

    #[test]
    fn ids_are_unique_and_long_enough() {
        let axes =
            vec![Axis { id: "bakhmut".into(), name: "Bakhmut".into() }, Axis { id: "x".into(), name: "X".into() }];
        let groups = groups(&Content { axes, ..Content::default() });
        let layers = in_drawing_order(&groups);
        let ids: std::collections::BTreeSet<&str> = layers.iter().map(|layer| layer.id.as_str()).collect();
        assert_eq!(ids.len(), layers.len());
        assert!(ids.iter().all(|id| id.len() > 10));
        assert_eq!(layers.first().unwrap().look, Look::Places);
        assert_eq!(layers.last().unwrap().look, Look::Countries);
    }
}

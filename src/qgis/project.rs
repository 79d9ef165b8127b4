//! The project itself: layer tree, layers with their styles and sources, order, layout, and the archive around it.

use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::qgis::Content;
use crate::qgis::fill::{Out, changed, each, fill};
use crate::qgis::layers::{Group, Layer, Look, groups, in_drawing_order};
use crate::sheet::{ATTRIBUTION, NOTES, TOLD, Window};

const FRAME: &str = include_str!("../../data/styles/project.xml");
const LAYOUT: &str = include_str!("../../data/styles/daily_map.qpt");

/// Half the Earth's girth on the Mercator map of EPSG:3857, in its metres.
const HALF_GIRTH: f64 = 20_037_508.342_789_244;

/// A project that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name that QGIS cannot find a file by.
    #[error("{path}: QGIS takes what follows a | for options, choose another name")]
    Name {
        /// The GeoPackage.
        path: PathBuf,
    },
    /// A template of the program's own.
    #[error("the QGIS templates of the program cannot be used")]
    Template(#[from] io::Error),
    /// The archive around the project.
    #[error("the QGIS project cannot be packed")]
    Archive(#[from] zip::result::ZipError),
}

/// A `.qgz`: the project of a GeoPackage, to lie beside it or inside it. Only the file's name is kept, so both can be
/// moved together. The same content gives the same bytes.
///
/// # Errors
/// When the GeoPackage has a name that QGIS cannot find it by.
pub fn archive(package: &Path, content: &Content) -> Result<Vec<u8>, Error> {
    let name = package.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.contains('|') || name.is_empty() {
        return Err(Error::Name { path: package.to_owned() });
    }
    let project = Project { source: format!("./{name}"), content, groups: groups(content) };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let same_every_time = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file(format!("{}.qgs", package.file_stem().unwrap_or_default().to_string_lossy()), same_every_time)?;
    zip.write_all(&project.xml()?)?;
    Ok(zip.finish()?.into_inner())
}

struct Project<'a> {
    /// The GeoPackage, from the folder of the project.
    source: String,
    content: &'a Content,
    groups: Vec<Group>,
}

impl Project<'_> {
    fn xml(&self) -> io::Result<Vec<u8>> {
        let Content { days, day, window, title, numbers, .. } = self.content;
        let day = day.to_string();
        let (days, bounds) = (days.map(|day| day.to_string()), mercator(*window).map(|metres| format!("{metres:.0}")));
        let words = [
            ("title", title.as_str()),
            ("day", &day),
            ("told", TOLD),
            ("numbers", numbers),
            ("notes", NOTES),
            ("attribution", ATTRIBUTION),
            ("first", &days[0]),
            ("last", &days[1]),
            ("xmin", &bounds[0]),
            ("ymin", &bounds[1]),
            ("xmax", &bounds[2]),
            ("ymax", &bounds[3]),
        ];
        let mut out = Writer::new(b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n".to_vec());
        fill(FRAME, &words, &mut out, &mut |instruction, rest, out| match instruction {
            "crs" => crs(rest, out),
            "tree" => self.tree(out),
            "layers" => self.layers(out),
            "order" => self.order(out, "layer"),
            "layout" => self.layout(out),
            other => Err(io::Error::other(format!("project.xml: <?{other}?> is not known"))),
        })?;
        Ok(out.into_inner())
    }

    /// Groups and layers as the layer panel has them, and below them the order in which they are drawn.
    fn tree(&self, out: &mut Out) -> io::Result<()> {
        for group in &self.groups {
            let is_open = if group.title == "Basemap" { "0" } else { "1" };
            let tag = out.create_element("layer-tree-group");
            let tag = tag.with_attributes([
                ("name", group.title.as_str()),
                ("checked", "Qt::Checked"),
                ("expanded", is_open),
            ]);
            tag.write_inner_content(|out| group.layers.iter().try_for_each(|layer| self.leaf(layer, out)))?;
        }
        let tag = out.create_element("custom-order").with_attribute(("enabled", "1"));
        tag.write_inner_content(|out| self.order(out, "item")).map(|_| ())
    }

    fn leaf(&self, layer: &Layer, out: &mut Out) -> io::Result<()> {
        let source = self.source(layer);
        let checked = if layer.is_shown { "Qt::Checked" } else { "Qt::Unchecked" };
        let attributes = [
            ("id", layer.id.as_str()),
            ("name", &layer.title),
            ("source", &source),
            ("providerKey", "ogr"),
            ("checked", checked),
            ("expanded", "0"),
        ];
        out.create_element("layer-tree-layer").with_attributes(attributes).write_empty().map(|_| ())
    }

    /// The ids of the layers from the uppermost to the lowest.
    fn order(&self, out: &mut Out, tag: &str) -> io::Result<()> {
        in_drawing_order(&self.groups).into_iter().try_for_each(|layer| {
            let element = out.create_element(tag);
            if tag == "item" {
                element.write_text_content(BytesText::new(&layer.id)).map(|_| ())
            } else {
                element.with_attribute(("id", layer.id.as_str())).write_empty().map(|_| ())
            }
        })
    }

    fn layers(&self, out: &mut Out) -> io::Result<()> {
        self.groups.iter().flat_map(|group| &group.layers).try_for_each(|layer| self.layer(layer, out))
    }

    /// A layer: what it is called and where its rows are, then its style, which is the inside of its `.qml`.
    fn layer(&self, layer: &Layer, out: &mut Out) -> io::Result<()> {
        let (shape, kind) = layer.look.geometry();
        let source = self.source(layer);
        let (_, style, _) = layer.look.files();
        let mut depth = 0;
        each(style, &mut |event| match event {
            Event::Start(root) if depth == 0 => {
                depth = 1;
                let mut tag = changed(&root, |_, value| value.to_owned())?;
                tag.set_name("maplayer");
                for attribute in
                    [("type", "vector"), ("geometry", shape), ("wkbType", kind), ("autoRefreshEnabled", "0")]
                {
                    tag.push_attribute(attribute);
                }
                out.write_event(Event::Start(tag))?;
                leaf(out, "id", &layer.id)?;
                leaf(out, "datasource", &source)?;
                leaf(out, "layername", &layer.title)?;
                out.create_element("srs").write_inner_content(|out| crs("4326", out))?;
                out.create_element("provider")
                    .with_attribute(("encoding", "UTF-8"))
                    .write_text_content(BytesText::new("ogr"))?;
                Ok(())
            }
            Event::Start(tag) => {
                depth += 1;
                let is_time = tag.name().as_ref() == "temporal";
                out.write_event(Event::Start(if is_time { in_hours(&tag)? } else { tag }))
            }
            Event::End(tag) => {
                depth -= 1;
                let end = if depth == 0 { BytesEnd::new("maplayer") } else { tag };
                out.write_event(Event::End(end))
            }
            Event::Comment(_) => Ok(()),
            other => out.write_event(other),
        })
    }

    fn source(&self, layer: &Layer) -> String {
        let mut source = format!("{}|layername={}", self.source, layer.look.source());
        if matches!(layer.look, Look::Clusters | Look::ClusterLines) {
            source.push_str(&format!("|geometrytype={}", layer.look.geometry().1));
        }
        if let Some(rows) = &layer.rows {
            source.push_str(&format!("|subset={rows}"));
        }
        source
    }

    /// The print layout, with the layers of this project and the window; its day is a variable of the project.
    fn layout(&self, out: &mut Out) -> io::Result<()> {
        let mut window = Window::UKRAINE;
        let ids = |style: &str| self.id_of(style);
        each(LAYOUT, &mut |event| match event {
            Event::Start(tag) if tag.name().as_ref() == "LayoutItem" => {
                let id = tag.try_get_attribute("id").map_err(io::Error::other)?;
                let is_main = id.is_some_and(|id| id.value.as_ref() == "map");
                window = if is_main { self.content.window } else { Window::UKRAINE };
                out.write_event(Event::Start(tag))
            }
            Event::Empty(tag) if tag.name().as_ref() == "Extent" => {
                let size = size(&tag)?;
                let bounds = fitted(mercator(window), size).map(|metres| format!("{metres:.0}"));
                let names = ["xmin", "ymin", "xmax", "ymax"];
                let attributes = names.into_iter().zip(bounds.iter().map(String::as_str));
                out.create_element("Extent").with_attributes(attributes).write_empty().map(|_| ())
            }
            Event::Start(tag) if tag.name().as_ref() == "layer-tree-layer" => {
                let tag = changed(&tag, |name, value| if name == "id" { ids(value) } else { value.to_owned() })?;
                out.write_event(Event::Start(tag))
            }
            Event::Text(text) if text.starts_with("style:") => {
                out.write_event(Event::Text(BytesText::new(&ids(&text))))
            }
            other => out.write_event(other),
        })
    }

    /// The id of the first layer drawn in that style, written as `style:NAME`.
    fn id_of(&self, style: &str) -> String {
        let mut layers = self.groups.iter().flat_map(|group| &group.layers);
        let found = layers.find(|layer| style.strip_prefix("style:") == Some(layer.look.name()));
        found.map_or(String::new(), |layer| layer.id.clone())
    }
}

fn leaf(out: &mut Out, tag: &str, text: &str) -> io::Result<()> {
    out.create_element(tag).write_text_content(BytesText::new(text)).map(|_| ())
}

/// The time of a layer by the columns that have an hour (see `tables.sql`), instead of those of a GeoJSON file.
fn in_hours(temporal: &BytesStart) -> io::Result<BytesStart<'static>> {
    let is_instant =
        temporal.try_get_attribute("mode").map_err(io::Error::other)?.is_some_and(|mode| mode.value == "1");
    changed(temporal, |name, value| match (name, is_instant) {
        ("startField", true) => "time".to_owned(),
        ("startField", false) => "time_start".to_owned(),
        ("endField", false) => "time_end".to_owned(),
        _ => value.to_owned(),
    })
}

/// A coordinate system by its number, which every QGIS knows.
fn crs(number: &str, out: &mut Out) -> io::Result<()> {
    out.create_element("spatialrefsys")
        .write_inner_content(|out| {
            // QGIS looks at the name only when a number of its own stands beside it, any from 1 to 99,999.
            leaf(out, "srsid", number)?;
            leaf(out, "authid", &format!("EPSG:{number}"))
        })
        .map(|_| ())
}

/// West, south, east and north of a window on the Mercator map.
fn mercator(window: Window) -> [f64; 4] {
    let x = |lon: f64| lon / 180.0 * HALF_GIRTH;
    let y = |lat: f64| {
        (std::f64::consts::FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln() / std::f64::consts::PI * HALF_GIRTH
    };
    [x(window.west), y(window.south), x(window.east), y(window.north)]
}

/// The least rectangle of that width and height, in whatever unit, around another.
fn fitted([west, south, east, north]: [f64; 4], [width, height]: [f64; 2]) -> [f64; 4] {
    let ratio = width / height;
    let (wide, high) = ((east - west).max((north - south) * ratio), (north - south).max((east - west) / ratio));
    let (x, y) = ((west + east) / 2.0, (south + north) / 2.0);
    [x - wide / 2.0, y - high / 2.0, x + wide / 2.0, y + high / 2.0]
}

/// Width and height of the `Extent` of a layout's map; the template's is as wide and high as the map on paper.
fn size(extent: &BytesStart) -> io::Result<[f64; 2]> {
    let number = |name: &str| {
        let attribute = extent.try_get_attribute(name).map_err(io::Error::other)?;
        let value = attribute.map(|attribute| attribute.value.into_owned()).unwrap_or_default();
        value.parse::<f64>().map_err(io::Error::other)
    };
    Ok([number("xmax")? - number("xmin")?, number("ymax")? - number("ymin")?])
}

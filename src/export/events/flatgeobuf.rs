//! FlatGeobuf with its index. Lists are JSON; days are moments, since the format has no days.
//!
//! Tables are those of the `flatgeobuf` crate. Its own writer is not used: it gives an event without a point an
//! empty one, at which GDAL ends the file.

use std::collections::HashMap;
use std::io::{self, Write};

use ::flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};
use ::flatgeobuf::{
    Column, ColumnArgs, ColumnType, Crs, CrsArgs, Feature, FeatureArgs, Geometry, GeometryArgs, GeometryType, Header,
    HeaderArgs,
};
use flatbuffers::{FlatBufferBuilder, WIPOffset};

use crate::export::columns::{COLUMNS, Kind, Value};
use crate::export::events::encoded::{Encoded, Form};
use crate::export::events::waiting::Waiting;
use crate::export::events::{Output, Sink, flatgeobuf_index};
use crate::export::row::Row;

/// "fgb" and the version of the format, twice.
const MAGIC: [u8; 8] = [b'f', b'g', b'b', 3, b'f', b'g', b'b', 0];
/// Longitude and latitude of WGS 84.
const WGS_84: i32 = 4326;

/// Features, each with its length before it.
#[derive(Default)]
pub(super) struct Features {
    written: Encoded,
    builder: FlatBufferBuilder<'static>,
    properties: Vec<u8>,
}

impl Features {
    fn property(&mut self, index: usize, value: &Value) {
        let column = u16::try_from(index).expect("there are fewer than 65,536 columns").to_le_bytes();
        let mut put = |bytes: &[&[u8]]| {
            self.properties.extend(column);
            bytes.iter().for_each(|part| self.properties.extend_from_slice(part));
        };
        match value {
            Value::Whole(Some(number)) => put(&[&number.to_le_bytes()]),
            Value::Real(Some(number)) => put(&[&number.to_le_bytes()]),
            Value::Whole(None) | Value::Real(None) => {}
            Value::Text(_) | Value::Texts(_) | Value::Day(_) | Value::Moment(_) => {
                if let Some(text) = value.text() {
                    let length = u32::try_from(text.len()).expect("a text is shorter than four gigabytes");
                    put(&[&length.to_le_bytes(), text.as_bytes()]);
                }
            }
        }
    }
}

impl Form for Features {
    fn add(&mut self, row: &Row) {
        self.properties.clear();
        for (index, column) in COLUMNS.iter().enumerate() {
            self.property(index, &column.value(row));
        }
        self.builder.reset();
        let builder = &mut self.builder;
        let geometry = row.point.map(|point| {
            let xy = Some(builder.create_vector(&point));
            Geometry::create(builder, &GeometryArgs { xy, ..GeometryArgs::default() })
        });
        // As a string of bytes, which is a vector of bytes with a nought behind it, and is copied at once.
        let properties = Some(WIPOffset::new(builder.create_byte_string(&self.properties).value()));
        let feature = Feature::create(builder, &FeatureArgs { geometry, properties, ..FeatureArgs::default() });
        builder.finish_size_prefixed(feature, None);
        self.written.bytes.extend_from_slice(builder.finished_data());
        self.written.end(row.point, None);
    }

    fn take(&mut self) -> Encoded {
        self.written.take()
    }
}

/// A layer that is being written. Its features wait, since the format has them sorted along a Hilbert curve.
pub(super) struct Layer {
    output: Output,
    waiting: Waiting,
    points: Points,
}

impl Layer {
    /// Begins a layer.
    pub(super) fn begin(output: Output) -> io::Result<Layer> {
        Ok(Layer { output, waiting: Waiting::begin()?, points: Points::default() })
    }
}

/// Where the features stand: on some thousand points, and it is those that are sorted. Of each feature four bytes are held.
#[derive(Default)]
struct Points {
    /// The box of each point, in the order in which they came; its `offset` is its number.
    boxes: Vec<NodeItem>,
    /// The number of a point, by the bits of its degrees; that of none is for features without a point.
    known: HashMap<Option<[u64; 2]>, u32>,
    /// The bytes of each feature, by point.
    lengths: Vec<Vec<u32>>,
}

impl Points {
    /// The number of a point.
    fn number(&mut self, point: Option<[f64; 2]>) -> u32 {
        let Points { boxes, known, lengths } = self;
        *known.entry(point.map(|degrees| degrees.map(f64::to_bits))).or_insert_with(|| {
            let number = u32::try_from(boxes.len()).expect("points are far fewer than 2^32");
            // A box without a point, which no search meets, for a feature without one.
            let mut node = NodeItem::create(u64::from(number));
            point.into_iter().for_each(|[longitude, latitude]| node.expand_xy(longitude, latitude));
            boxes.push(node);
            lengths.push(Vec::new());
            number
        })
    }

    /// The points along the curve. Features of one point stay as they came.
    fn order(&self, extent: &NodeItem) -> Vec<u32> {
        let mut sorted = self.boxes.clone();
        hilbert_sort(&mut sorted, extent);
        sorted.iter().map(|node| u32::try_from(node.offset).expect("it is the number of a point")).collect()
    }

    /// The box of each feature in their order, and where it begins.
    fn features(&self, order: &[u32]) -> impl Iterator<Item = NodeItem> + Clone {
        let features = order.iter().flat_map(|&number| {
            let point = &self.boxes[number as usize];
            self.lengths[number as usize].iter().map(move |length| (point, u64::from(*length)))
        });
        features.scan(0, |end, (point, length)| {
            let offset = *end;
            *end += length;
            Some(NodeItem { offset, ..point.clone() })
        })
    }
}

impl Sink for Layer {
    fn write(&mut self, encoded: &Encoded) -> io::Result<()> {
        for (bytes, piece) in encoded.pieces() {
            let number = self.points.number(piece.point);
            let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
            self.points.lengths[number as usize].push(length);
            self.waiting.add(bytes, number)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Layer { mut output, waiting, points } = *self;
        let extent = calc_extent(&points.boxes);
        let count = points.lengths.iter().map(Vec::len).sum();
        output.write_all(&MAGIC)?;
        output.write_all(&header(&extent, count))?;
        if count > 0 {
            let order = points.order(&extent);
            flatgeobuf_index::write(points.features(&order), &mut output)?;
            waiting.end()?.write(&order, &mut output)?;
        }
        output.flush()
    }
}

/// The header: what columns there are, how many features, and where they lie.
fn header(extent: &NodeItem, count: usize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let builder = &mut builder;
    let columns: Vec<_> = COLUMNS
        .iter()
        .map(|column| {
            let name = Some(builder.create_string(column.name));
            Column::create(builder, &ColumnArgs { name, type_: column_type(column.kind()), ..ColumnArgs::default() })
        })
        .collect();
    let org = Some(builder.create_string("EPSG"));
    let bounds = [extent.min_x, extent.min_y, extent.max_x, extent.max_y];
    let arguments = HeaderArgs {
        name: Some(builder.create_string("events")),
        columns: Some(builder.create_vector(&columns)),
        crs: Some(Crs::create(builder, &CrsArgs { org, code: WGS_84, ..CrsArgs::default() })),
        envelope: bounds[0].is_finite().then(|| builder.create_vector(&bounds)),
        geometry_type: GeometryType::Point,
        features_count: count as u64,
        index_node_size: if count == 0 { 0 } else { PackedRTree::DEFAULT_NODE_SIZE },
        ..HeaderArgs::default()
    };
    let header = Header::create(builder, &arguments);
    builder.finish_size_prefixed(header, None);
    builder.finished_data().to_vec()
}

fn column_type(kind: Kind) -> ColumnType {
    match kind {
        Kind::Text => ColumnType::String,
        Kind::Texts => ColumnType::Json,
        Kind::Whole => ColumnType::Long,
        Kind::Real => ColumnType::Double,
        Kind::Day | Kind::Moment => ColumnType::DateTime,
    }
}

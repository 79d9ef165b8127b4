//! FlatGeobuf with its index. Lists are JSON; days are moments, since the format has no days.
//!
//! Tables and index are those of the `flatgeobuf` crate. Its own writer is not used: it gives an event without a point an
//! empty one, at which GDAL ends the file.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use ::flatgeobuf::packed_r_tree::{NodeItem, PackedRTree, calc_extent, hilbert_sort};
use ::flatgeobuf::{
    Column, ColumnArgs, ColumnType, Crs, CrsArgs, Feature, FeatureArgs, Geometry, GeometryArgs, GeometryType, Header,
    HeaderArgs,
};
use flatbuffers::FlatBufferBuilder;

use crate::export::columns::{COLUMNS, Kind, Value};
use crate::export::events::{Output, Sink};
use crate::export::row::Row;

/// "fgb" and the version of the format, twice.
const MAGIC: [u8; 8] = [b'f', b'g', b'b', 3, b'f', b'g', b'b', 0];
/// Longitude and latitude of WGS 84.
const WGS_84: i32 = 4326;

/// A layer that is being written. Features wait in a file without a name until all are known, since they are sorted along
/// a Hilbert curve; in memory are the box and the place of each.
pub(super) struct Layer {
    output: Output,
    waiting: BufWriter<File>,
    builder: FlatBufferBuilder<'static>,
    properties: Vec<u8>,
    /// The box of each feature; its `offset` is the feature's number.
    nodes: Vec<NodeItem>,
    /// Where each feature begins in the file, and the end of the last.
    starts: Vec<u64>,
}

impl Layer {
    /// Begins a layer.
    pub(super) fn begin(output: Output) -> io::Result<Layer> {
        Ok(Layer {
            output,
            waiting: BufWriter::with_capacity(1 << 16, tempfile::tempfile()?),
            builder: FlatBufferBuilder::new(),
            properties: Vec::new(),
            nodes: Vec::new(),
            starts: vec![0],
        })
    }

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

    /// The header: what columns there are, how many features, and where they lie.
    fn header(&mut self, extent: &NodeItem) -> &[u8] {
        self.builder.reset();
        let builder = &mut self.builder;
        let columns: Vec<_> = COLUMNS
            .iter()
            .map(|column| {
                let name = Some(builder.create_string(column.name));
                Column::create(
                    builder,
                    &ColumnArgs { name, type_: column_type(column.kind()), ..ColumnArgs::default() },
                )
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
            features_count: self.nodes.len() as u64,
            index_node_size: if self.nodes.is_empty() { 0 } else { PackedRTree::DEFAULT_NODE_SIZE },
            ..HeaderArgs::default()
        };
        let header = Header::create(builder, &arguments);
        builder.finish_size_prefixed(header, None);
        builder.finished_data()
    }

    fn length(&self, number: usize) -> u64 {
        self.starts[number + 1] - self.starts[number]
    }

    /// The index over the features in their order.
    fn index(&self, extent: &NodeItem) -> io::Result<PackedRTree> {
        let mut offset = 0;
        let leaf = |node: &NodeItem| {
            let leaf = NodeItem { offset, ..node.clone() };
            offset += self.length(number(node));
            leaf
        };
        let leaves: Vec<NodeItem> = self.nodes.iter().map(leaf).collect();
        PackedRTree::build(&leaves, extent, PackedRTree::DEFAULT_NODE_SIZE).map_err(io::Error::other)
    }
}

impl Sink for Layer {
    fn add(&mut self, row: &Row) -> io::Result<()> {
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
        let properties = Some(builder.create_vector(&self.properties));
        let feature = Feature::create(builder, &FeatureArgs { geometry, properties, ..FeatureArgs::default() });
        builder.finish_size_prefixed(feature, None);
        let bytes = builder.finished_data();
        self.waiting.write_all(bytes)?;
        // A box without a point, which no search meets, for an event without one.
        let mut node = NodeItem::create(self.nodes.len() as u64);
        row.point.into_iter().for_each(|[longitude, latitude]| node.expand_xy(longitude, latitude));
        self.nodes.push(node);
        self.starts.push(self.starts[self.starts.len() - 1] + bytes.len() as u64);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.waiting.flush()?;
        let extent = calc_extent(&self.nodes);
        self.output.write_all(&MAGIC)?;
        let header = self.header(&extent).to_vec();
        self.output.write_all(&header)?;
        if !self.nodes.is_empty() {
            hilbert_sort(&mut self.nodes, &extent);
            self.index(&extent)?.stream_write(&mut self.output).map_err(io::Error::other)?;
        }
        let mut waiting = self.waiting.get_ref();
        let mut feature = Vec::new();
        for node in &self.nodes {
            let number = number(node);
            waiting.seek(SeekFrom::Start(self.starts[number]))?;
            feature.resize(usize::try_from(self.length(number)).map_err(io::Error::other)?, 0);
            waiting.read_exact(&mut feature)?;
            self.output.write_all(&feature)?;
        }
        self.output.flush()
    }
}

/// The number of a node's feature, before the index gives it its place in the file.
fn number(node: &NodeItem) -> usize {
    usize::try_from(node.offset).expect("it was counted in memory")
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

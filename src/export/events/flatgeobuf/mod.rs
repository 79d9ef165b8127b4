//! FlatGeobuf with its index. Lists are JSON; days are moments, since the format has no days.
//!
//! Tables and index are those of the `flatgeobuf` crate. Its own writer is not used: it gives an event without a point an
//! empty one, at which GDAL ends the file.

mod waiting;

use std::io::{self, Write};

use ::flatgeobuf::packed_r_tree::{NodeItem, PackedRTree};
use ::flatgeobuf::{
    Column, ColumnArgs, ColumnType, Crs, CrsArgs, Feature, FeatureArgs, Geometry, GeometryArgs, GeometryType, Header,
    HeaderArgs,
};
use flatbuffers::{FlatBufferBuilder, WIPOffset};

use crate::export::columns::{COLUMNS, Kind, Value};
use crate::export::events::{Output, Sink};
use crate::export::row::Row;
use waiting::Waiting;

/// "fgb" and the version of the format, twice.
const MAGIC: [u8; 8] = [b'f', b'g', b'b', 3, b'f', b'g', b'b', 0];
/// Longitude and latitude of WGS 84.
const WGS_84: i32 = 4326;

/// A layer that is being written.
pub(super) struct Layer {
    output: Output,
    waiting: Waiting,
    builder: FlatBufferBuilder<'static>,
    properties: Vec<u8>,
}

impl Layer {
    /// Begins a layer.
    pub(super) fn begin(output: Output) -> io::Result<Layer> {
        let (builder, properties) = (FlatBufferBuilder::new(), Vec::new());
        Ok(Layer { output, waiting: Waiting::begin()?, builder, properties })
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
            features_count: self.waiting.count() as u64,
            index_node_size: if self.waiting.count() == 0 { 0 } else { PackedRTree::DEFAULT_NODE_SIZE },
            ..HeaderArgs::default()
        };
        let header = Header::create(builder, &arguments);
        builder.finish_size_prefixed(header, None);
        builder.finished_data()
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
        // As a string of bytes, which is a vector of bytes with a nought behind it, and is copied at once.
        let properties = Some(WIPOffset::new(builder.create_byte_string(&self.properties).value()));
        let feature = Feature::create(builder, &FeatureArgs { geometry, properties, ..FeatureArgs::default() });
        builder.finish_size_prefixed(feature, None);
        self.waiting.add(builder.finished_data(), row.point)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.write_all(&MAGIC)?;
        let header = self.header(&self.waiting.extent()).to_vec();
        self.output.write_all(&header)?;
        if self.waiting.count() > 0 {
            self.waiting.write(&mut self.output)?;
        }
        self.output.flush()
    }
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

//! Layers, rows, styles and projects written within one transaction.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::geopackage::geometry::WGS_84;
use crate::geopackage::layer::{check_name, check_names};
use crate::geopackage::{Error, Layer, Row, timestamp};

const INDEX: &str = include_str!("schema/index.sql");
const DROP_INDEX: &str = include_str!("schema/drop_index.sql");
const EXTENT: &str = include_str!("schema/extent.sql");

/// Writes into a GeoPackage; see [`Package::write`](crate::geopackage::Package::write).
#[derive(Debug)]
pub struct Writer<'t> {
    connection: &'t Connection,
    path: &'t Path,
    changed: Timestamp,
}

/// How QGIS draws a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style<'a> {
    /// The layer's table.
    pub table: &'a str,
    /// What people read; of a layer's styles each has its own.
    pub name: &'a str,
    /// One sentence.
    pub description: &'a str,
    /// The style as QGIS writes it.
    pub qml: &'a str,
    /// The same in the OGC's language, empty when there is none.
    pub sld: &'a str,
}

/// A QGIS project inside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Project<'a> {
    /// The name it is opened by.
    pub name: &'a str,
    /// The bytes of a `.qgz`.
    pub qgz: &'a [u8],
}

impl Project<'_> {
    /// The bytes of the archive spelled in hexadecimal, as QGIS stores them.
    pub(super) fn hex(&self) -> String {
        self.qgz.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl<'t> Writer<'t> {
    /// Takes a connection within a transaction.
    pub(super) fn new(connection: &'t Connection, path: &'t Path, changed: Timestamp) -> Writer<'t> {
        Writer { connection, path, changed }
    }

    /// The database, for statements of one's own.
    pub fn connection(&self) -> &'t Connection {
        self.connection
    }

    /// Makes a layer's table, which has no R-tree until [`Writer::finish`].
    ///
    /// # Errors
    /// When a name cannot be one, when the table is there already, or when the file cannot be written.
    pub fn add_layer(&self, layer: &Layer) -> Result<(), Error> {
        check_names(layer)?;
        let shape = layer.shape.map(|shape| format!("geom {}", shape.name()));
        let columns = layer.columns.iter().map(|(name, kind)| format!("\"{name}\" {}", kind.name()));
        let key = "fid INTEGER NOT NULL PRIMARY KEY".to_owned();
        let columns: Vec<String> = [key].into_iter().chain(shape).chain(columns).collect();
        self.run(&format!("CREATE TABLE \"{}\" ({})", layer.table, columns.join(", ")))?;
        self.register(layer)
    }

    /// Tells others of a table that is there already: its `fid` and, when it has a shape, its `geom`.
    ///
    /// # Errors
    /// When a name cannot be one, when the table is registered already, or when the file cannot be written.
    pub fn register(&self, layer: &Layer) -> Result<(), Error> {
        check_names(layer)?;
        let Layer { table, title, description, shape, .. } = *layer;
        let (kind, system) = if shape.is_some() { ("features", Some(WGS_84)) } else { ("attributes", None) };
        self.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![table, kind, title, description, timestamp(self.changed), system],
        )?;
        if let Some(shape) = shape {
            let values = params![table, shape.name(), WGS_84];
            self.execute("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)", values)?;
        }
        self.execute("INSERT INTO gpkg_ogr_contents VALUES (?1, 0)", params![table])
    }

    /// Takes a layer away, if it is there.
    ///
    /// # Errors
    /// When a name cannot be one, or when the file cannot be written.
    pub fn drop_layer(&self, layer: &Layer) -> Result<(), Error> {
        self.drop_index(layer)?;
        self.run(&format!("DROP TABLE IF EXISTS \"{}\"", layer.table))?;
        self.forget(layer)
    }

    /// The same of a view.
    ///
    /// # Errors
    /// When a name cannot be one, or when the file cannot be written.
    pub fn drop_view(&self, layer: &Layer) -> Result<(), Error> {
        check_names(layer)?;
        self.run(&format!("DROP VIEW IF EXISTS \"{}\"", layer.table))?;
        self.forget(layer)
    }

    fn forget(&self, layer: &Layer) -> Result<(), Error> {
        for table in ["gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_contents"] {
            self.execute(&format!("DELETE FROM {table} WHERE table_name = ?1"), params![layer.table])?;
        }
        Ok(())
    }

    /// Adds rows and tells how many.
    ///
    /// # Errors
    /// When a row has another number of values than the layer has columns, or the file cannot be written.
    pub fn insert<'a>(&self, layer: &Layer, rows: impl IntoIterator<Item = Row<'a>>) -> Result<usize, Error> {
        check_names(layer)?;
        let shape = layer.shape.map(|_| "geom".to_owned());
        let columns = layer.columns.iter().map(|(name, _)| format!("\"{name}\""));
        let names: Vec<String> = shape.into_iter().chain(columns).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let statement = format!("INSERT INTO \"{}\" ({}) VALUES ({marks})", layer.table, names.join(", "));
        let mut statement = self.connection.prepare(&statement).map_err(|source| self.failed(source))?;
        let mut count = 0;
        for row in rows {
            if row.values.len() != layer.columns.len() {
                let (layer, columns) = (layer.table.to_owned(), layer.columns.len());
                return Err(Error::Row { layer, columns, found: row.values.len() });
            }
            let mut number = 1;
            if layer.shape.is_some() {
                let blob = row.geometry.as_ref().map(|geometry| geometry.to_blob());
                statement.raw_bind_parameter(number, blob).map_err(|source| self.failed(source))?;
                number += 1;
            }
            for value in &row.values {
                statement.raw_bind_parameter(number, value).map_err(|source| self.failed(source))?;
                number += 1;
            }
            statement.raw_execute().map_err(|source| self.failed(source))?;
            count += 1;
        }
        Ok(count)
    }

    /// Makes the layer's R-tree anew from its rows, with the triggers that keep it, and tells others of its extent and
    /// its number of features. The R-tree of a layer that is filled first is made in about half the time.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(&self, layer: &Layer) -> Result<(), Error> {
        if layer.shape.is_some() {
            self.index(layer)?;
        }
        self.tell(layer)
    }

    /// Makes a layer's R-tree anew from its rows, with the triggers that keep it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn index(&self, layer: &Layer) -> Result<(), Error> {
        self.drop_index(layer)?;
        self.run(&INDEX.replace("{table}", layer.table))
    }

    /// Takes the layer's R-tree away until [`Writer::finish`], for loading many rows.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn drop_index(&self, layer: &Layer) -> Result<(), Error> {
        check_names(layer)?;
        self.run(&DROP_INDEX.replace("{table}", layer.table))
    }

    /// Tells others of a layer's extent, its number of features and when it changed.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn tell(&self, layer: &Layer) -> Result<(), Error> {
        self.tell_of(layer, layer)
    }

    /// The same of a view, which has the shapes of another layer, one for each of its rows.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn tell_of(&self, layer: &Layer, rows: &Layer) -> Result<(), Error> {
        check_names(layer)?;
        check_names(rows)?;
        if layer.shape.is_some() {
            self.run(&EXTENT.replace("{table}", layer.table).replace("{rows}", rows.table))?;
        }
        self.tell_number(layer, rows)
    }

    /// The same where the extent is known: west, south, east and north. To find it, every shape would be looked at.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn tell_within(&self, layer: &Layer, rows: &Layer, bounds: Option<[f64; 4]>) -> Result<(), Error> {
        check_names(layer)?;
        check_names(rows)?;
        let [west, south, east, north] = bounds.map_or([None; 4], |bounds| bounds.map(Some));
        let statement = "UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1";
        self.execute(statement, params![layer.table, west, south, east, north])?;
        self.tell_number(layer, rows)
    }

    /// Tells when a layer changed and how many features it has.
    fn tell_number(&self, layer: &Layer, rows: &Layer) -> Result<(), Error> {
        let changed = timestamp(self.changed);
        self.execute("UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1", params![layer.table, changed])?;
        let count = format!("UPDATE gpkg_ogr_contents SET feature_count = (SELECT count(*) FROM \"{}\")", rows.table);
        self.execute(&format!("{count} WHERE table_name = ?1"), params![layer.table])
    }

    /// Tells of a layer what is told of another, whose rows it has.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn tell_like(&self, layer: &Layer, other: &str) -> Result<(), Error> {
        self.execute(
            "UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y, last_change) = (
                 SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents WHERE table_name = ?2
             ) WHERE table_name = ?1",
            params![layer.table, other],
        )?;
        self.execute(
            "UPDATE gpkg_ogr_contents SET feature_count = (
                 SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?2
             ) WHERE table_name = ?1",
            params![layer.table, other],
        )
    }

    /// Keeps a style as its layer's default, in place of one of the same name.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_style(&self, style: &Style) -> Result<(), Error> {
        check_name(style.table)?;
        let Style { table, name, description, qml, sld } = *style;
        self.execute("DELETE FROM layer_styles WHERE f_table_name = ?1 AND styleName = ?2", params![table, name])?;
        self.execute("UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = ?1", params![table])?;
        self.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
                                       styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)
             VALUES ('', '', ?1, 'geom', ?2, ?3, ?4, 1, ?5, '', NULL, ?6)",
            params![table, name, qml, sld, description, timestamp(self.changed)],
        )
    }

    /// Keeps a project, in place of one of the same name.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_project(&self, project: &Project) -> Result<(), Error> {
        let metadata = format!(r#"{{"last_modified_time": "{}", "last_modified_user": ""}}"#, timestamp(self.changed));
        let values = params![project.name, metadata, project.hex()];
        self.execute("INSERT OR REPLACE INTO qgis_projects VALUES (?1, ?2, ?3)", values)
    }

    fn execute(&self, statement: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), Error> {
        self.connection.execute(statement, values).map(|_| ()).map_err(|source| self.failed(source))
    }

    fn run(&self, statements: &str) -> Result<(), Error> {
        self.connection.execute_batch(statements).map_err(|source| self.failed(source))
    }

    /// What this file says of a statement of one's own that failed.
    pub fn failed(&self, source: rusqlite::Error) -> Error {
        Error::Database { path: self.path.to_owned(), source }
    }
}

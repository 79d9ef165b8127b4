//! GeoPackage files: an SQLite database whose layers every desktop GIS opens.
//!
//! ```
//! use frontline::geopackage::{ColumnType, Geometry, Layer, Package, Row, Shape, Value};
//! use frontline::model::Position;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("frontline-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let path = folder.join("towns.gpkg");
//! let columns = [("name", ColumnType::Text), ("seen", ColumnType::Date)];
//! let towns = Layer { table: "towns", title: "Towns", description: "", shape: Some(Shape::Point), columns: &columns };
//! let mut package = Package::create(&path)?;
//! package.write("2023-05-24T06:00:00Z".parse()?, |writer| {
//!     writer.add_layer(&towns)?;
//!     let bakhmut = Position::from_lat_lon(48.595, 38.0).expect("a point on Earth");
//!     let values = vec![Value::Text("Bakhmut"), Value::Date(jiff::civil::date(2023, 5, 23))];
//!     writer.insert(&towns, [Row { geometry: Some(Geometry::Point(bakhmut)), values }])?;
//!     writer.finish(&towns)
//! })?;
//! # std::fs::remove_dir_all(folder)?;
//! # Ok(())
//! # }
//! ```

mod error;
mod functions;
mod geometry;
mod layer;
#[cfg(test)]
mod tests;
mod writer;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

pub use error::Error;
pub use geometry::{Geometry, Shape, point_of};
pub use layer::{ColumnType, Layer, Row, Value, timestamp};
pub use writer::{Project, Style, Writer};

/// The letters "GPKG", by which a GeoPackage is known.
const APPLICATION_ID: i64 = 0x4750_4b47;

const TABLES: &str = include_str!("schema/tables.sql");

/// An open file.
#[derive(Debug)]
pub struct Package {
    path: PathBuf,
    connection: Connection,
}

/// What an open file is open for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading alone; the file is left as it is.
    Read,
    /// Reading and writing.
    Write,
}

impl Package {
    /// Makes a file without layers. An empty file is filled: a run that was killed at its first step leaves one.
    ///
    /// # Errors
    /// When there is one of that name already, or none can be made there.
    pub fn create(path: &Path) -> Result<Package, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut package = Package::connect(path, flags)?;
        let pages = package.connection.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0));
        match pages {
            Ok(0) => {}
            Ok(_) => return Err(Error::Exists { path: path.to_owned() }),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
                return Err(Error::Exists { path: path.to_owned() });
            }
            Err(source) => return Err(package.failed(source)),
        }
        let created = package.connection.transaction().and_then(|transaction| {
            transaction.execute_batch(TABLES)?;
            transaction.commit()
        });
        created.map_err(|source| package.failed(source))?;
        Ok(package)
    }

    /// Opens a file that is there.
    ///
    /// # Errors
    /// When there is none, when it is no GeoPackage, or when it cannot be read.
    pub fn open(path: &Path, access: Access) -> Result<Package, Error> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let flags = match access {
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let package = Package::connect(path, flags)?;
        let id = package.connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0));
        match id {
            Ok(APPLICATION_ID) => Ok(package),
            Ok(_) => Err(Error::Foreign { path: path.to_owned() }),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
                Err(Error::Foreign { path: path.to_owned() })
            }
            Err(source) => Err(package.failed(source)),
        }
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Package, Error> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        let failed = |source| Error::Database { path: path.to_owned(), source };
        let connection = opened.map_err(failed)?;
        functions::register(&connection).map_err(failed)?;
        Ok(Package { path: path.to_owned(), connection })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database, for statements of one's own.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// One transaction: all that `work` writes is there afterwards, or nothing of it when it fails. `changed` is the
    /// moment that layers and styles bear as that of their last change.
    ///
    /// # Errors
    /// Those of `work`, and when the file cannot be written.
    pub fn write<T, E: From<Error>>(
        &mut self,
        changed: Timestamp,
        work: impl FnOnce(&Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        let failed = |source| Error::Database { path: self.path.clone(), source };
        let begun = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(failed)?;
        let made = work(&Writer::new(&transaction, &self.path, changed))?;
        transaction.commit().map_err(failed)?;
        Ok(made)
    }

    /// Whether the file has this very project.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_project(&self, project: &Project) -> Result<bool, Error> {
        let statement = "SELECT EXISTS (SELECT 1 FROM qgis_projects WHERE name = ?1 AND content = ?2)";
        let found =
            self.connection.query_row(statement, rusqlite::params![project.name, project.hex()], |row| row.get(0));
        found.map_err(|source| self.failed(source))
    }

    fn failed(&self, source: rusqlite::Error) -> Error {
        Error::Database { path: self.path.clone(), source }
    }
}

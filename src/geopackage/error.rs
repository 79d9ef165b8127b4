//! What can go wrong with a GeoPackage.

use std::path::PathBuf;

/// A GeoPackage that cannot be made, opened or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is a file of that name already.
    #[error("{path}: is there already, and a new GeoPackage would replace it; choose another name or move it away")]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// No file of that name.
    #[error("{path}: no such file")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A database, or something else, that is no GeoPackage.
    #[error("{path}: is not a GeoPackage")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A name that cannot be one of a table or column.
    #[error("{name:?}: a name of a layer or column begins with a-z and has only a-z, 0-9 and _")]
    Name {
        /// The name.
        name: String,
    },
    /// A row with more or fewer values than its layer has columns.
    #[error("layer {layer}: a row of {found} values for {columns} columns")]
    Row {
        /// The layer.
        layer: String,
        /// Columns of the layer.
        columns: usize,
        /// Values of the row.
        found: usize,
    },
    /// SQLite refuses: no space, no permission, in use, damaged.
    #[error("{path}: cannot be read or written")]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

//! The five functions that the triggers of an R-tree call, which every program that writes a GeoPackage must bring.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result};

use crate::geopackage::geometry::{Bounds, bounds};

/// Makes them known to a connection.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    for (index, name) in ["ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"].into_iter().enumerate() {
        connection
            .create_scalar_function(name, 1, flags, move |context| Ok(argument(context).map(|bounds| bounds[index])))?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, flags, |context| Ok(argument(context).is_none()))
}

fn argument(context: &Context) -> Option<Bounds> {
    match context.get_raw(0) {
        ValueRef::Blob(blob) => bounds(blob),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) => None,
    }
}

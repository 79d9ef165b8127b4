//! What can be wrong with a registry's file.

use std::path::PathBuf;

/// Why a registry could not be read. Each says where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file itself could not be read.
    #[error("{path}: cannot read the registry of axes; check the path and the permission")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line that is not TOML, or a field of the wrong type, missing or misspelt.
    #[error("{path}:{line}: axis {axis}: {problem}; see the table of fields in data/axes/README.md")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Id of the axis, `?` when none can be told.
        axis: String,
        /// What the parser said.
        problem: String,
    },
    /// An axis that contradicts itself or another one.
    #[error("{path}:{line}: axis {axis}: {field}: {problem}")]
    Axis {
        /// The file.
        path: PathBuf,
        /// Line where the axis begins, from 1.
        line: usize,
        /// Id of the axis.
        axis: String,
        /// The field at fault.
        field: &'static str,
        /// What is wrong and what to do.
        problem: String,
    },
}

//! What a question near a point looks names up in.

use std::cell::OnceCell;

use crate::Reference;
use crate::cli::input::Tables;

/// The tables, read when something is first looked up in them, for a question that may need none of them. Those that
/// are given as files are read at once: they may be wrong.
pub(super) struct Lookup<'t> {
    tables: &'t Tables,
    reference: OnceCell<Reference>,
}

impl Lookup<'_> {
    /// # Errors
    /// When a file cannot be read or used.
    pub(super) fn of(tables: &Tables) -> anyhow::Result<Lookup<'_>> {
        let lookup = Lookup { tables, reference: OnceCell::new() };
        if !tables.gazetteer.is_empty() || tables.axes.is_some() {
            lookup.reference()?;
        }
        Ok(lookup)
    }

    /// What names are looked up in.
    pub(super) fn reference(&self) -> anyhow::Result<&Reference> {
        if let Some(reference) = self.reference.get() {
            return Ok(reference);
        }
        let reference = self.tables.reference()?;
        Ok(self.reference.get_or_init(|| reference))
    }
}

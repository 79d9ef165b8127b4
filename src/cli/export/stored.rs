//! Events from a store, day by day.

use std::path::Path;

use jiff::Timestamp;

use crate::Reference;
use crate::cli::export::{Exported, sort};
use crate::cli::stored::made::versions;
use crate::store::Store;

/// Exports what a store holds now, or held at a moment.
pub(super) fn read(
    path: &Path,
    as_of: Option<Timestamp>,
    reference: &Reference,
    exported: &mut Exported,
) -> anyhow::Result<()> {
    let mut store = Store::open_for_reading(path)?;
    let ours = reference.versions();
    if let Some(moment) = as_of {
        // What held then is made again by today's dedup, and all of it at once.
        let mut events = store.since(moment, crate::MAKING)?.past(store.events()?);
        sort(&mut events);
        return Ok(events.iter().try_for_each(|event| exported.add(event, &ours))?);
    }
    let mut known = (String::new(), ours);
    for day in store.days(exported.filter.from, exported.filter.to)? {
        for (event, made_by) in store.made_events(day)? {
            if made_by != known.0 {
                known.1 = versions(&made_by);
                known.0 = made_by;
            }
            exported.add(&event, &known.1)?;
        }
    }
    Ok(())
}

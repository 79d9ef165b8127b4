//! Events from a store, day by day.

use std::path::Path;

use jiff::Timestamp;

use crate::Reference;
use crate::cli::export::{Exported, sort};
use crate::export::Versions;
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

/// The versions that a store names: "frontline 0.1.0, gazetteer 1a, axes 2b, lexicon 3c"; empty where it names none.
fn versions(made_by: &str) -> Versions {
    let version = |of: &str| {
        let mut parts = made_by.split(", ").filter_map(|part| part.split_once(' '));
        parts.find(|(name, _)| *name == of).map_or_else(String::new, |(_, version)| version.to_owned())
    };
    Versions {
        program: version("frontline"),
        gazetteer: version("gazetteer"),
        axes: version("axes"),
        lexicon: version("lexicon"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_of_an_event_are_those_that_made_it() {
        let found = versions("frontline 0.1.0, gazetteer 1a, axes 2b, lexicon 3c");
        let Versions { program, gazetteer, axes, lexicon } = found;
        assert_eq!([&*program, &gazetteer, &axes, &lexicon], ["0.1.0", "1a", "2b", "3c"]);
    }
}

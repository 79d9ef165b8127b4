//! Events from a store, day by day: days are read ahead, in two threads, while those before are written.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::Reference;
use crate::cli::export::Exported;
use crate::export::Versions;
use crate::model::{Event, Filter};
use crate::store::{Error, Since, Store};

/// Threads that read; most of an export's time goes into reading.
const READERS: usize = 2;
/// Days that a reader is ahead at most.
const AHEAD: usize = 2;

/// The events of a day, by id, each with the versions of what made it; none for today's.
type Made = Vec<(Event, Option<Arc<str>>)>;

/// Exports what a store holds now, or held at a moment.
pub(super) fn read(
    path: &Path,
    as_of: Option<Timestamp>,
    reference: &Reference,
    exported: &mut Exported,
) -> anyhow::Result<()> {
    let mut store = Store::open_for_reading(path)?;
    let past = match as_of {
        Some(moment) => Past::of(store.since(moment, crate::MAKING)?),
        None => Past::default(),
    };
    if let Some(gathered) = exported.gathered.as_mut().filter(|_| exported.filter == Filter::default()) {
        // All that the store has now: so its clusters are those of the file.
        gathered.clusters = as_of.is_none().then(|| store.clusters(None)).transpose()?;
    }
    let mut days: BTreeSet<LastDay> =
        store.days(exported.filter.from, exported.filter.to)?.into_iter().map(last_day).collect();
    days.extend(past.then.keys());
    let days: Vec<Option<Date>> = days.into_iter().map(|(_, day)| day).collect();
    drop(store);
    thread::scope(|scope| {
        let (days, past) = (&days, &past);
        let readers: Vec<Receiver<Result<Made, Error>>> = (0..READERS)
            .map(|first| {
                let (made, read) = sync_channel(AHEAD);
                scope.spawn(move || send(path, days.iter().skip(first).step_by(READERS), past, &made));
                read
            })
            .collect();
        let ours = reference.versions();
        let mut known: (Arc<str>, Versions) = (Arc::from(""), versions(""));
        for number in 0..days.len() {
            let made = readers[number % READERS].recv().expect("a reader sends every day of its own, or an error")?;
            for (event, made_by) in made {
                if let Some(made_by) = made_by.as_ref().filter(|made_by| **made_by != known.0) {
                    known = (Arc::clone(made_by), versions(made_by));
                }
                exported.add(event, if made_by.is_some() { &known.1 } else { &ours })?;
            }
        }
        Ok(())
    })
}

/// Sends the events of some days, in their order, until one cannot be read or nobody takes them any more.
fn send<'d>(
    path: &Path,
    days: impl Iterator<Item = &'d Option<Date>>,
    past: &Past,
    made: &SyncSender<Result<Made, Error>>,
) {
    let sent = Store::open_for_reading(path).and_then(|mut store| {
        // A channel that nobody listens to any more ends the work without a word: the writer has failed and tells why.
        for day in days {
            let of_day = past.on(*day, store.made_events(*day)?);
            if made.send(Ok(of_day)).is_err() {
                break;
            }
        }
        Ok(())
    });
    if let Err(error) = sent {
        drop(made.send(Err(error)));
    }
}

/// The order of days in every file: none comes last.
type LastDay = (bool, Option<Date>);

fn last_day(day: Option<Date>) -> LastDay {
    (day.is_none(), day)
}

/// What was known otherwise at a moment: only that is held in memory.
#[derive(Default)]
struct Past {
    /// Events as they were known then, by their last day.
    then: BTreeMap<LastDay, Vec<Event>>,
    /// Ids of those that are known otherwise now.
    replaced: HashSet<String>,
}

impl Past {
    fn of(since: Since) -> Past {
        let mut then: BTreeMap<LastDay, Vec<Event>> = BTreeMap::new();
        for event in since.then {
            then.entry(last_day(event.best().when.end)).or_default().push(event);
        }
        Past { then, replaced: since.now.into_iter().map(|event| event.id).collect() }
    }

    /// The events of a day as they were known then, from those that are known now. What is known otherwise now is made
    /// again by today's program.
    fn on(&self, day: Option<Date>, now: Vec<(Event, Arc<str>)>) -> Made {
        let same = now.into_iter().filter(|(event, _)| !self.replaced.contains(&event.id));
        let mut made: Made = same.map(|(event, made_by)| (event, Some(made_by))).collect();
        if let Some(then) = self.then.get(&last_day(day)) {
            made.extend(then.iter().map(|event| (event.clone(), None)));
            made.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        }
        made
    }
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

//! Events from a store, by day: of two threads one reads while the other encodes what it read, and a third writes.

use std::collections::{BTreeSet, HashSet};
use std::iter::Peekable;
use std::path::Path;
use std::sync::mpsc::{IntoIter, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::{slice, thread, vec};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::Reference;
use crate::cli::export::{Exported, Sieve, order};
use crate::cli::stored::made::versions;
use crate::export::{Encoded, Encoder, Format, Versions};
use crate::model::{Event, Filter};
use crate::store::{Error, Listed, Since, Store};

/// Threads that take turns at the store. Each encodes what it read, so that an event is made and gone in one thread. They
/// share a connection: the caches of two would push each other's pages out.
const THREADS: usize = 2;
/// Portions that a thread is ahead of the writer at most.
const AHEAD: usize = 1;
/// Events of a portion: a few megabytes.
const PORTION: usize = 2_048;

/// Events, each with the versions of what made it.
type Events = Vec<(Event, Arc<Versions>)>;

/// What a thread sends: portions with their numbers.
type Sent<'f> = Result<(usize, Portion<'f>), Error>;

/// Some events, in their order.
struct Portion<'f> {
    wanted: Wanted,
    /// What it counted of the others.
    sieve: Sieve<'f>,
}

/// The events that are wanted: as bytes, where the format has an encoder.
enum Wanted {
    Encoded(Encoded),
    Events(Events),
}

/// Exports what a store holds now, or held at a moment.
pub(super) fn read(
    (path, as_of): (&Path, Option<Timestamp>),
    format: Format,
    reference: &Reference,
    exported: &mut Exported,
) -> anyhow::Result<()> {
    let mut store = Store::open_for_reading(path)?;
    let past = match as_of {
        Some(moment) => Past::of(store.since(moment, crate::MAKING)?),
        None => Past::default(),
    };
    let filter = exported.sieve.filter;
    if let Some(gathered) = exported.gathered.as_mut().filter(|_| *filter == Filter::default()) {
        // All that the store has now: so its clusters are those of the file.
        gathered.clusters = as_of.is_none().then(|| store.clusters()).transpose()?;
    }
    let days = past.days(&mut store, filter)?;
    let ours = Arc::new(reference.versions());
    let source = Mutex::new(Source::of(store, &days, &past, ours));
    thread::scope(|scope| {
        let mut threads: Vec<Peekable<IntoIter<Sent>>> = (0..THREADS)
            .map(|_| {
                let (sender, receiver) = sync_channel(AHEAD);
                let (encoder, source) = (Encoder::of(format), &source);
                scope.spawn(move || send(source, filter, encoder, &sender));
                receiver.into_iter().peekable()
            })
            .collect();
        while let Some(sent) = next(&mut threads) {
            let (_, Portion { wanted, sieve }) = sent?;
            exported.sieve.join(sieve);
            match wanted {
                Wanted::Encoded(encoded) => exported.writer.write(&encoded)?,
                Wanted::Events(events) => {
                    events.into_iter().try_for_each(|(event, versions)| exported.add(event, &versions))?;
                }
            }
        }
        Ok(())
    })
}

/// The next portion, or what went wrong.
fn next<'f>(threads: &mut [Peekable<IntoIter<Sent<'f>>>]) -> Option<Sent<'f>> {
    // An error comes before all portions, the end after them.
    let earliest = (0..threads.len()).min_by_key(|&at| match threads[at].peek() {
        Some(sent) => (false, sent.as_ref().ok().map(|(number, _)| *number)),
        None => (true, None),
    })?;
    threads[earliest].next()
}

/// Sends portions as they are wanted until there are no more, one cannot be read, or nobody takes them any more: the writer
/// has failed then, and tells why.
fn send<'f>(source: &Mutex<Source>, filter: &'f Filter, mut encoder: Option<Encoder>, sender: &SyncSender<Sent<'f>>) {
    loop {
        let read = source.lock().expect("reading does not panic").next();
        let Some(read) = read.transpose() else { break };
        let sent = read.map(|(number, mut events)| {
            let mut sieve = Sieve::of(filter);
            events.retain(|(event, _)| sieve.lets_through(event));
            let wanted = match &mut encoder {
                Some(encoder) => {
                    events.iter().for_each(|(event, versions)| encoder.add(event, versions));
                    Wanted::Encoded(encoder.take())
                }
                None => Wanted::Events(events),
            };
            (number, Portion { wanted, sieve })
        });
        let is_last = sent.is_err();
        if sender.send(sent).is_err() || is_last {
            break;
        }
    }
}

/// The events of a store, or of a moment, portion by portion.
struct Source<'e> {
    store: Store,
    /// Days that are not yet listed.
    days: slice::Iter<'e, Option<Date>>,
    listed: vec::IntoIter<Listed>,
    /// Events that were known otherwise and are not yet met.
    then: Peekable<slice::Iter<'e, Event>>,
    replaced: &'e HashSet<String>,
    /// Portions so far.
    portions: usize,
    /// Today's versions, for events that are made again as they were known at a moment.
    ours: Arc<Versions>,
    /// The versions that were met last, and how the store has them.
    known: Option<(Arc<str>, Arc<Versions>)>,
}

impl<'e> Source<'e> {
    fn of(store: Store, days: &'e [Option<Date>], past: &'e Past, ours: Arc<Versions>) -> Source<'e> {
        let Past { then, replaced } = past;
        let (days, listed, then) = (days.iter(), Vec::new().into_iter(), then.iter().peekable());
        Source { store, days, listed, then, replaced, portions: 0, ours, known: None }
    }

    /// The next portion, with its number.
    fn next(&mut self) -> Result<Option<(usize, Events)>, Error> {
        if self.listed.as_slice().is_empty() {
            self.listed = self.store.listed(&mut self.days)?.into_iter();
        }
        let listed: Vec<Listed> = self.listed.by_ref().take(PORTION).collect();
        let is_last = listed.is_empty();
        let mut events = Vec::with_capacity(listed.len());
        for (event, made_by) in self.store.made(listed)? {
            while let Some(before) = self.then.next_if(|before| order(before) < order(&event)) {
                events.push((before.clone(), Arc::clone(&self.ours)));
            }
            if !self.replaced.contains(&event.id) {
                let versions = self.versions(made_by);
                events.push((event, versions));
            }
        }
        if is_last {
            events.extend(self.then.by_ref().map(|last| (last.clone(), Arc::clone(&self.ours))));
        }
        self.portions += 1;
        Ok((!is_last || !events.is_empty()).then_some((self.portions, events)))
    }

    /// The versions that the store names.
    fn versions(&mut self, made_by: Arc<str>) -> Arc<Versions> {
        match &self.known {
            Some((known, versions)) if *known == made_by => Arc::clone(versions),
            Some(_) | None => {
                let versions = Arc::new(versions(&made_by));
                self.known = Some((made_by, Arc::clone(&versions)));
                versions
            }
        }
    }
}

/// What was known otherwise at a moment: only that is held in memory.
#[derive(Default)]
struct Past {
    /// Events as they were known then, in the order of every file.
    then: Vec<Event>,
    /// Ids of those that are known otherwise now.
    replaced: HashSet<String>,
}

impl Past {
    fn of(since: Since) -> Past {
        let Since { mut then, now } = since;
        then.sort_by(|a, b| order(a).cmp(&order(b)));
        Past { then, replaced: now.into_iter().map(|event| event.id).collect() }
    }

    /// The last days on which events may stand that are wanted, in order; none comes last.
    fn days(&self, store: &mut Store, filter: &Filter) -> Result<Vec<Option<Date>>, Error> {
        let now = store.days(filter.from, filter.to)?;
        let then = self.then.iter().map(|event| event.best().when.end);
        let days: BTreeSet<(bool, Option<Date>)> =
            now.into_iter().chain(then).map(|day| (day.is_none(), day)).collect();
        Ok(days.into_iter().map(|(_, day)| day).collect())
    }
}

impl Sieve<'_> {
    /// Adds what another one counted.
    fn join(&mut self, other: Sieve) {
        self.left_out += other.left_out;
        other.omitted.into_iter().for_each(|(reason, count)| *self.omitted.entry(reason).or_default() += count);
    }
}

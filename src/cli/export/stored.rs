//! Events from a store, day by day: they are read and encoded in two threads, while those of days before are written.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::Reference;
use crate::cli::export::{Exported, Sieve};
use crate::cli::stored::made::versions;
use crate::export::{Encoded, Encoder, Format, Versions};
use crate::model::{Event, Filter};
use crate::store::{Error, Since, Store};

/// Threads that read; nearly all of an export's time goes into reading and encoding.
const READERS: usize = 2;
/// Portions that a reader is ahead at most.
const AHEAD: usize = 2;
/// Events of a portion at most: a few megabytes.
const PORTION: usize = 1_024;

/// What a reader sends.
type Sent<'f> = Result<Portion<'f>, Error>;

/// Some events of a day, by id.
struct Portion<'f> {
    wanted: Wanted,
    /// What it counted of the others.
    sieve: Sieve<'f>,
    is_last_of_day: bool,
}

/// The events that are wanted: as bytes, where the format has an encoder.
enum Wanted {
    Encoded(Encoded),
    Events(Vec<(Event, Arc<Versions>)>),
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
    let mut days: BTreeSet<LastDay> = store.days(filter.from, filter.to)?.into_iter().map(last_day).collect();
    days.extend(past.then.keys());
    let days: Vec<Option<Date>> = days.into_iter().map(|(_, day)| day).collect();
    drop(store);
    let ours = Arc::new(reference.versions());
    thread::scope(|scope| {
        let (days, past) = (&days, &past);
        let readers: Vec<Receiver<Sent>> = (0..READERS)
            .map(|first| {
                let (sender, receiver) = sync_channel(AHEAD);
                let reader = Reader::of(past, filter, format, Arc::clone(&ours));
                scope.spawn(move || reader.send(path, days.iter().skip(first).step_by(READERS), &sender));
                receiver
            })
            .collect();
        for number in 0..days.len() {
            let reader = &readers[number % READERS];
            loop {
                let portion = reader.recv().expect("a reader sends every day of its own, or an error")?;
                let is_last = portion.is_last_of_day;
                take(portion, exported)?;
                if is_last {
                    break;
                }
            }
        }
        Ok(())
    })
}

fn take(portion: Portion, exported: &mut Exported) -> anyhow::Result<()> {
    exported.sieve.join(portion.sieve);
    match portion.wanted {
        Wanted::Encoded(encoded) => exported.writer.write(&encoded)?,
        Wanted::Events(events) => {
            for (event, versions) in events {
                exported.add(event, &versions)?;
            }
        }
    }
    Ok(())
}

/// One of the threads that read. Each event is encoded and gone before the next one is read.
struct Reader<'e> {
    past: &'e Past,
    encoder: Option<Encoder>,
    /// Those that are wanted, where there is no encoder.
    events: Vec<(Event, Arc<Versions>)>,
    sieve: Sieve<'e>,
    /// Today's versions.
    ours: Arc<Versions>,
    /// The versions that were met last, and how the store has them.
    known: Option<(Arc<str>, Arc<Versions>)>,
}

impl<'e> Reader<'e> {
    fn of(past: &'e Past, filter: &'e Filter, format: Format, ours: Arc<Versions>) -> Reader<'e> {
        let (encoder, sieve) = (Encoder::of(format), Sieve::of(filter));
        Reader { past, encoder, events: Vec::new(), sieve, ours, known: None }
    }

    /// Sends the events of some days, in their order, until one cannot be read or nobody takes them any more.
    fn send<'d>(mut self, path: &Path, days: impl Iterator<Item = &'d Option<Date>>, sender: &SyncSender<Sent<'e>>) {
        let sent = Store::open_for_reading(path).and_then(|mut store| {
            // A channel that nobody listens to any more ends the work without a word: the writer has failed and tells why.
            for day in days {
                let mut then = self.past.on(*day).iter().peekable();
                let mut is_heard = true;
                store.made_events(*day, &mut |event, made_by| {
                    while let Some(before) = then.next_if(|before| before.id < event.id) {
                        self.add(before.clone(), None);
                    }
                    if !self.past.replaced.contains(&event.id) {
                        self.add(event, Some(made_by));
                    }
                    is_heard = self.held() < PORTION || sender.send(Ok(self.portion())).is_ok();
                    if is_heard { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                })?;
                then.for_each(|event| self.add(event.clone(), None));
                let last = Portion { is_last_of_day: true, ..self.portion() };
                if !is_heard || sender.send(Ok(last)).is_err() {
                    break;
                }
            }
            Ok(())
        });
        if let Err(error) = sent {
            drop(sender.send(Err(error)));
        }
    }

    fn add(&mut self, event: Event, made_by: Option<Arc<str>>) {
        if !self.sieve.lets_through(&event) {
            return;
        }
        let versions = self.versions(made_by);
        match &mut self.encoder {
            Some(encoder) => encoder.add(&event, &versions),
            None => self.events.push((event, versions)),
        }
    }

    fn held(&self) -> usize {
        self.encoder.as_ref().map_or(self.events.len(), Encoder::held)
    }

    /// What came together since the last one.
    fn portion(&mut self) -> Portion<'e> {
        let wanted = match &mut self.encoder {
            Some(encoder) => Wanted::Encoded(encoder.take()),
            None => Wanted::Events(std::mem::take(&mut self.events)),
        };
        let empty = Sieve::of(self.sieve.filter);
        Portion { wanted, sieve: std::mem::replace(&mut self.sieve, empty), is_last_of_day: false }
    }

    /// The versions that the store names; today's for an event that is made again as it was known at a moment.
    fn versions(&mut self, made_by: Option<Arc<str>>) -> Arc<Versions> {
        let Some(made_by) = made_by else { return Arc::clone(&self.ours) };
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

/// The order of days in every file: none comes last.
type LastDay = (bool, Option<Date>);

fn last_day(day: Option<Date>) -> LastDay {
    (day.is_none(), day)
}

/// What was known otherwise at a moment: only that is held in memory.
#[derive(Default)]
struct Past {
    /// Events as they were known then, by their last day and by id.
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

    fn on(&self, day: Option<Date>) -> &[Event] {
        self.then.get(&last_day(day)).map_or(&[], Vec::as_slice)
    }
}

impl Sieve<'_> {
    /// Adds what another one counted.
    fn join(&mut self, other: Sieve) {
        self.left_out += other.left_out;
        other.omitted.into_iter().for_each(|(reason, count)| *self.omitted.entry(reason).or_default() += count);
    }
}

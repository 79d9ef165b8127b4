//! Events from a store, by day: one thread lists them, two read and encode what is listed, and one writes.

use std::collections::{BTreeSet, HashSet};
use std::iter::Peekable;
use std::path::Path;
use std::sync::mpsc::{IntoIter, Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::Reference;
use crate::cli::export::{Exported, Sieve, order};
use crate::cli::stored::made::versions;
use crate::export::{Encoded, Encoder, Format, Versions};
use crate::model::{Event, Filter};
use crate::store::{Error, Listed, Since, Store};

/// Threads that read the store. Each encodes what it read, so that an event is made and gone in one thread.
const THREADS: usize = 2;
/// Portions that a thread is ahead of the writer at most.
const AHEAD: usize = 1;
/// Portions that are listed ahead: enough to go on with while many days are listed at once.
const LISTED: usize = 32;
/// Events of a portion at least, as far as there are as many, and at most: a few megabytes.
const PORTION: usize = 512;
const MOST: usize = 2_048;

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
        gathered.clusters = as_of.is_none().then(|| store.outlines()).transpose()?;
    }
    let days = past.days(&mut store, filter)?;
    let ours = Arc::new(reference.versions());
    let maker = || -> Result<Maker, Error> {
        let (store, encoder) = (Store::open_for_reading(path)?, Encoder::of(format));
        let made_by = MadeBy { ours: &ours, known: None };
        Ok(Maker { store, filter, encoder, replaced: &past.replaced, made_by })
    };
    let makers = (0..THREADS).map(|_| maker()).collect::<Result<Vec<_>, _>>()?;
    thread::scope(|scope| {
        let (lister, listed) = sync_channel(LISTED);
        let (days, then) = (&days[..], &past.then[..]);
        scope.spawn(move || list(store, days, then, &lister));
        // It goes with the last maker, and then nobody lists any more.
        let listed = Arc::new(Mutex::new(listed));
        let mut threads: Vec<Peekable<IntoIter<Sent>>> = makers
            .into_iter()
            .map(|maker| {
                let (sender, receiver) = sync_channel(AHEAD);
                let listed = Arc::clone(&listed);
                scope.spawn(move || send(&listed, maker, &sender));
                receiver.into_iter().peekable()
            })
            .collect();
        drop(listed);
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

/// Lists the events of some days and those of the past that stand between them, portion by portion, until nobody takes any more.
fn list<'f>(
    mut store: Store,
    days: &[Option<Date>],
    mut then: &'f [Event],
    sender: &SyncSender<Result<ToCome<'f>, Error>>,
) {
    let (mut days, mut number) = (days.iter(), 0);
    loop {
        let listed = match store.listed(&mut days) {
            Ok(listed) => listed,
            Err(error) => return drop(sender.send(Err(error))),
        };
        let is_last = listed.is_empty();
        let mut listed = listed.into_iter();
        while let Some(cut) = cut(listed.as_slice()).or((is_last && !then.is_empty()).then_some(0)) {
            let now: Vec<Listed> = listed.by_ref().take(cut).collect();
            let until = now.last().map_or(then.len(), |last| then.partition_point(|event| order(event) < place(last)));
            let (before, later) = then.split_at(until);
            then = later;
            number += 1;
            if sender.send(Ok(ToCome { number, now, then: before })).is_err() {
                return;
            }
        }
        if is_last {
            return;
        }
    }
}

/// Where the first portion of a list ends, if there is one: with a day if it can, since most documents tell of one day, and
/// are read once then.
fn cut(listed: &[Listed]) -> Option<usize> {
    let last = listed.get(PORTION.min(listed.len()).checked_sub(1)?)?;
    let most = &listed[..listed.len().min(MOST)];
    Some(most.iter().rposition(|listed| listed.last_day == last.last_day)? + 1)
}

/// An event's place among others; that of [`order`].
fn place(listed: &Listed) -> (bool, Option<Date>, &str) {
    (listed.last_day.is_none(), listed.last_day, &listed.id)
}

/// A portion that is listed and not yet made.
struct ToCome<'f> {
    number: usize,
    /// Events as they are known now.
    now: Vec<Listed>,
    /// Those that were known otherwise, to be put between them.
    then: &'f [Event],
}

/// Makes and sends portions until there are no more, one cannot be read, or nobody takes them any more: the writer has
/// failed then, and tells why.
fn send<'f>(listed: &Mutex<Receiver<Result<ToCome, Error>>>, mut maker: Maker<'f>, sender: &SyncSender<Sent<'f>>) {
    loop {
        let to_come = listed.lock().expect("whoever waits for a list does not panic").recv();
        let Ok(to_come) = to_come else { break };
        let sent = to_come.and_then(|to_come| Ok((to_come.number, maker.portion(to_come)?)));
        let is_last = sent.is_err();
        if sender.send(sent).is_err() || is_last {
            break;
        }
    }
}

/// Makes what is listed. Every thread has its own connection, and reads while others do.
struct Maker<'f> {
    store: Store,
    filter: &'f Filter,
    /// None for a format whose file takes events as they are.
    encoder: Option<Encoder>,
    replaced: &'f HashSet<String>,
    made_by: MadeBy<'f>,
}

impl<'f> Maker<'f> {
    /// An event is encoded as soon as it is made, while it is near the processor, and gone.
    fn portion(&mut self, ToCome { now, then, .. }: ToCome) -> Result<Portion<'f>, Error> {
        let Maker { store, filter, encoder, replaced, made_by } = self;
        let mut sieve = Sieve::of(filter);
        let mut events = Events::new();
        let mut take = |event: Event, versions: &Arc<Versions>| match encoder {
            _ if !sieve.lets_through(&event) => {}
            Some(encoder) => encoder.add(&event, versions),
            None => events.push((event, Arc::clone(versions))),
        };
        let mut then = then.iter().peekable();
        store.make(now, &mut |event, versions| {
            while let Some(before) = then.next_if(|before| order(before) < order(&event)) {
                take(before.clone(), made_by.ours);
            }
            if !replaced.contains(&event.id) {
                take(event, made_by.versions(versions));
            }
        })?;
        then.for_each(|last| take(last.clone(), made_by.ours));
        let wanted = match encoder {
            Some(encoder) => Wanted::Encoded(encoder.take()),
            None => Wanted::Events(events),
        };
        Ok(Portion { wanted, sieve })
    }
}

/// The versions of what made events.
struct MadeBy<'f> {
    /// Today's, for events that are made again as they were known at a moment.
    ours: &'f Arc<Versions>,
    /// Those that were met last, and how the store has them.
    known: Option<(Arc<str>, Arc<Versions>)>,
}

impl MadeBy<'_> {
    /// The versions that the store names.
    fn versions(&mut self, made_by: Arc<str>) -> &Arc<Versions> {
        let known = self.known.take().filter(|(known, _)| *known == made_by);
        let known = known.unwrap_or_else(|| {
            let versions = Arc::new(versions(&made_by));
            (made_by, versions)
        });
        &self.known.insert(known).1
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

//! One file that keeps everything: the documents as they came in, what they tell, and the events made of it.
//!
//! The file is a GeoPackage, so that a desktop GIS shows its events while it grows. Documents and reports are never
//! overwritten: a row says from when on it was known, and until when. Events, areas and clusters are made from the
//! reports that hold, anew where something changed ([`Store::refresh`]).
//!
//! Every step is one transaction with a rollback journal: a write-ahead log would leave a layer that QGIS has open
//! without features. A run that is killed leaves the file as it was before its last step, and the next run goes on.

mod by_day;
mod changed;
mod circle;
mod clusters;
mod codes;
mod dictionary;
mod documents;
mod error;
mod events;
mod health;
mod history;
mod layers;
mod lock;
mod read;
mod refresh;
mod reports;
mod rows;
mod runs;
mod sources;
#[cfg(test)]
mod tests;
mod unresolved;

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::geopackage::{self, Access, Layer, Package, Writer};
use crate::model::{Document, Occurrence, Report, Unresolved};
use crate::store::dictionary::Dictionary;
use crate::store::documents::{Intake, Stale, Which};
use crate::store::error::{Fault, Outcome};
use crate::store::lock::Lock;
use crate::store::reports::Reader;

pub use by_day::Extent;
pub use changed::Changed;
pub use clusters::Found;
pub use documents::{Incoming, KnownTexts, Stamp, Taken};
pub use error::Error;
pub use events::Listed;
pub use health::{Health, LastRun};
pub use history::Since;
pub use read::Around;
pub use refresh::{Making, Refreshed};
pub use runs::{Did, Run};

/// What brings a store from one version to the next.
struct Step {
    schema: &'static str,
    /// Tables that come with it, of which others are told.
    tables: &'static [Layer<'static>],
    /// Views of events over their rows, and others.
    events: &'static [(Layer<'static>, Layer<'static>)],
    views: &'static [Layer<'static>],
}

const STEPS: [Step; 5] = [
    Step { schema: include_str!("schema/1_came_in.sql"), tables: &layers::CAME_IN, events: &[], views: &[] },
    Step { schema: include_str!("schema/2_derived.sql"), tables: &layers::DERIVED, events: &[], views: &[] },
    Step {
        schema: include_str!("schema/3_shown.sql"),
        tables: &[],
        events: &layers::SHOWN_ROWS,
        views: &[layers::PLACES],
    },
    Step {
        schema: include_str!("schema/4_every_morning.sql"),
        tables: &layers::EVERY_MORNING,
        events: &[],
        views: &[],
    },
    Step { schema: include_str!("schema/5_in_cells.sql"), tables: &[], events: &[], views: &[] },
];

/// How long a reader or writer waits while another program holds the file for a moment.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open store.
#[derive(Debug)]
pub struct Store {
    package: Package,
    dictionary: Dictionary,
    _lock: Option<Lock>,
}

impl Store {
    /// Opens a store for a run that writes, and makes it when there is none. One run at a time may; another waits as
    /// long as it is told to. A store of an older version is brought to this one.
    ///
    /// # Errors
    /// When another run goes on, when the file is no store or one of a newer version (it stays as it is then), or when
    /// it cannot be written.
    pub fn open(path: &Path, wait: Duration) -> Result<Store, Error> {
        let lock = Lock::take(path, wait)?;
        let package = match Package::create(path) {
            Err(geopackage::Error::Exists { .. }) => Package::open(path, Access::Write),
            made => made,
        };
        let package = package.map_err(|error| Fault::from(error).at(path))?;
        let mut store = Store { package, dictionary: Dictionary::default(), _lock: Some(lock) };
        // A program that has the file open decides on its journal; ours comes back with the next run.
        drop(store.connection().execute_batch("PRAGMA journal_mode = DELETE"));
        store.prepare().and_then(|()| store.migrate()).map_err(|fault| fault.at(path)).and_then(|version| version)?;
        Ok(store)
    }

    /// Opens a store for reading. Runs may write at the same time.
    ///
    /// # Errors
    /// When there is none, when the file is no store of this version, or when it cannot be read.
    pub fn open_for_reading(path: &Path) -> Result<Store, Error> {
        // Open for writing and told not to: after a run that was killed SQLite must first take back its last step.
        let package = Package::open(path, Access::Write).map_err(|error| Fault::from(error).at(path))?;
        let store = Store { package, dictionary: Dictionary::default(), _lock: None };
        let found = store.prepare().and_then(|()| store.version()).map_err(|fault| fault.at(path))?;
        // What is read is read in the order in which it lies, or day by day: a larger cache would only fill.
        let for_reading = "PRAGMA query_only = ON; PRAGMA cache_size = -16384";
        store.connection().execute_batch(for_reading).map_err(|error| Fault::from(error).at(path))?;
        let (known, path) = (newest(), path.to_owned());
        match found {
            None => Err(Error::Foreign { path }),
            Some(found) if found > known => Err(Error::Newer { path, found, known }),
            Some(found) if found < known => Err(Error::Older { path, found, known }),
            Some(_) => Ok(store),
        }
    }

    fn prepare(&self) -> Outcome<()> {
        let connection = self.connection();
        connection.busy_timeout(PATIENCE)?;
        rusqlite::vtab::array::load_module(connection)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection.execute_batch("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY")?)
    }

    /// The version of a store; none when the file is a GeoPackage of something else.
    fn version(&self) -> Outcome<Option<i64>> {
        let connection = self.connection();
        let is_store = "SELECT count(*) FROM sqlite_master WHERE name = 'frontline_store'";
        if connection.query_row(is_store, [], |row| row.get::<_, i64>(0))? == 1 {
            return Ok(Some(connection.query_row("SELECT version FROM frontline_store", [], |row| row.get(0))?));
        }
        let is_used = "SELECT count(*) FROM gpkg_contents WHERE table_name <> 'layer_styles'";
        let is_used = connection.query_row(is_used, [], |row| row.get::<_, i64>(0))? > 0;
        Ok((!is_used).then_some(0))
    }

    /// Brings the store to this version, a step at a time; the inner error is about the file as a whole.
    fn migrate(&mut self) -> Outcome<Result<(), Error>> {
        let path = self.package.path().to_owned();
        let known = newest();
        let found = match self.version()? {
            None => return Ok(Err(Error::Foreign { path })),
            Some(found) if found > known => return Ok(Err(Error::Newer { path, found, known })),
            Some(found) => found,
        };
        for (version, step) in (1_i64..).zip(&STEPS).filter(|(version, _)| *version > found) {
            self.package.write(Timestamp::UNIX_EPOCH, |writer| -> Outcome<()> {
                writer.connection().execute_batch(step.schema)?;
                for layer in step.tables {
                    writer.register(layer)?;
                    writer.finish(layer)?;
                }
                for (shown, rows) in step.events {
                    writer.connection().execute_batch(&layers::view(shown, rows))?;
                    writer.register(shown)?;
                }
                step.views.iter().try_for_each(|view| writer.register(view))?;
                writer.connection().execute("DELETE FROM frontline_store", [])?;
                writer.connection().execute("INSERT INTO frontline_store VALUES (?1)", [version])?;
                Ok(())
            })?;
        }
        if !codes::are_kept(self.connection())? {
            self.package.write(Timestamp::UNIX_EPOCH, |writer| codes::keep(writer.connection()))?;
        }
        Ok(Ok(()))
    }

    fn connection(&self) -> &Connection {
        self.package.connection()
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.package.path()
    }

    /// One transaction, after which all of `work` is there or nothing.
    fn write<T>(
        &mut self,
        moment: Timestamp,
        work: impl FnOnce(&Writer, &mut Dictionary) -> Outcome<T>,
    ) -> Result<T, Error> {
        let dictionary = &mut self.dictionary;
        let written = self.package.write(moment, |writer| work(writer, dictionary));
        written.map_err(|fault| {
            self.dictionary.forget();
            fault.at(self.package.path())
        })
    }

    /// One transaction: what is listed is still there when it is read, and SQLite looks at the file's lock once instead of
    /// at every statement.
    fn read<T>(&mut self, work: impl FnOnce(&Connection, &mut Dictionary) -> Outcome<T>) -> Result<T, Error> {
        let (connection, dictionary) = (self.package.connection(), &mut self.dictionary);
        let found = || -> Outcome<T> {
            let reading = connection.unchecked_transaction()?;
            let found = work(&reading, dictionary)?;
            reading.commit()?;
            Ok(found)
        };
        found().map_err(|fault| fault.at(self.package.path()))
    }

    /// The texts that came in so far, which need not be coded again: one that nobody tells any more waits to be coded when
    /// it comes once more.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known_texts(&mut self) -> Result<KnownTexts, Error> {
        self.read(|connection, _| KnownTexts::of(connection))
    }

    /// Takes documents in with what they tell, all of them or none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn ingest(&mut self, batch: &[Incoming], stamp: Stamp) -> Result<Taken, Error> {
        self.write(stamp.moment, |writer, dictionary| {
            let mut intake = Intake { connection: writer.connection(), dictionary, stamp, stale: Stale::default() };
            let mut taken = Taken::default();
            for incoming in batch {
                taken.add(intake.take(incoming)?);
            }
            intake.stale.write(writer.connection())?;
            Ok(taken)
        })
    }

    /// Documents that wait to be coded, with their numbers: the next ones after a number, at most so many.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn waiting(&mut self, after: i64, most: usize) -> Result<Vec<(i64, Document)>, Error> {
        self.read(|connection, _| documents::documents(Which::Waiting, after, most, connection))
    }

    /// Documents as they hold now, with their numbers: the next ones after a number, at most so many. Of several with
    /// one text only the one that tells it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn documents(&mut self, after: i64, most: usize) -> Result<Vec<(i64, Document)>, Error> {
        self.read(|connection, _| documents::documents(Which::Current, after, most, connection))
    }

    /// The reports of a document that hold, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reports_of(&mut self, document: i64) -> Result<Vec<Report>, Error> {
        self.read(|connection, dictionary| reports_of(document, dictionary, connection))
    }

    /// The names of a document that mean no one place.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unresolved_of(&mut self, document: i64) -> Result<Vec<Unresolved>, Error> {
        self.read(|connection, _| unresolved::of_document(document, connection))
    }

    /// Puts reports in the place of those that documents, by their numbers, tell, all of them or none. What was told
    /// before stays as what was known until now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn recode(&mut self, coded: &[(i64, Incoming)], stamp: Stamp) -> Result<(), Error> {
        self.write(stamp.moment, |writer, dictionary| {
            let mut intake = Intake { connection: writer.connection(), dictionary, stamp, stale: Stale::default() };
            for (fid, Incoming { document, reports, unresolved }) in coded {
                intake.retract_reports(*fid)?;
                intake.code(*fid, &document.text, reports.as_deref().unwrap_or_default())?;
                unresolved::replace(*fid, unresolved, writer.connection())?;
            }
            intake.stale.write(writer.connection())
        })
    }

    /// Withdraws what stands at an address: its publisher takes it back. Tells whether anything stood there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn withdraw(&mut self, address: &str, stamp: Stamp) -> Result<bool, Error> {
        self.write(stamp.moment, |writer, dictionary| {
            let mut intake = Intake { connection: writer.connection(), dictionary, stamp, stale: Stale::default() };
            let withdrawn = intake.withdraw(address)?;
            intake.stale.write(writer.connection())?;
            Ok(withdrawn)
        })
    }

    /// Makes events, areas and clusters anew where reports came or went, in as many transactions as memory asks for. A
    /// store in which nothing changed is not written.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn refresh(
        &mut self,
        making: Making,
        clusters: &dyn Fn(&[Occurrence]) -> Found,
        moment: Timestamp,
    ) -> Result<Refreshed, Error> {
        let waits = self.read(|connection, _| refresh::waits(connection))?;
        let mut all = Refreshed::default();
        if !waits {
            return Ok(all);
        }
        let some = |writer: &Writer, dictionary: &mut Dictionary| {
            refresh::drop_index(writer)?;
            refresh::some(making, dictionary, writer.connection())
        };
        while let Some(some) = self.write(moment, some)? {
            all.add(some);
        }
        if !self.read(|connection, _| refresh::waits(connection))? {
            return Ok(all);
        }
        self.write(moment, |writer, dictionary| {
            let (cells, occurrences) = clusters::occurrences(dictionary, writer.connection())?;
            clusters::replace(&clusters(&occurrences), &cells, writer.connection())?;
            refresh::finish(writer)
        })?;
        Ok(all)
    }
}

/// The reports of a document that hold, by id.
fn reports_of(document: i64, dictionary: &mut Dictionary, connection: &Connection) -> Outcome<Vec<Report>> {
    let mut statement = connection.prepare_cached("SELECT * FROM reports WHERE document = ?1 AND known_to IS NULL")?;
    let mut rows = statement.query([document])?;
    let mut reader = Reader::new(connection, dictionary);
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        reports.push(reader.report(row)?);
    }
    reports.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(reports)
}

/// The version that this program writes.
fn newest() -> i64 {
    i64::try_from(STEPS.len()).expect("versions are few")
}

//! What can be wrong with an input, where it stands and what to do about it.

use std::fmt;
use std::path::{Path, PathBuf};

/// A spot in the input: a file, and within it a line or an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The file or folder as given or found; `-` is standard input.
    pub path: PathBuf,
    /// The line, counted from 1, where the format has lines.
    pub line: Option<u64>,
    /// The item, counted from 1, where the format has items (an array, a feed).
    pub item: Option<u64>,
}

impl At {
    /// The file as a whole.
    pub fn file(path: &Path) -> At {
        At { path: path.to_path_buf(), line: None, item: None }
    }

    /// A line of it.
    pub fn line(path: &Path, line: u64) -> At {
        At { line: Some(line), ..At::file(path) }
    }

    /// An item of it, and the line where the item starts when that is known.
    pub fn item(path: &Path, item: u64, line: Option<u64>) -> At {
        At { item: Some(item), line, ..At::file(path) }
    }
}

impl fmt::Display for At {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.as_os_str() == "-" {
            formatter.write_str("standard input")?;
        } else {
            write!(formatter, "{}", self.path.display())?;
        }
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        if let Some(item) = self.item {
            write!(formatter, ", item {item}")?;
        }
        Ok(())
    }
}

/// How much an error takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing: it was not meant to be read, or was read already.
    Notice,
    /// The document came, but something about it is doubtful.
    Doubt,
    /// Something that should have been read was not.
    Loss,
}

/// What is wrong with a file, a folder or one record of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system would not give it.
    #[error("{at}: cannot be read; check that it exists and that you may read it")]
    Unreadable {
        /// Where.
        at: At,
        /// What the system said.
        source: std::io::Error,
    },
    /// A link leads to a folder that is walked anyway.
    #[error("{at}: this link leads back into a folder that is read anyway; not followed")]
    Loop {
        /// Where.
        at: At,
    },
    /// Bytes that are no text in any encoding.
    #[error("{at}: holds binary data, not text; give text, JSON, CSV, HTML or a feed")]
    NotText {
        /// Where.
        at: At,
    },
    /// No text in it.
    #[error("{at}: holds no text")]
    Empty {
        /// Where.
        at: At,
    },
    /// Longer than we hold in memory at once.
    #[error("{at}: has more than {limit} bytes in one piece; split it or raise the limit")]
    TooLarge {
        /// Where.
        at: At,
        /// The limit, in bytes.
        limit: u64,
    },
    /// A text of more characters than an article has.
    #[error("{at}: the text has {characters} characters, more than {limit}; split it or raise the limit")]
    TooLong {
        /// Where.
        at: At,
        /// Its length in characters.
        characters: usize,
        /// The limit, in characters.
        limit: usize,
    },
    /// A line or an item that is not the JSON of a document.
    #[error("{at}: not the JSON of a document; mend or remove it")]
    Json {
        /// Where.
        at: At,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// The JSON ends in the middle of a value.
    #[error("{at}: the JSON ends in the middle of a value; the file may be cut short")]
    CutShort {
        /// Where.
        at: At,
    },
    /// JSON with a character that has no business there.
    #[error("{at}: expected {expected}; the rest of the file was not read")]
    Structure {
        /// Where.
        at: At,
        /// What should have stood there.
        expected: &'static str,
    },
    /// A JSON value without a text.
    #[error("{at}: has no text; give it a field `text`, `body` or `content`")]
    NoTextField {
        /// Where.
        at: At,
    },
    /// A table without a column of texts.
    #[error("{at}: no column is named text, body or content; the columns are: {found}")]
    NoTextColumn {
        /// Where.
        at: At,
        /// The columns there are.
        found: String,
    },
    /// A row with more fields than the header has.
    #[error("{at}: the row has {fields} fields, the header {columns}; put texts with separators in quotes")]
    Row {
        /// Where.
        at: At,
        /// The fields of the row.
        fields: usize,
        /// The columns of the header.
        columns: usize,
    },
    /// A table that cannot be read on.
    #[error("{at}: not a row of a table; mend or remove it")]
    Table {
        /// Where.
        at: At,
        /// What the parser said.
        source: csv::Error,
    },
    /// A feed, or an item of it, that cannot be parsed.
    #[error("{at}: not an RSS, Atom or JSON feed, or cut short; save it again")]
    Feed {
        /// Where.
        at: At,
        /// What the parser said.
        source: feed_rs::parser::ParseFeedError,
    },
    /// An HTML file, and this program was built without a reader for it.
    #[error(
        "{at}: this program was built without the feature `html`, so it cannot read HTML; build it with the feature"
    )]
    NoHtml {
        /// Where.
        at: At,
    },
    /// No letter of an alphabet we read.
    #[error("{at}: no language we read (English, Ukrainian, Russian): it has no Latin or Cyrillic letter")]
    NoLanguage {
        /// Where.
        at: At,
    },
    /// A language is named that we do not read.
    #[error("{at}: `{given}` is not a language we read; read as {read_as}")]
    OtherLanguage {
        /// Where.
        at: At,
        /// The language as named.
        given: String,
        /// ISO 639-1 code of the language it was read as.
        read_as: &'static str,
    },
    /// A date of publication that does not name a day.
    #[error("{at}: published `{given}` names no day, so it is unknown; give an ISO date or date-time")]
    Published {
        /// Where.
        at: At,
        /// The value as given.
        given: String,
    },
    /// Bytes that are no characters in the file's encoding.
    #[error("{at}: read as {encoding}, and some bytes are no characters in it; U+FFFD stands for each")]
    Undecodable {
        /// Where.
        at: At,
        /// The encoding it was read in.
        encoding: &'static str,
    },
    /// The same id and the same text came before.
    #[error("{at}: the document `{id}` came before with the same text; kept once")]
    Repeated {
        /// Where.
        at: At,
        /// The id.
        id: String,
    },
    /// The same id came before with another text.
    #[error("{at}: the id `{id}` came before with another text; this one is `{renamed}`")]
    SameId {
        /// Where.
        at: At,
        /// The id as given.
        id: String,
        /// The id the document has now.
        renamed: String,
    },
    /// Files of a folder that were passed by.
    #[error("{at}: passed by {hidden} hidden and {unknown} files of unknown kind")]
    PassedBy {
        /// The folder.
        at: At,
        /// Files and folders whose name starts with a dot.
        hidden: u64,
        /// Files whose extension names no format we read, and what is no file.
        unknown: u64,
    },
    /// A row of a data set with a value that means nothing.
    #[error("{at}: {column} `{value}` is not {expected}; mend or remove the row")]
    Field {
        /// Where.
        at: At,
        /// The column.
        column: String,
        /// Its value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A row of a data set with codes that its crosswalk does not know.
    #[error("{at}: no rule of the crosswalk for the {what} of this row: {values}; add one in a file of your own")]
    Code {
        /// Where.
        at: At,
        /// What the rules are for.
        what: &'static str,
        /// The columns that rules look at, with their values.
        values: String,
    },
    /// Rows of a data set whose labels stand in a file that is not there.
    #[error("{at}: its labels are missing; put {} beside it", labels.display())]
    NoLabels {
        /// Where.
        at: At,
        /// Where the labels should be.
        labels: PathBuf,
    },
    /// Points without a crosswalk.
    #[error("{at}: points, and no crosswalk knows their columns ({found}); give one with --crosswalk")]
    NoCrosswalk {
        /// Where.
        at: At,
        /// The columns there are.
        found: String,
    },
    /// A data set where documents are wanted.
    #[error("{at}: rows of a data set, no documents; `frontline map` reads them")]
    DataSet {
        /// Where.
        at: At,
    },
    /// Labels that are read with the file they belong to.
    #[error("{at}: labels, read with the file they belong to")]
    Labels {
        /// Where.
        at: At,
    },
    /// Rows of a data set that are not meant to be read.
    #[error("{at}: passed by {rows} rows: {reason}")]
    RowsPassedBy {
        /// The file.
        at: At,
        /// How many.
        rows: u64,
        /// Why, as the crosswalk says it.
        reason: String,
    },
    /// Messages of a chat that hold no text.
    #[error("{at}: passed by {service} service messages and {wordless} messages without words")]
    Wordless {
        /// The export.
        at: At,
        /// Messages of the system: a pinned post, a new photo.
        service: u64,
        /// Messages with a picture or a file and no words.
        wordless: u64,
    },
}

impl Error {
    /// Where it happened.
    pub fn at(&self) -> &At {
        match self {
            Error::Unreadable { at, .. }
            | Error::Loop { at }
            | Error::NotText { at }
            | Error::Empty { at }
            | Error::TooLarge { at, .. }
            | Error::TooLong { at, .. }
            | Error::Json { at, .. }
            | Error::CutShort { at }
            | Error::Structure { at, .. }
            | Error::NoTextField { at }
            | Error::NoTextColumn { at, .. }
            | Error::Row { at, .. }
            | Error::Table { at, .. }
            | Error::Feed { at, .. }
            | Error::NoHtml { at }
            | Error::NoLanguage { at }
            | Error::OtherLanguage { at, .. }
            | Error::Published { at, .. }
            | Error::Undecodable { at, .. }
            | Error::Repeated { at, .. }
            | Error::SameId { at, .. }
            | Error::PassedBy { at, .. }
            | Error::Field { at, .. }
            | Error::Code { at, .. }
            | Error::NoLabels { at, .. }
            | Error::NoCrosswalk { at, .. }
            | Error::DataSet { at }
            | Error::Labels { at }
            | Error::RowsPassedBy { at, .. }
            | Error::Wordless { at, .. } => at,
        }
    }

    /// How much it takes away.
    pub fn severity(&self) -> Severity {
        match self {
            Error::Loop { .. }
            | Error::Repeated { .. }
            | Error::PassedBy { .. }
            | Error::DataSet { .. }
            | Error::Labels { .. }
            | Error::RowsPassedBy { .. }
            | Error::Wordless { .. } => Severity::Notice,
            Error::OtherLanguage { .. }
            | Error::Published { .. }
            | Error::Undecodable { .. }
            | Error::SameId { .. } => Severity::Doubt,
            Error::Unreadable { .. }
            | Error::NotText { .. }
            | Error::Empty { .. }
            | Error::TooLarge { .. }
            | Error::TooLong { .. }
            | Error::Json { .. }
            | Error::CutShort { .. }
            | Error::Structure { .. }
            | Error::NoTextField { .. }
            | Error::NoTextColumn { .. }
            | Error::Row { .. }
            | Error::Table { .. }
            | Error::Feed { .. }
            | Error::NoHtml { .. }
            | Error::Field { .. }
            | Error::Code { .. }
            | Error::NoLabels { .. }
            | Error::NoCrosswalk { .. }
            | Error::NoLanguage { .. } => Severity::Loss,
        }
    }
}

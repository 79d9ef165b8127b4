-- Version 1: everything that came in, and what each document tells. No row here is ever overwritten or deleted: what no
-- longer holds has the moment from which it does not (known_to). The numbers of values stand in codes.rs.

CREATE TABLE frontline_store (version INTEGER NOT NULL);

-- Publishers, once each.
CREATE TABLE sources (
    fid INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Texts, once each, as they were published.
CREATE TABLE texts (
    fid INTEGER NOT NULL PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL
);

-- One row for each version of each document. Versions of one document share their address; at most one of them holds.
CREATE TABLE documents (
    fid INTEGER NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,         -- its url; without one its id, publisher and day
    id TEXT NOT NULL,
    source INTEGER REFERENCES sources (fid),
    url TEXT,
    published DATE,
    published_time TEXT,           -- as exact as it was given
    language TEXT NOT NULL,
    title TEXT,
    text INTEGER REFERENCES texts (fid), -- none: the document was withdrawn
    copy_of INTEGER REFERENCES documents (fid), -- the same text stands there too, and that one tells it
    made_by TEXT,                  -- what coded it; none while it waits to be coded
    known_from DATETIME NOT NULL,  -- when it came in
    known_to DATETIME              -- when the next version came in; none for the one that holds
);
CREATE UNIQUE INDEX documents_address ON documents (address) WHERE known_to IS NULL;
CREATE INDEX documents_text ON documents (text) WHERE known_to IS NULL;
CREATE INDEX documents_copy ON documents (copy_of) WHERE copy_of NOTNULL;
CREATE INDEX documents_waiting ON documents (fid) WHERE made_by IS NULL;

-- Words that many reports share: those that name an actor, a speaker, an axis, a rule.
CREATE TABLE words (
    fid INTEGER NOT NULL PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);

-- Places as they stood in the gazetteer when they were used; a place that was corrected since has a second row.
CREATE TABLE places (
    fid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_uk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    kind INTEGER NOT NULL,
    country TEXT NOT NULL,
    admin1 TEXT NOT NULL,
    admin2 TEXT NOT NULL,
    lat REAL,
    lon REAL,
    basis INTEGER NOT NULL,
    population INTEGER
);
CREATE INDEX places_id ON places (id);
CREATE INDEX places_position ON places (lat, lon) WHERE lat NOTNULL;

-- What one sentence of one document says happened at one place. Columns that end in _words, and axis, claimants, rule and
-- mention_axes, are rows of words. Days count from 1970-01-01, moments are milliseconds since then.
CREATE TABLE reports (
    fid INTEGER NOT NULL PRIMARY KEY,
    id INTEGER NOT NULL,           -- the 64 bits of the id; any other id is text after a "="
    document INTEGER NOT NULL REFERENCES documents (fid),
    event_type INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    date_precision INTEGER NOT NULL,
    date_basis INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES places (fid),
    mention_start INTEGER NOT NULL,
    mention_end INTEGER NOT NULL,
    mention_kind INTEGER NOT NULL,
    mention_axes INTEGER,
    mention_role INTEGER NOT NULL,
    is_embedded INTEGER NOT NULL,
    precision INTEGER NOT NULL,
    uncertainty_m REAL NOT NULL,
    place_confidence REAL NOT NULL,
    role INTEGER NOT NULL,
    axis INTEGER,
    axis_basis INTEGER NOT NULL,
    initiator INTEGER NOT NULL,
    initiator_words INTEGER,
    target INTEGER NOT NULL,
    target_words INTEGER,
    claimants INTEGER,             -- as JSON: [[name, number of the side], …]
    polarity INTEGER NOT NULL,
    modality INTEGER NOT NULL,
    counts TEXT,                   -- as JSON: [[number of what, low, best, high], …]
    scope INTEGER NOT NULL,
    group_id INTEGER,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    quote TEXT,                    -- only when it is not what stands between the two in the document's text
    rule INTEGER,
    confidence REAL NOT NULL,
    offset_bearing REAL,           -- which way from the named place, in degrees
    offset_m REAL,                 -- how far, when the words tell
    known_from INTEGER NOT NULL,
    known_to INTEGER
);
CREATE INDEX reports_document ON reports (document);
CREATE INDEX reports_place ON reports (place, first_day, last_day);
CREATE INDEX reports_known_from ON reports (known_from);
CREATE INDEX reports_known_to ON reports (known_to) WHERE known_to NOTNULL;

-- Places whose events no longer are what their reports say, with the days in question; none for reports without a day.
-- A run that ends early leaves its rows here, and the next one goes on from them.
CREATE TABLE stale (
    place TEXT NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    UNIQUE (place, first_day, last_day)
);

-- The registry of axes as it was last used.
CREATE TABLE axes (
    fid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    corridor TEXT NOT NULL,
    date_start DATE NOT NULL,
    date_end DATE
);

-- What each run did.
CREATE TABLE runs (
    fid INTEGER NOT NULL PRIMARY KEY,
    command TEXT NOT NULL,
    made_by TEXT NOT NULL,
    started DATETIME NOT NULL,
    ended DATETIME,                -- none: it ended early
    documents INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    edited INTEGER NOT NULL DEFAULT 0,
    copies INTEGER NOT NULL DEFAULT 0,
    reports INTEGER NOT NULL DEFAULT 0,
    lost INTEGER NOT NULL DEFAULT 0
);

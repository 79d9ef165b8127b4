-- Version 4: what a run every morning needs: feeds and what is remembered of them, names that stayed open, rows of data
-- sets, and which days changed.

-- Who published something stands apart from what is asked on the network.
ALTER TABLE sources RENAME TO publishers;
UPDATE gpkg_contents SET table_name = 'publishers', identifier = 'Publishers' WHERE table_name = 'sources';
UPDATE gpkg_ogr_contents SET table_name = 'publishers' WHERE table_name = 'sources';

-- Feeds by address, how each answered last and since when it is in trouble.
CREATE TABLE sources (
    fid INTEGER NOT NULL PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    answered_at TEXT,              -- the address that answered in the end
    etag TEXT,
    last_modified TEXT,
    sha256 TEXT,                   -- of the body
    first_asked DATETIME,
    last_success DATETIME,
    last_new DATETIME,
    failures INTEGER NOT NULL,     -- in a row
    last_error TEXT,
    not_before DATETIME,           -- it asked not to be asked before
    is_worked_off INTEGER NOT NULL, -- every page that it listed last was fetched
    stale_since DATETIME           -- silent, or failing when there are failures, for longer than it may be
);

-- The pages that a feed lists, with how each answered last.
CREATE TABLE pages (
    source INTEGER NOT NULL REFERENCES sources (fid),
    address TEXT NOT NULL,
    answered_at TEXT,
    etag TEXT,
    last_modified TEXT,
    sha256 TEXT,
    stamp TEXT,                    -- what the feed said of its last change
    asked DATETIME,
    PRIMARY KEY (source, address)
) WITHOUT ROWID;

-- A row of a data set is a document that is told by nobody else: its text is the row's note, its address the row's id, and
-- it is never coded. Its language is "und".
ALTER TABLE documents ADD COLUMN is_row INTEGER NOT NULL DEFAULT 0;

-- Names of documents that mean no one place. Documents that came in before this version have none until `recode`.
CREATE TABLE unresolved (
    fid INTEGER NOT NULL PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (fid),
    first_letter INTEGER NOT NULL, -- code points of the text
    end_letter INTEGER NOT NULL,
    name TEXT NOT NULL,
    verdict TEXT NOT NULL,
    candidates TEXT NOT NULL,
    context TEXT NOT NULL
);
CREATE INDEX unresolved_document ON unresolved (document);

-- What the events came to, step by step. Whoever drew the days of one state asks which changed since, by its name.
CREATE TABLE states (
    fid INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE      -- by chance: a store that was put back from a copy does not repeat it
);

-- Days with the last state in which their events or clusters changed; none for events without a day.
CREATE TABLE changed_days (
    day INTEGER,
    state INTEGER NOT NULL REFERENCES states (fid)
);
CREATE INDEX changed_days_state ON changed_days (state);
CREATE UNIQUE INDEX changed_days_day ON changed_days (ifnull(day, ''));

ALTER TABLE runs ADD COLUMN rows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN report TEXT; -- as JSON: what it read, made and skipped, and how long each step took

-- Version 2: events, areas and clusters, made from the reports that hold. All of it can be made again.

-- Every event, drawn or not.
CREATE TABLE happenings (
    fid INTEGER NOT NULL PRIMARY KEY,
    id INTEGER NOT NULL,           -- as in reports
    status INTEGER NOT NULL,
    best_document INTEGER NOT NULL,
    point INTEGER,                 -- the place it is drawn on, when it is drawn on a point
    first_day INTEGER,
    last_day INTEGER
);
CREATE INDEX happenings_document ON happenings (best_document);
CREATE INDEX happenings_point ON happenings (point, last_day) WHERE point NOTNULL;
CREATE INDEX happenings_day ON happenings (last_day);

-- The reports of each event, the most telling first.
CREATE TABLE members (
    report INTEGER NOT NULL PRIMARY KEY,
    event INTEGER NOT NULL,
    rank INTEGER NOT NULL
);
CREATE INDEX members_event ON members (event, rank);

-- Events drawn on a point, as a layer. Its key is that of the happening.
CREATE TABLE events (
    fid INTEGER NOT NULL PRIMARY KEY,
    geom POINT,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status TEXT NOT NULL,
    date_start DATE,
    date_end DATE,
    place_name TEXT NOT NULL,
    admin1 TEXT,
    precision TEXT NOT NULL,
    uncertainty_m REAL NOT NULL,
    axis TEXT,
    initiator TEXT NOT NULL,
    target TEXT NOT NULL,
    claimants TEXT,
    confidence REAL NOT NULL,
    n_reports INTEGER NOT NULL,
    cluster INTEGER
);
CREATE INDEX events_cluster ON events (cluster) WHERE cluster NOTNULL;

-- Events drawn on a district or a region: a circle of the uncertainty around its centre, which is no border.
CREATE TABLE areas (
    fid INTEGER NOT NULL PRIMARY KEY,
    geom POLYGON,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status TEXT NOT NULL,
    date_start DATE,
    date_end DATE,
    place_name TEXT NOT NULL,
    admin1 TEXT,
    precision TEXT NOT NULL,
    uncertainty_m REAL NOT NULL,
    axis TEXT,
    initiator TEXT NOT NULL,
    target TEXT NOT NULL,
    claimants TEXT,
    confidence REAL NOT NULL,
    n_reports INTEGER NOT NULL
);

CREATE TABLE clusters (
    fid INTEGER NOT NULL PRIMARY KEY,
    geom GEOMETRY,
    id TEXT NOT NULL UNIQUE,
    axis TEXT,
    date_start DATE NOT NULL,
    date_end DATE NOT NULL,
    n_events INTEGER NOT NULL,
    n_places INTEGER NOT NULL,
    trend TEXT,
    centre_lat REAL NOT NULL,
    centre_lon REAL NOT NULL,
    hull TEXT NOT NULL,            -- "lat lon, lat lon, …", counter-clockwise, not closed
    per_day TEXT NOT NULL          -- as JSON: [[day, events], …]
);
CREATE INDEX clusters_days ON clusters (date_end, date_start);

-- Every report that is there already waits to be made into events.
INSERT INTO stale
SELECT places.id, min(first_day), max(last_day) FROM reports JOIN places ON places.fid = reports.place
WHERE first_day NOTNULL GROUP BY places.id;
INSERT INTO stale
SELECT DISTINCT places.id, NULL, NULL FROM reports JOIN places ON places.fid = reports.place WHERE first_day IS NULL;

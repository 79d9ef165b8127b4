-- Version 3: what a desktop GIS sees. Events on points and on areas are views: beside the shape and the time of an event stands
-- what its best report and that report's document say, which is kept once. All of it is made again from the reports.

DROP TABLE rtree_events_geom;
DROP TABLE rtree_areas_geom;
DROP TABLE events;
DROP TABLE areas;
DELETE FROM gpkg_extensions WHERE table_name IN ('events', 'areas');
DELETE FROM gpkg_geometry_columns WHERE table_name IN ('events', 'areas');
DELETE FROM gpkg_ogr_contents WHERE table_name IN ('events', 'areas');
DELETE FROM gpkg_contents WHERE table_name IN ('events', 'areas');
DELETE FROM clusters;
DELETE FROM members;
DELETE FROM happenings;

-- Events drawn on a point. The key is that of the happening. QGIS asks for a day by two moments, as texts: so an event has an hour,
-- the noon of its last day, which is the same day in every time zone of Europe.
CREATE TABLE event_points (
    fid INTEGER NOT NULL PRIMARY KEY,
    geom POINT,
    date_start DATE,
    date_end DATE,
    time DATETIME,
    axis TEXT,
    uncertainty_m REAL NOT NULL,
    confidence REAL NOT NULL,
    cluster INTEGER
);
CREATE INDEX event_points_time ON event_points (time);
CREATE INDEX event_points_cluster ON event_points (cluster) WHERE cluster NOTNULL;

-- Events drawn on a district or a region: a circle of the uncertainty around its centre, which is no border.
CREATE TABLE event_areas (
    fid INTEGER NOT NULL PRIMARY KEY,
    geom POLYGON,
    date_start DATE,
    date_end DATE,
    time DATETIME,
    axis TEXT,
    uncertainty_m REAL NOT NULL,
    confidence REAL NOT NULL
);
CREATE INDEX event_areas_time ON event_areas (time);

-- The first and the last moment of a cluster.
ALTER TABLE clusters ADD COLUMN time_start DATETIME;
ALTER TABLE clusters ADD COLUMN time_end DATETIME;

-- The words for the numbers of values: see codes.rs, from which it is filled.
CREATE TABLE codes (
    list TEXT NOT NULL,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (list, number)
) WITHOUT ROWID;

-- The names of places with events, each once a day: on a map a name is wanted once, however many events stand there.
CREATE VIEW place_days AS
SELECT min(e.fid) AS fid, e.geom, p.id AS place_id, p.name AS place_name, e.date_end, e.time, count(*) AS n_events
FROM event_points e JOIN happenings h ON h.fid = e.fid JOIN places p ON p.fid = h.point
WHERE e.time NOTNULL
GROUP BY e.time, e.geom;

INSERT OR IGNORE INTO stale
SELECT places.id, min(first_day), max(last_day) FROM reports JOIN places ON places.fid = reports.place
WHERE first_day NOTNULL GROUP BY places.id;
INSERT OR IGNORE INTO stale
SELECT DISTINCT places.id, NULL, NULL FROM reports JOIN places ON places.fid = reports.place WHERE first_day IS NULL;

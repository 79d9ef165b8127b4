-- QGIS asks for a day by two moments, as texts: a day without an hour lies outside of its own day. Events are shown on their last
-- day, at noon, which is the same day in every time zone of Europe.
ALTER TABLE events ADD COLUMN time DATETIME;
ALTER TABLE areas ADD COLUMN time DATETIME;
UPDATE events SET time = date_end || 'T12:00:00.000Z';
UPDATE areas SET time = date_end || 'T12:00:00.000Z';
CREATE INDEX events_time ON events (time, place_id);
CREATE INDEX areas_time ON areas (time);

-- The names of places with events, each once a day: on a map a name is wanted once, however many events stand there.
CREATE VIEW place_days AS
SELECT min(fid) AS fid, geom, place_id, place_name, date_end, time, count(*) AS n_events
FROM events
WHERE time NOTNULL
GROUP BY time, place_id;

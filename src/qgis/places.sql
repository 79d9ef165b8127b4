-- The names of places with events, each once a day: on a map a name is wanted once, however many events stand there.
CREATE VIEW IF NOT EXISTS places AS
SELECT min(fid) AS fid, geom, place_id, place_name, date_end AS day, count(*) AS n_events
FROM events
GROUP BY date_end, place_id;

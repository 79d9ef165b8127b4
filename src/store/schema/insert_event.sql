-- An event as a row of `event_points` or `event_areas`.
INSERT INTO {rows} (fid, geom, date_start, date_end, time, axis, uncertainty_m, confidence)
VALUES (?1, ?2, ?3, ?4, ?4 || 'T12:00:00.000Z', ?5, ?6, ?7)

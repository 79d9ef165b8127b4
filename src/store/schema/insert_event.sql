-- An event as a feature of a layer, `events` or `areas`.
INSERT INTO {table} (
    fid, geom, id, type, outcome, status, date_start, date_end, place_name, admin1, precision, uncertainty_m, axis,
    initiator, target, claimants, confidence, n_reports
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- The events of a layer with all that is known of them, by the columns of an exported file. Numbers are those of the best report.
-- Joined in this order (that is what CROSS says), since it is the rows of the layer that are few.
CREATE VIEW {layer} AS
SELECT
    e.fid, e.geom,
    CASE typeof(h.id) WHEN 'integer' THEN printf('%016x', h.id) ELSE substr(h.id, 2) END AS id,
    (SELECT code FROM codes WHERE list = 'type' AND number = r.event_type) AS type,
    (SELECT code FROM codes WHERE list = 'outcome' AND number = r.outcome) AS outcome,
    (SELECT code FROM codes WHERE list = 'status' AND number = h.status) AS status,
    e.date_start, e.date_end, e.time,
    (SELECT code FROM codes WHERE list = 'date_precision' AND number = r.date_precision) AS date_precision,
    (SELECT code FROM codes WHERE list = 'date_basis' AND number = r.date_basis) AS date_basis,
    p.id AS place_id, p.name AS place_name, p.name_uk AS place_name_uk, p.name_ru AS place_name_ru, p.admin1, p.admin2, p.country,
    (SELECT code FROM codes WHERE list = 'role' AND number = r.role) AS role,
    (SELECT code FROM codes WHERE list = 'precision' AND number = r.precision) AS precision,
    e.uncertainty_m, e.axis,
    (SELECT code FROM codes WHERE list = 'axis_basis' AND number = r.axis_basis) AS axis_basis,
    (SELECT code FROM codes WHERE list = 'side' AND number = r.initiator) AS initiator,
    (SELECT word FROM words WHERE fid = r.initiator_words) AS initiator_words,
    (SELECT code FROM codes WHERE list = 'side' AND number = r.target) AS target,
    (SELECT word FROM words WHERE fid = r.target_words) AS target_words,
    (SELECT group_concat(name, '; ') FROM (
        SELECT DISTINCT json_extract(who.value, '$[0]') AS name
        FROM members o JOIN reports told ON told.fid = o.report JOIN words w ON w.fid = told.claimants, json_each(w.word) who
        WHERE o.event = e.fid ORDER BY o.rank
    )) AS claimants,
    (SELECT code FROM codes WHERE list = 'scope' AND number = r.scope) AS scope,
    {counts}
    (SELECT count(*) FROM members o WHERE o.event = e.fid) AS n_reports,
    coalesce(r.quote, CAST(substr(CAST(t.text AS BLOB), r.quote_start + 1, r.quote_end - r.quote_start) AS TEXT)) AS quote,
    s.name AS source, d.url, d.published, d.id AS document,
    (SELECT word FROM words WHERE fid = r.rule) AS rule,
    e.confidence
FROM {rows} e
CROSS JOIN happenings h ON h.fid = e.fid
CROSS JOIN members m ON m.event = e.fid AND m.rank = 0
CROSS JOIN reports r ON r.fid = m.report
CROSS JOIN places p ON p.fid = r.place
CROSS JOIN documents d ON d.fid = r.document
LEFT JOIN texts t ON t.fid = d.text
LEFT JOIN sources s ON s.fid = d.source

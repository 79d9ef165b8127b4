-- A report as it comes in. The values stand in the order of the columns.
INSERT INTO reports (
    id, document, event_type, outcome, first_day, last_day, date_precision, date_basis, place, mention_start,
    mention_end, mention_kind, mention_axes, mention_role, is_embedded, precision, uncertainty_m,
    place_confidence, role, axis, axis_basis, initiator, initiator_words, target, target_words, claimants,
    polarity, modality, counts, scope, group_id, quote_start, quote_end, quote, rule, confidence, offset_bearing, offset_m,
    known_from
) VALUES (
    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
    ?, ?, ?, ?
);

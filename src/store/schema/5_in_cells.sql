-- Version 5: clusters hold places and days, not single events; and a day on which only clusters changed is told from
-- others.

-- Events of one point that began and ended on the same days, and the cluster they are in.
CREATE TABLE cluster_cells (
    day INTEGER NOT NULL,          -- on which they ended
    point INTEGER NOT NULL,        -- a row of places
    length INTEGER NOT NULL,       -- days from their first to that day
    cluster INTEGER NOT NULL,      -- its fid
    PRIMARY KEY (day, point, length)
) WITHOUT ROWID;

DROP INDEX event_points_cluster;
ALTER TABLE event_points DROP COLUMN cluster;
DELETE FROM clusters;

-- That of an event on a point; a row of words.
ALTER TABLE happenings ADD COLUMN axis INTEGER;
UPDATE happenings
SET axis = (SELECT w.fid FROM event_points e JOIN words w ON w.word = e.axis WHERE e.fid = happenings.fid)
WHERE point NOTNULL;

-- Days with the last state in which anything on them changed, and the last in which more did than what is said of their clusters;
-- no day for events without one.
ALTER TABLE changed_days RENAME TO changed_before;
CREATE TABLE changed_days (
    day INTEGER,
    state INTEGER NOT NULL REFERENCES states (fid),
    whole_state INTEGER NOT NULL   -- 0: nothing but clusters did
);
INSERT INTO changed_days SELECT day, state, state FROM changed_before;
DROP TABLE changed_before;
CREATE INDEX changed_days_state ON changed_days (state);
CREATE UNIQUE INDEX changed_days_day ON changed_days (ifnull(day, ''));

-- The clusters are to be made anew.
INSERT INTO stale SELECT '', NULL, NULL WHERE NOT EXISTS (SELECT 1 FROM stale WHERE place = '');

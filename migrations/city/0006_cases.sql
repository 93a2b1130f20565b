-- The one-stop platform may receive cases 办件.
CREATE TABLE endpoints_with_cases (
  department TEXT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('fulfilment', 'notices', 'alarms', 'cases')),
  url        TEXT NOT NULL,
  PRIMARY KEY (department, purpose)
) STRICT, WITHOUT ROWID;
INSERT INTO endpoints_with_cases SELECT department, purpose, url FROM endpoints;
DROP TABLE endpoints;
ALTER TABLE endpoints_with_cases RENAME TO endpoints;

-- The steps of a day by policy and state, as this house and the one-stop platform count them:
-- [{"policy","state","count"}, …]. theirs: NULL where the platform has not answered. agreed_at: since they are the same.
-- marks: [<when>, <of each shard, how far its audit had come by then>, …], when the day was counted first.
CREATE TABLE case_counts (
  day        TEXT PRIMARY KEY CHECK (day GLOB '????-??-??'),
  ours       TEXT NOT NULL CHECK (json_valid(ours)),
  theirs     TEXT CHECK (json_valid(theirs)),
  marks      TEXT NOT NULL CHECK (json_valid(marks)),
  counted_at INTEGER NOT NULL,
  agreed_at  INTEGER
) STRICT, WITHOUT ROWID;

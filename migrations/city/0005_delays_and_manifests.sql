-- Departments may receive alarms too.
CREATE TABLE endpoints_with_alarms (
  department TEXT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('fulfilment', 'notices', 'alarms')),
  url        TEXT NOT NULL,
  PRIMARY KEY (department, purpose)
) STRICT, WITHOUT ROWID;
INSERT INTO endpoints_with_alarms SELECT department, purpose, url FROM endpoints;
DROP TABLE endpoints;
ALTER TABLE endpoints_with_alarms RENAME TO endpoints;

-- What waits on each shard, as last counted: late: its last day has passed; undated: 待定.
CREATE TABLE delays (
  shard      INTEGER NOT NULL CHECK (shard >= 0),
  kind       TEXT NOT NULL,
  waiting    INTEGER NOT NULL CHECK (waiting >= 0),
  late       INTEGER NOT NULL CHECK (late BETWEEN 0 AND waiting),
  undated    INTEGER NOT NULL CHECK (undated BETWEEN 0 AND waiting),
  counted_at INTEGER NOT NULL,
  PRIMARY KEY (shard, kind)
) STRICT, WITHOUT ROWID;

-- The alarms about work items: one a day and item at most. handed_at: a task of the outbox sends it from then on.
CREATE TABLE work_item_alarms (
  item      TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  raised_at INTEGER NOT NULL,
  handed_at INTEGER,
  sent_at   INTEGER,
  PRIMARY KEY (item, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_item_alarms_unhanded ON work_item_alarms (raised_at) WHERE handed_at IS NULL;

-- What a department's system (source) says that it sent on a day; facts: {"<fact>": count}. The latest counts.
-- seen: how many arrivals it was last held against; settled_at: nothing was missing.
CREATE TABLE manifests (
  department  TEXT NOT NULL,
  source      TEXT NOT NULL,
  day         TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  events      INTEGER NOT NULL CHECK (events >= 0),
  facts       TEXT NOT NULL CHECK (json_valid(facts)),
  digest      TEXT,
  reported_at INTEGER NOT NULL,
  heard       TEXT NOT NULL CHECK (json_valid(heard)),
  seen        INTEGER,
  settled_at  INTEGER,
  PRIMARY KEY (department, source, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX manifests_open ON manifests (day) WHERE settled_at IS NULL;

-- What arrived: one row for each webhook, source and day on which its events were observed; the same webhook again is the
-- same row. events: [[["<fact>", …], ["<mark of an event>", …]], …], the events with the same facts together.
CREATE TABLE arrivals (
  department TEXT NOT NULL,
  source     TEXT NOT NULL,
  day        TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  batch      TEXT NOT NULL,
  events     TEXT NOT NULL CHECK (json_valid(events)),
  PRIMARY KEY (department, source, day, batch)
) STRICT, WITHOUT ROWID;

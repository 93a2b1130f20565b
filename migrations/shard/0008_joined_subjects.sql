-- Two numbers of one person or organisation. The subject of the one leaves into that of the other, which may lie on
-- another shard: its rows are packed on its own shard, taken over on the other, and only then thrown away.

-- Who is being joined, and by which join of the city (joins.number). Nothing new is paid to it until the row is gone.
CREATE TABLE joining (
  subject_key TEXT NOT NULL,
  number      INTEGER NOT NULL,
  PRIMARY KEY (subject_key, number)
) STRICT, WITHOUT ROWID;

-- Whom a subject has become, on its own shard. Its key is never used again. arrived_at: when the other one had it all.
CREATE TABLE successors (
  subject_key   TEXT PRIMARY KEY,
  successor_key TEXT NOT NULL CHECK (successor_key <> subject_key),
  number        INTEGER NOT NULL,
  left_at       INTEGER NOT NULL,
  arrived_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX successors_under_way ON successors (number) WHERE arrived_at IS NULL;

-- Who has arrived in a subject, on the shard of that subject: nobody arrives twice.
CREATE TABLE predecessors (
  subject_key     TEXT NOT NULL,
  predecessor_key TEXT NOT NULL,
  number          INTEGER NOT NULL,
  arrived_at      INTEGER NOT NULL,
  PRIMARY KEY (subject_key, predecessor_key)
) STRICT, WITHOUT ROWID;

-- The rows of a subject that has left and not arrived yet, each as JSON, by their table.
CREATE TABLE luggage (
  subject_key TEXT NOT NULL,
  part        TEXT NOT NULL,
  number      INTEGER NOT NULL,
  body        TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (subject_key, part, number)
) STRICT;

-- Instructions that went along: their ids begin with the bucket of this shard, and their payers report them here.
CREATE TABLE forwarded (
  end_to_end_id TEXT PRIMARY KEY,
  successor_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

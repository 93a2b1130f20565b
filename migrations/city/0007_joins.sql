-- What departments said of two numbers that are one person or organisation, in the order in which it was taken in.
-- Keys are opaque; they may lie on different shards. A join is done after all earlier ones that touch one of its subjects.
CREATE TABLE joins (
  number      INTEGER PRIMARY KEY,
  department  TEXT NOT NULL,
  source      TEXT NOT NULL,
  event       TEXT NOT NULL,
  digest      TEXT NOT NULL,
  from_key    TEXT NOT NULL,
  into_key    TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('open', 'done')),
  reported_at INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_at     INTEGER NOT NULL,
  failure     TEXT,
  UNIQUE (department, source, event)
) STRICT;
CREATE INDEX joins_open ON joins (number) WHERE state = 'open';

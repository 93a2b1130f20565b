-- Local only: what the sandbox's outside world remembers. Numbers give the order of arrival, for the clock may be
-- set back. Instants are INTEGER milliseconds since 1970 UTC by the sandbox's clock.

-- How far every function's clock is from the machine's.
CREATE TABLE clock (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  offset_ms INTEGER NOT NULL
) STRICT;

-- What the message gateway received, and how often.
CREATE TABLE messages (
  number            INTEGER PRIMARY KEY,
  notice_id         TEXT NOT NULL UNIQUE,
  data              TEXT NOT NULL CHECK (json_valid(data)),
  first_received_at INTEGER NOT NULL,
  received          INTEGER NOT NULL CHECK (received >= 1)
) STRICT;

-- What the payers received, and how often. `reported` is the last result that the payer reported back.
CREATE TABLE instructions (
  number            INTEGER PRIMARY KEY,
  end_to_end_id     TEXT NOT NULL UNIQUE,
  department        TEXT NOT NULL,
  data              TEXT NOT NULL CHECK (json_valid(data)),
  first_received_at INTEGER NOT NULL,
  received          INTEGER NOT NULL CHECK (received >= 1),
  reported          TEXT CHECK (reported IN ('paid', 'rejected', 'returned'))
) STRICT;

-- The events by which payers reported: the same result again is the same event again.
CREATE TABLE reports (
  end_to_end_id TEXT NOT NULL,
  result        TEXT NOT NULL CHECK (result IN ('paid', 'rejected', 'returned')),
  event         TEXT NOT NULL CHECK (json_valid(event)),
  PRIMARY KEY (end_to_end_id, result)
) STRICT, WITHOUT ROWID;

-- How the outside world misbehaves: rates from 0 to 1.
CREATE TABLE faults (
  target     TEXT PRIMARY KEY CHECK (target IN ('gateway', 'payer')),
  fail       REAL NOT NULL CHECK (fail BETWEEN 0 AND 1),
  lose_reply REAL NOT NULL CHECK (lose_reply BETWEEN 0 AND 1),
  duplicate  REAL NOT NULL CHECK (duplicate BETWEEN 0 AND 1)
) STRICT, WITHOUT ROWID;

-- What belongs to no subject. Instants are INTEGER milliseconds; days are TEXT in Asia/Shanghai; money is INTEGER fen.

-- Keys of departments: two may be active at a time, so that a key rotates without loss. Secrets are sealed.
CREATE TABLE department_keys (
  department    TEXT NOT NULL,
  key_id        TEXT NOT NULL,
  secret_sealed TEXT NOT NULL,
  active_from   INTEGER NOT NULL,
  retired_at    INTEGER,
  PRIMARY KEY (department, key_id)
) STRICT, WITHOUT ROWID;

-- Where a department receives: instructions, or (the one-stop platform) notices.
CREATE TABLE endpoints (
  department TEXT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('fulfilment', 'notices')),
  url        TEXT NOT NULL,
  PRIMARY KEY (department, purpose)
) STRICT, WITHOUT ROWID;

-- Up to when a register is complete: from then on absence has the meaning that the dictionary gives it.
CREATE TABLE registers (
  fact           TEXT PRIMARY KEY,
  department     TEXT NOT NULL,
  complete_as_of INTEGER NOT NULL,
  reported_at    INTEGER NOT NULL,
  events         TEXT NOT NULL CHECK (json_valid(events)),
  first_at       INTEGER NOT NULL,
  reviews_left   INTEGER NOT NULL DEFAULT 2 CHECK (reviews_left BETWEEN 0 AND 2)
) STRICT, WITHOUT ROWID;

-- Acts that need two persons: proposed by one, decided by another.
CREATE TABLE proposals (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,
  payload     TEXT NOT NULL CHECK (json_valid(payload)),
  state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'declined')),
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  decided_by  TEXT,
  decided_at  INTEGER,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state = 'proposed') = (decided_by IS NULL))
) STRICT, WITHOUT ROWID;

-- A department's standing permission to pay, with a cap for each day.
CREATE TABLE authorisations (
  id            TEXT PRIMARY KEY,
  department    TEXT NOT NULL,
  policy        TEXT NOT NULL,
  daily_cap_fen INTEGER NOT NULL CHECK (daily_cap_fen > 0),
  valid_from    TEXT NOT NULL CHECK (valid_from GLOB '????-??-??'),
  valid_until   TEXT NOT NULL CHECK (valid_until GLOB '????-??-??')
) STRICT, WITHOUT ROWID;

-- Money that may leave under an authorisation: its sum of a day never passes the cap.
CREATE TABLE releases (
  authorisation TEXT NOT NULL,
  day           TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  end_to_end_id TEXT NOT NULL,
  amount_fen    INTEGER NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (authorisation, day, end_to_end_id)
) STRICT, WITHOUT ROWID;

-- Money that may leave because two persons released it, instruction by instruction.
-- The policy is part of the key: approvers of one department neither release nor undo another's payment.
CREATE TABLE signed_releases (
  end_to_end_id TEXT NOT NULL,
  policy        TEXT NOT NULL,
  proposal      TEXT NOT NULL,
  amount_fen    INTEGER NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (end_to_end_id, policy)
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_letters (
  id          TEXT PRIMARY KEY,
  queue       TEXT NOT NULL,
  body        TEXT NOT NULL CHECK (json_valid(body)),
  reason      TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  replayed_at INTEGER,
  replayed_by TEXT
) STRICT, WITHOUT ROWID;

-- The newest seal of each shard: a shard that is behind it was restored, and pays nothing.
CREATE TABLE seal_marks (
  shard     INTEGER PRIMARY KEY,
  number    INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  sealed_at INTEGER NOT NULL
) STRICT;

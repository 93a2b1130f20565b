-- Whom somebody has charged with deciding in their stead 委托: kept with the one who is decided for, as it was granted. A
-- row ends by being revoked or renounced; time, age and death end it without anybody's writing.
CREATE TABLE mandates (
  id           TEXT PRIMARY KEY,
  subject_key  TEXT NOT NULL,                  -- for whom is decided
  agent_key    TEXT NOT NULL,                  -- who decides; lies on another shard, perhaps
  kind         TEXT NOT NULL CHECK (kind IN ('voluntary', 'parent', 'court')),
  policies     TEXT NOT NULL,                  -- JSON: policies' ids; [] for all
  from_on      TEXT NOT NULL CHECK (from_on GLOB '????-??-??'),
  until_on     TEXT NOT NULL CHECK (until_on GLOB '????-??-??'),
  agent_masked TEXT,                           -- the agent's name as the vault masks it
  granted_by   TEXT NOT NULL,                  -- as in the audit: "citizen:<person>", "staff:<clerk>"
  granted_at   INTEGER NOT NULL,
  ended_by     TEXT,
  ended_at     INTEGER,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX mandates_of_subject ON mandates (subject_key, granted_at);

-- Where the mandates lie that somebody holds: a pointer on the holder's own shard, written through the outbox.
CREATE TABLE held_mandates (
  subject_key TEXT NOT NULL,
  mandate     TEXT NOT NULL,
  PRIMARY KEY (subject_key, mandate)
) STRICT, WITHOUT ROWID;

-- A visit of somebody who came for another one, by this mandate.
ALTER TABLE visits ADD COLUMN mandate TEXT;

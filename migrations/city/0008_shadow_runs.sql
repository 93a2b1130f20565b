-- Shadow runs 并行比对: what a policy's rule says beside what another system has paid for a period. Nobody is paid or told
-- by them. judged_on: NULL where the whole period counts, as if the policy had been in operation in it.
CREATE TABLE shadow_runs (
  id           TEXT PRIMARY KEY,
  policy       TEXT NOT NULL,
  period       TEXT NOT NULL,
  channel      TEXT NOT NULL CHECK (channel IN ('counter', 'online', 'legacy')),
  judged_on    TEXT CHECK (judged_on GLOB '????-??-??'),
  requested_by TEXT NOT NULL,
  requested_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shadow_runs_policy ON shadow_runs (policy, requested_at);

-- What came of one stretch of a shard's subjects, behind the subject `after`. The same stretch again is the same row.
CREATE TABLE shadow_parts (
  run         TEXT NOT NULL,
  shard       INTEGER NOT NULL CHECK (shard >= 0),
  after       TEXT NOT NULL,
  is_last     INTEGER NOT NULL CHECK (is_last IN (0, 1)),
  counts      TEXT NOT NULL CHECK (json_valid(counts)),
  compared_at INTEGER NOT NULL,
  PRIMARY KEY (run, shard, after)
) STRICT, WITHOUT ROWID;

-- Whom the two differ about, by opaque key; there are no names or numbers of people here. Of each shard no more than are
-- listed; the parts count them all.
CREATE TABLE shadow_findings (
  run         TEXT NOT NULL,
  shard       INTEGER NOT NULL CHECK (shard >= 0),
  subject_key TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('forgotten', 'unfounded', 'amount', 'undecided')),
  here_fen    INTEGER CHECK (here_fen >= 0),
  there_fen   INTEGER CHECK (there_fen >= 0),
  there_state TEXT,
  case_number TEXT,
  PRIMARY KEY (run, kind, shard, subject_key)
) STRICT, WITHOUT ROWID;

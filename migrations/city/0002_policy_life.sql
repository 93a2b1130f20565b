-- The life of a policy 政策事项: its rule lives in the code, its stage here. One row for each stage that it entered, chained
-- to the one before (previous: its hash; hash: SHA-256 over the canonical JSON of the row); the newest counts. A policy without any row is listed and nothing more.
-- pilot: where a pilot runs, {"districts":["310101"]} or {"percent":10}. figures: what was measured when it was decided.
CREATE TABLE policy_stages (
  policy      TEXT NOT NULL,
  number      INTEGER NOT NULL CHECK (number >= 1),
  stage       TEXT NOT NULL CHECK (stage IN ('listed', 'ready', 'pilot', 'live', 'paused', 'retired')),
  pilot       TEXT CHECK (pilot IS NULL OR json_valid(pilot)),
  reason      TEXT NOT NULL,
  figures     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(figures)),
  proposed_by TEXT NOT NULL,
  decided_by  TEXT NOT NULL,
  since_at    INTEGER NOT NULL,
  previous    TEXT NOT NULL,
  hash        TEXT NOT NULL,
  PRIMARY KEY (policy, number),
  CHECK (stage = 'paused' OR (stage = 'pilot') = (pilot IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER policy_stages_are_not_changed BEFORE UPDATE ON policy_stages BEGIN SELECT RAISE(ABORT, 'stages of a policy are not changed'); END;
CREATE TRIGGER policy_stages_are_not_deleted BEFORE DELETE ON policy_stages BEGIN SELECT RAISE(ABORT, 'stages of a policy are not deleted'); END;

-- These were in operation before stages were kept.
INSERT INTO policy_stages (policy, number, stage, reason, proposed_by, decided_by, since_at, previous, hash) VALUES
  ('disability-living-allowance', 1, 'live', '启用阶段管理之前已全市实施', 'migration', 'migration', 0, '',
   'jomgl7uonujfse2qgfamjud5bjmrih37vtkf5d6onmhptflsrbhq'),
  ('job-retention-refund', 1, 'live', '启用阶段管理之前已全市实施', 'migration', 'migration', 0, '',
   '5ycxhzvum6algdudufx7lvxkqqnd2ikcjnrst65wrxy2lpgz6zlq'),
  ('one-child-reward', 1, 'live', '启用阶段管理之前已全市实施', 'migration', 'migration', 0, '',
   'a6vmsqi622bwnqmt7v6efj6pnnjbfyscoxlubg6lw53re6bff6qa'),
  ('park-admission', 1, 'live', '启用阶段管理之前已全市实施', 'migration', 'migration', 0, '',
   'paoormusrrkzhutwijiu65mbvahkre6h2jl4nmh5ow3oavjhpwdq'),
  ('senior-comprehensive-allowance', 1, 'live', '启用阶段管理之前已全市实施', 'migration', 'migration', 0, '',
   'buizv4skzbkd6jxq3ehfixx556fpsruglzpwkdvaj4ncas2yejna');

-- Whose answers must be worked out again, because a policy's stage or rule changed. Each row is spread to the shards twice,
-- the second time a minute later, for the sake of webhooks that were under way. reopen_from: the first day of a pause that
-- has ended: the periods since then are opened too.
CREATE TABLE re_evaluations (
  policy      TEXT NOT NULL,
  cause       TEXT NOT NULL,
  reopen_from TEXT CHECK (reopen_from IS NULL OR reopen_from GLOB '????-??-??'),
  created_at  INTEGER NOT NULL,
  rounds_left INTEGER NOT NULL DEFAULT 2 CHECK (rounds_left BETWEEN 0 AND 2),
  PRIMARY KEY (policy, cause)
) STRICT, WITHOUT ROWID;

-- The fingerprint of each policy's rules as they were last judged by: another one means that the code has changed.
CREATE TABLE policy_rules (
  policy      TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  since_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was measured of a policy on a day, by shard and district: '' where the district is not known, 'elsewhere' outside
-- the city. A shard that was measured has a row for '' at least. Counts of subjects unless the name says otherwise.
-- stage: the number of the stage under which it was measured. eligible, unknown, amount_fen: by the rule, whatever the
-- stage. entitled: with an entitlement of the current period that stands. omitted: eligible, in scope, without one;
-- unfounded: the reverse. benefited, paid_fen, waits: of all periods; waits: {"<days from match to payment>": count}.
-- settled, failed: instructions, and objections: entitlements, since the stage began, 90 days at most.
-- pending: what was left out, for it is about to be judged again.
CREATE TABLE policy_measures (
  policy      TEXT NOT NULL,
  day         TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  shard       INTEGER NOT NULL CHECK (shard >= 0),
  district    TEXT NOT NULL,
  stage       INTEGER NOT NULL CHECK (stage >= 0),
  measured_at INTEGER NOT NULL,
  eligible    INTEGER NOT NULL CHECK (eligible >= 0),
  unknown     INTEGER NOT NULL CHECK (unknown >= 0),
  amount_fen  INTEGER NOT NULL CHECK (amount_fen >= 0),
  entitled    INTEGER NOT NULL CHECK (entitled >= 0),
  omitted     INTEGER NOT NULL CHECK (omitted >= 0),
  unfounded   INTEGER NOT NULL CHECK (unfounded >= 0),
  benefited   INTEGER NOT NULL CHECK (benefited >= 0),
  paid_fen    INTEGER NOT NULL CHECK (paid_fen >= 0),
  settled     INTEGER NOT NULL CHECK (settled >= 0),
  failed      INTEGER NOT NULL CHECK (failed >= 0),
  objections  INTEGER NOT NULL CHECK (objections >= 0),
  pending     INTEGER NOT NULL CHECK (pending >= 0),
  waits       TEXT NOT NULL CHECK (json_valid(waits)),
  PRIMARY KEY (policy, day, shard, district)
) STRICT, WITHOUT ROWID;

-- What stands in the way on the side of the data: of each fact that the rule asks for, for how many subjects it is wanting
-- whose verdict is unknown for it (people), and how many of those of whom it could be known have a value (known, subjects).
CREATE TABLE policy_gaps (
  policy   TEXT NOT NULL,
  day      TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  shard    INTEGER NOT NULL CHECK (shard >= 0),
  fact     TEXT NOT NULL,
  people   INTEGER NOT NULL CHECK (people >= 0),
  known    INTEGER NOT NULL CHECK (known >= 0),
  subjects INTEGER NOT NULL CHECK (subjects >= known),
  PRIMARY KEY (policy, day, shard, fact)
) STRICT, WITHOUT ROWID;

-- The days for which every shard was given its measuring.
CREATE TABLE measure_rounds (
  day        TEXT PRIMARY KEY CHECK (day GLOB '????-??-??'),
  started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A figure of a policy in operation that has turned bad. Nothing is halted by it: people look into it.
CREATE TABLE policy_alarms (
  policy    TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  figure    TEXT NOT NULL,
  count     INTEGER NOT NULL CHECK (count >= 0),
  out_of    INTEGER CHECK (out_of >= 0),
  limit_at  INTEGER NOT NULL CHECK (limit_at >= 0),
  raised_at INTEGER NOT NULL,
  PRIMARY KEY (policy, day, figure)
) STRICT, WITHOUT ROWID;

-- What the responsible department says about an obstacle: when it will be gone.
CREATE TABLE obstacle_plans (
  policy      TEXT NOT NULL,
  obstacle    TEXT NOT NULL,
  expected_on TEXT CHECK (expected_on IS NULL OR expected_on GLOB '????-??-??'),
  note        TEXT NOT NULL,
  planned_by  TEXT NOT NULL,
  planned_at  INTEGER NOT NULL,
  PRIMARY KEY (policy, obstacle)
) STRICT, WITHOUT ROWID;

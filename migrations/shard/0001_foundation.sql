-- One shard: all state of the subjects whose bucket maps here.
-- Instants are INTEGER milliseconds since 1970 UTC; days are TEXT 'YYYY-MM-DD' in Asia/Shanghai; money is INTEGER fen.

-- Which subject a document number belongs to. The number itself never stands here: only its keyed hash,
-- prefixed by the version of the key, so that the key can rotate.
CREATE TABLE aliases (
  blind_index TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The vault: sealed columns, one key for each; masked forms stand beside for those who may not open them.
CREATE TABLE subjects (
  subject_key     TEXT PRIMARY KEY,
  kind            TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
  document_sealed TEXT NOT NULL,
  name_sealed     TEXT,
  name_masked     TEXT,
  phone_sealed    TEXT,
  phone_masked    TEXT,
  account_sealed  TEXT,
  account_masked  TEXT,
  address_sealed  TEXT,
  account_version INTEGER NOT NULL DEFAULT 0 CHECK (account_version >= 0),
  contact         TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(contact))
) STRICT, WITHOUT ROWID;

-- One row a subject. facts: what counts today (JSONB, for set-based work); sources: the timeline of every fact.
CREATE TABLE profiles (
  subject_key TEXT PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
  version     INTEGER NOT NULL CHECK (version >= 1),
  facts       BLOB NOT NULL,
  sources     BLOB NOT NULL,
  events      TEXT NOT NULL CHECK (json_valid(events)),
  verdicts    TEXT NOT NULL CHECK (json_valid(verdicts)),
  review_on   TEXT CHECK (review_on IS NULL OR review_on GLOB '????-??-??'),
  stamp       TEXT NOT NULL
) STRICT;
CREATE INDEX profiles_review_on ON profiles (review_on) WHERE review_on IS NOT NULL;

CREATE TABLE entitlements (
  subject_key  TEXT NOT NULL,
  policy       TEXT NOT NULL,
  period       TEXT NOT NULL,
  id           TEXT NOT NULL,
  version      INTEGER NOT NULL CHECK (version >= 1),
  state        TEXT NOT NULL CHECK (state IN (
    'matched', 'awaiting-confirmation', 'confirmed', 'waived', 'lapsed', 'in-publicity',
    'objection-under-review', 'awaiting-fulfilment', 'fulfilling', 'fulfilled', 'payment-returned',
    'suspended', 'terminated', 'recovering', 'recovered', 'redirected')),
  held_because TEXT,
  rule_version TEXT NOT NULL,
  judged_on    TEXT NOT NULL CHECK (judged_on GLOB '????-??-??'),
  amount_fen   INTEGER CHECK (amount_fen >= 0),
  decision     TEXT NOT NULL CHECK (json_valid(decision)),
  steps        TEXT NOT NULL CHECK (json_valid(steps)),
  instruction  TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  audit_head   TEXT NOT NULL,
  PRIMARY KEY (subject_key, policy, period),
  CHECK (state NOT IN ('fulfilling', 'fulfilled') OR instruction IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX entitlements_unreleased ON entitlements (policy) WHERE held_because IN ('release-missing', 'daily-cap');

-- What a person was offered and has decided. scope is '' when one decision covers all later periods.
CREATE TABLE confirmations (
  subject_key     TEXT NOT NULL,
  policy          TEXT NOT NULL,
  commitment      TEXT NOT NULL,
  scope           TEXT NOT NULL,
  version         INTEGER NOT NULL CHECK (version >= 1),
  state           TEXT NOT NULL CHECK (state IN ('open', 'announced', 'confirmed', 'waived', 'lapsed', 'ended')),
  generation      INTEGER NOT NULL CHECK (generation >= 1),
  rule_version    TEXT NOT NULL,
  opened_at       INTEGER NOT NULL,
  deadline_at     INTEGER,
  decided_at      INTEGER,
  decided_by      TEXT,
  receipt         TEXT,
  account_version INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (subject_key, policy, commitment, scope),
  CHECK (state NOT IN ('confirmed', 'waived') OR (decided_at IS NOT NULL AND receipt IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- The link in a message: only the hash of its secret.
CREATE TABLE links (
  secret_hash TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL,
  policy      TEXT NOT NULL,
  commitment  TEXT NOT NULL,
  scope       TEXT NOT NULL,
  generation  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  id          TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL,
  policy      TEXT NOT NULL,
  template    TEXT NOT NULL,
  channel     TEXT NOT NULL CHECK (channel IN ('sms', 'app', 'enterprise-page')),
  sent_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a paying or serving department was told to do. The end-to-end id never changes on retry.
CREATE TABLE instructions (
  end_to_end_id TEXT PRIMARY KEY CHECK (length(end_to_end_id) <= 35),
  subject_key   TEXT NOT NULL,
  policy        TEXT NOT NULL,
  periods       TEXT NOT NULL CHECK (json_valid(periods)),
  kind          TEXT NOT NULL CHECK (kind IN ('payment', 'reduction', 'refund', 'service', 'certificate')),
  amount_fen    INTEGER CHECK (amount_fen > 0),
  payer         TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('requested', 'delivered', 'paid', 'rejected', 'returned')),
  release       TEXT,
  payee_sealed  TEXT,
  due_on        TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
  requested_at  INTEGER NOT NULL,
  delivered_at  INTEGER,
  settled_at    INTEGER,
  reports       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reports)),
  reason        TEXT,
  stamp         TEXT NOT NULL,
  CHECK (kind <> 'payment' OR (amount_fen IS NOT NULL AND release IS NOT NULL AND payee_sealed IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What must leave this database, or be looked at later, and when. Queues only carry hints to these rows.
CREATE TABLE outbox (
  due_at      INTEGER NOT NULL,
  id          TEXT NOT NULL,
  topic       TEXT NOT NULL CHECK (topic IN ('notify', 'fulfil', 'sweep')),
  kind        TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  policy      TEXT NOT NULL,
  reference   TEXT NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  relayed_at  INTEGER,
  failure     TEXT,
  PRIMARY KEY (due_at, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_failure ON outbox (failure) WHERE failure IS NOT NULL;

-- Every change of state, chained to the previous row of the same entitlement. No personal data.
CREATE TABLE audit (
  seq          INTEGER PRIMARY KEY,
  entitlement  TEXT NOT NULL,
  number       INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  actor        TEXT NOT NULL,
  event        TEXT NOT NULL,
  path         TEXT NOT NULL,
  amount_fen   INTEGER,
  rule_version TEXT NOT NULL,
  previous     TEXT NOT NULL,
  hash         TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are not changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are not deleted'); END;

CREATE TABLE seals (
  number    INTEGER PRIMARY KEY,
  from_seq  INTEGER NOT NULL,
  to_seq    INTEGER NOT NULL CHECK (to_seq >= from_seq),
  root      TEXT NOT NULL,
  previous  TEXT NOT NULL,
  hash      TEXT NOT NULL,
  sealed_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER seals_are_not_changed BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'seals are not changed'); END;
CREATE TRIGGER seals_are_not_deleted BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'seals are not deleted'); END;

-- Who looked at a subject's data, and for what purpose.
CREATE TABLE accesses (
  id          INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  role        TEXT NOT NULL,
  department  TEXT,
  subject_key TEXT NOT NULL,
  purpose     TEXT NOT NULL,
  scope       TEXT NOT NULL
) STRICT;
CREATE INDEX accesses_subject ON accesses (subject_key);

-- A batch stops here, and nothing of it stays, when the statement before did not change as many rows as it must.
CREATE VIEW guard (expected, actual, reason) AS SELECT 0, 0, '' WHERE 0;
CREATE TRIGGER guard_holds INSTEAD OF INSERT ON guard WHEN NEW.expected IS NOT NEW.actual
BEGIN SELECT RAISE(ABORT, 'guard: the rows have changed since they were read'); END;

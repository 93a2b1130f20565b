-- What is in publicity 公示 or was: one row for each round of an entitlement. The public list is a copy in the city.
-- id: the number under which it is public; it tells nothing. It is public from opened_on, which is not counted, for so many
-- working days, until closes_on; NULL: 待定, for the State Council's calendar is missing.
CREATE TABLE publicity (
  id          TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL,
  policy      TEXT NOT NULL,
  period      TEXT NOT NULL,
  opened_on   TEXT NOT NULL CHECK (opened_on GLOB '????-??-??'),
  days        INTEGER NOT NULL CHECK (days >= 1),
  closes_on   TEXT CHECK (closes_on IS NULL OR closes_on GLOB '????-??-??')
) STRICT, WITHOUT ROWID;
CREATE INDEX publicity_subject ON publicity (subject_key, policy, period);

-- Whatever ends an entitlement whose entry is public, or changes its amount, has the list looked at: no path can forget
-- it. It is due at once (due_at 0): the sweep relays it. Who goes on to payment does it with the closing of the list.
CREATE TRIGGER entitlements_leave_publicity AFTER UPDATE OF state, amount_fen ON entitlements
WHEN OLD.state IN ('in-publicity', 'objection-under-review')
  AND NEW.state NOT IN ('awaiting-fulfilment', 'awaiting-confirmation')
  AND (NEW.state NOT IN ('in-publicity', 'objection-under-review') OR NEW.amount_fen IS NOT OLD.amount_fen)
BEGIN
  INSERT OR IGNORE INTO outbox (due_at, id, topic, kind, subject_key, policy, reference)
  VALUES (0, OLD.id, 'sweep', 'publicity-changed', OLD.subject_key, OLD.policy, OLD.period);
END;

-- Objections 异议, on the shard of the person concerned. Who objects and on what grounds is sealed; objector is a keyed
-- hash of the person or phone. period is '' where the person concerned objects to a refusal: nothing was opened.
-- state: lodged; declined: not examined; accepted: examined; upheld, refused: answered; settled: answered with another one.
-- freezes: whether payment waits for the answer. amount_fen: the amount that was objected to. The texts are sealed.
CREATE TABLE objections (
  id              TEXT PRIMARY KEY,
  subject_key     TEXT NOT NULL,
  policy          TEXT NOT NULL,
  period          TEXT NOT NULL,
  entitlement     TEXT NOT NULL,
  raised_by       TEXT NOT NULL CHECK (raised_by IN ('subject', 'signed-in', 'phone')),
  objector        TEXT NOT NULL,
  objector_sealed TEXT NOT NULL,
  grounds_sealed  TEXT NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('lodged', 'declined', 'accepted', 'upheld', 'refused', 'settled')),
  version         INTEGER NOT NULL CHECK (version >= 1),
  freezes         INTEGER NOT NULL DEFAULT 0 CHECK (freezes IN (0, 1)),
  amount_fen      INTEGER CHECK (amount_fen >= 0),
  lodged_at       INTEGER NOT NULL,
  considered_at   INTEGER,
  considered_by   TEXT,
  considered_text TEXT,
  answered_at     INTEGER,
  answered_by     TEXT,
  answered_text   TEXT,
  outcome         TEXT,
  CHECK (freezes = 0 OR state = 'accepted'),
  CHECK (state <> 'accepted' OR considered_by IS NOT NULL),
  -- Two persons: who took it up does not answer it.
  CHECK (answered_by IS NULL OR considered_by IS NULL OR answered_by <> considered_by)
) STRICT, WITHOUT ROWID;

-- One objector has one open objection to one entitlement.
CREATE UNIQUE INDEX objections_open ON objections (subject_key, policy, period, objector)
  WHERE state IN ('lodged', 'accepted');
CREATE INDEX objections_target ON objections (subject_key, policy, period);
CREATE INDEX objections_objector ON objections (objector, lodged_at);

-- One-time codes by which somebody shows that a phone is theirs. id: bucket and keyed hash of the number; code_hash: NULL
-- until the message leaves, and once the code was used.
CREATE TABLE phone_codes (
  id           TEXT PRIMARY KEY,
  phone_sealed TEXT NOT NULL,
  nonce        TEXT NOT NULL,
  code_hash    TEXT,
  tries_left   INTEGER NOT NULL CHECK (tries_left BETWEEN 0 AND 5),
  asked_at     INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  counted_from INTEGER NOT NULL,
  asked        INTEGER NOT NULL CHECK (asked >= 1)
) STRICT, WITHOUT ROWID;

-- Anonymous hints 线索: for triage, with no effect on anything.
CREATE TABLE hints (
  id          TEXT PRIMARY KEY,
  policy      TEXT NOT NULL,
  entry       TEXT NOT NULL,
  text_sealed TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hints_received_at ON hints (received_at);

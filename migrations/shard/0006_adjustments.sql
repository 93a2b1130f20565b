-- Corrections in retrospect 补发、追回: what an entitlement comes to by what is known now, against what was paid of it.

-- instructed_fen: what the entitlement's own instruction pays of it. amount_fen stays what is due by what is known now.
-- ruled_fen: what people have ruled that it comes to, such as by an upheld objection; then the rule decides no more.
ALTER TABLE entitlements ADD COLUMN instructed_fen INTEGER CHECK (instructed_fen >= 0);
ALTER TABLE entitlements ADD COLUMN ruled_fen INTEGER CHECK (ruled_fen >= 0);
UPDATE entitlements SET instructed_fen = amount_fen WHERE state IN ('fulfilling', 'fulfilled');

-- Those whose payment failed, to be found by their id when staff let them go on.
CREATE INDEX entitlements_failed ON entitlements (id) WHERE state IN ('payment-returned', 'suspended');

-- One row for each difference that was found: too little is paid as a supplement, too much is recovered. Rows change only
-- together with their entitlement, whose version serialises them, so that nothing is paid or reclaimed twice.
-- supplement: due → instructed → paid, or returned and suspended as a payment is; void: no longer owed.
-- recovery: found → announced (by one person, who lets the subject be heard) → demanded (by another) → settled, or
-- withdrawn; void: no longer claimed. due_fen: what the entitlement came to when the difference was last worked out.
-- letters: JSON [{kind, at, text}]: what the subject was told, word for word. instalments: JSON [{dueOn, amountFen}].
CREATE TABLE adjustments (
  subject_key  TEXT NOT NULL,
  policy       TEXT NOT NULL,
  period       TEXT NOT NULL,
  number       INTEGER NOT NULL CHECK (number >= 1),
  id           TEXT NOT NULL,
  entitlement  TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('supplement', 'recovery')),
  state        TEXT NOT NULL CHECK (state IN (
    'due', 'instructed', 'paid', 'returned', 'suspended',
    'found', 'announced', 'demanded', 'settled', 'withdrawn', 'void')),
  amount_fen   INTEGER NOT NULL CHECK (amount_fen > 0),
  due_fen      INTEGER NOT NULL CHECK (due_fen >= 0),
  repaid_fen   INTEGER NOT NULL DEFAULT 0 CHECK (repaid_fen BETWEEN 0 AND amount_fen),
  ground       TEXT NOT NULL,
  found_at     INTEGER NOT NULL,
  held_because TEXT,
  instruction  TEXT,
  attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  proposal     TEXT CHECK (proposal IN ('approve', 'withdraw')),
  proposed_by  TEXT,
  proposed_at  INTEGER,
  announced_at INTEGER,
  opinion      TEXT,
  heard_at     INTEGER,
  decided_by   TEXT,
  decided_at   INTEGER,
  reason       TEXT,
  due_on       TEXT CHECK (due_on IS NULL OR due_on GLOB '????-??-??'),
  instalments  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(instalments)),
  letters      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(letters)),
  PRIMARY KEY (subject_key, policy, period, number),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK (state NOT IN ('demanded', 'settled') OR decided_by IS NOT NULL),
  CHECK (state NOT IN ('instructed', 'paid') OR instruction IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX adjustments_id ON adjustments (id);
CREATE INDEX adjustments_of_entitlement ON adjustments (entitlement);
CREATE INDEX adjustments_open ON adjustments (policy) WHERE state IN ('found', 'announced', 'demanded');
CREATE INDEX adjustments_unreleased ON adjustments (policy) WHERE held_because IN ('release-missing', 'daily-cap');

-- What was given back of a recovery: paid in (reference: the voucher's number), or set off against a later payment
-- (reference: that instruction's end-to-end id; undone when it came back). The reference makes it count once.
CREATE TABLE repayments (
  subject_key TEXT NOT NULL,
  adjustment  TEXT NOT NULL,
  reference   TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('paid-in', 'set-off')),
  amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
  received_on TEXT NOT NULL CHECK (received_on GLOB '????-??-??'),
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  undone_at   INTEGER,
  PRIMARY KEY (subject_key, adjustment, reference)
) STRICT, WITHOUT ROWID;

-- Benefits that a person, or a subject itself, counts for only once, across policies, employers and years.
-- On the shard of whom is counted (subject_key). The first to ask holds it; who asked later waits in order.
CREATE TABLE reservations (
  subject_key  TEXT NOT NULL,
  reserved_for TEXT NOT NULL,
  entitlement  TEXT NOT NULL,
  claimant_key TEXT NOT NULL,
  policy       TEXT NOT NULL,
  period       TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('held', 'waiting')),
  asked_at     INTEGER NOT NULL,
  number       INTEGER NOT NULL,
  PRIMARY KEY (subject_key, reserved_for, entitlement)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX reservations_held ON reservations (subject_key, reserved_for) WHERE state = 'held';

-- How the claim of an entitlement stands, on the shard of the entitlement. NULL where its policy reserves nothing.
ALTER TABLE entitlements ADD COLUMN reservation TEXT
  CHECK (reservation IN ('asked', 'held', 'elsewhere', 'released'));

-- The account that pays an organisation's social insurance. account_version grows when either account changes.
ALTER TABLE subjects ADD COLUMN premium_account_sealed TEXT;
ALTER TABLE subjects ADD COLUMN premium_account_masked TEXT;

-- The steps of cases 办件 are told to the one-stop platform from the audit, which has every one of them in its order: nothing
-- is written for it when a step is taken. subject_key finds the entitlement that an entry is about; it is opaque, and the
-- hash of an entry covers the entitlement's id, which is derived from it. Earlier entries have none and are not told.
ALTER TABLE audit ADD COLUMN subject_key TEXT;
CREATE TRIGGER audit_names_its_subject BEFORE INSERT ON audit WHEN NEW.subject_key IS NULL
BEGIN SELECT RAISE(ABORT, 'an audit row names its subject'); END;

-- How far they are told. busy_until: some task goes on telling until then.
CREATE TABLE case_feed (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  told_seq   INTEGER NOT NULL CHECK (told_seq >= 0),
  busy_until INTEGER NOT NULL
) STRICT;
INSERT INTO case_feed (id, told_seq, busy_until) SELECT 1, coalesce(max(seq), 0), 0 FROM audit;

-- The number by which the platform knows a case of ours, where it has answered with one: 统一审批编码.
CREATE TABLE case_numbers (
  case_number         TEXT PRIMARY KEY,
  entitlement         TEXT NOT NULL,
  unified_case_number TEXT,
  answered_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

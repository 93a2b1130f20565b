-- What the nightly audit found: who is eligible and has no entitlement of the period (omitted), and which entitlement of the
-- period stands for whom the rule does not meet (unfounded). A row leaves when the difference is gone.
CREATE TABLE differences (
  policy      TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('omitted', 'unfounded')),
  subject_key TEXT NOT NULL,
  period      TEXT NOT NULL,
  found_on    TEXT NOT NULL CHECK (found_on GLOB '????-??-??'),
  PRIMARY KEY (policy, kind, subject_key, period)
) STRICT, WITHOUT ROWID;

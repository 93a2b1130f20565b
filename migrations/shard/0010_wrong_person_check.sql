-- A check that keeps strangers out: the last four characters of the document's number, for offers whose policy asks
-- for them. Stored is a keyed hash bound to the subject; only intake, which meets numbers, and confirm hold its key.
ALTER TABLE subjects ADD COLUMN last_four_hash TEXT;

-- Wrong answers to one generation of an offer: the sixth kills its link, whoever else answers at the same time.
CREATE TABLE wrong_answers (
  subject_key TEXT NOT NULL,
  policy      TEXT NOT NULL,
  commitment  TEXT NOT NULL,
  scope       TEXT NOT NULL,
  generation  INTEGER NOT NULL,
  count       INTEGER NOT NULL CHECK (count BETWEEN 0 AND 6),
  PRIMARY KEY (subject_key, policy, commitment, scope, generation)
) STRICT, WITHOUT ROWID;

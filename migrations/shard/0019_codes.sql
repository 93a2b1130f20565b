-- Codes that a person carries on paper. One row a person, so whoever is given another one has ended the one before. It says
-- which code is good, and not where it was shown. nonce: the code's own name; issued_by: the provider's opaque id of the clerk,
-- or of the person.
CREATE TABLE printed_codes (
  subject_key TEXT PRIMARY KEY,
  nonce       TEXT NOT NULL,
  issued_at   INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  issued_by   TEXT NOT NULL,
  way         TEXT NOT NULL CHECK (way IN ('self', 'window')),
  revoked_at  INTEGER,
  CHECK (valid_until > issued_at)
) STRICT, WITHOUT ROWID;

-- Who has agreed that a relative shows the own code: subject_key whose code, shown_by who shows it, on the shard of whom it is
-- shown by. That they are relatives is read from the registers each time; this row alone opens nothing.
CREATE TABLE code_sharings (
  shown_by    TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  since_at    INTEGER NOT NULL,
  PRIMARY KEY (shown_by, subject_key)
) STRICT, WITHOUT ROWID;

-- A message can go by letter too, and each channel's attempt is a message of its own.
-- kind, reference: what it tells, as the outbox named it, so that another channel can tell the same. first: the id of the
-- message that told it first, '' in that one itself. receipt: what the gateway says became of it; reports: the gateway's
-- events that were heard, so that a repetition is known.
CREATE TABLE notices_2 (
  id             TEXT PRIMARY KEY,
  subject_key    TEXT NOT NULL,
  policy         TEXT NOT NULL,
  template       TEXT NOT NULL,
  channel        TEXT NOT NULL CHECK (channel IN ('app', 'sms', 'enterprise-page', 'paper')),
  sent_at        INTEGER NOT NULL,
  locale         TEXT NOT NULL DEFAULT 'zh-CN' CHECK (locale IN ('zh-CN', 'en')),
  kind           TEXT NOT NULL DEFAULT '',
  reference      TEXT NOT NULL DEFAULT '',
  first          TEXT NOT NULL DEFAULT '',
  receipt        TEXT CHECK (receipt IN ('delivered', 'failed', 'rejected')),
  receipt_at     INTEGER,
  receipt_reason TEXT,
  reports        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reports)),
  CHECK ((receipt IS NULL) = (receipt_at IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO notices_2 (id, subject_key, policy, template, channel, sent_at)
  SELECT id, subject_key, policy, template, channel, sent_at FROM notices;
DROP TABLE notices;
ALTER TABLE notices_2 RENAME TO notices;

-- In which language a subject reads, and whether the platform's app reaches it; NULL where nobody has said.
ALTER TABLE subjects ADD COLUMN locale TEXT CHECK (locale IN ('zh-CN', 'en'));
ALTER TABLE subjects ADD COLUMN has_app INTEGER CHECK (has_app IN (0, 1));

-- Which occasions were told together in one message, by the ids that they would have had alone: whatever comes again of
-- them alone has been told.
CREATE TABLE told_together (
  occasion  TEXT PRIMARY KEY,
  notice_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages that go by letter: a list for each department. The words are sealed, for the code of a link is among them; name
-- and address are opened when it is printed. Who takes one to print it keeps others from printing it too.
CREATE TABLE letters (
  id           TEXT PRIMARY KEY,
  subject_key  TEXT NOT NULL,
  policy       TEXT NOT NULL,
  department   TEXT NOT NULL,
  words_sealed TEXT NOT NULL,
  listed_at    INTEGER NOT NULL,
  taken_at     INTEGER,
  taken_by     TEXT,
  printed_at   INTEGER,
  CHECK ((taken_at IS NULL) = (taken_by IS NULL)),
  CHECK (printed_at IS NULL OR taken_at IS NOT NULL)
) STRICT;
CREATE INDEX letters_waiting ON letters (department, listed_at) WHERE printed_at IS NULL;

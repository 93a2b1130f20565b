-- Who has no smartphone and has said, at a counter or signed in, that messages may be answered by a text message.
CREATE TABLE sms_repliers (
  subject_key TEXT PRIMARY KEY,
  recorded_by TEXT NOT NULL,          -- as in the audit
  since_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What may be answered from a phone: each offer that a text message asked about, under a number that the phone sees once and
-- never for another offer. It lies where the phone's keyed hash lies, and holds no phone. phone_digest: the vault's mark of
-- the phone when it was asked; a phone that was reported anew since answers nothing.
CREATE TABLE sms_questions (
  phone_index     TEXT NOT NULL,
  number          INTEGER NOT NULL CHECK (number BETWEEN 1 AND 99),
  subject_key     TEXT NOT NULL,
  policy          TEXT NOT NULL,
  commitment      TEXT NOT NULL,
  scope           TEXT NOT NULL,
  generation      INTEGER NOT NULL,
  account_version INTEGER NOT NULL,
  phone_digest    TEXT NOT NULL,
  notice          TEXT NOT NULL,
  asked_at        INTEGER NOT NULL,
  heard_at        INTEGER,            -- when the last reply that counts was sent
  PRIMARY KEY (phone_index, number),
  UNIQUE (phone_index, subject_key, policy, commitment, scope)
) STRICT, WITHOUT ROWID;

-- Replies that were heard, by digests: a repetition is known, and what was written is kept nowhere.
CREATE TABLE sms_replies (
  phone_index TEXT NOT NULL,
  reply       TEXT NOT NULL,
  digest      TEXT NOT NULL,
  answer      TEXT NOT NULL,          -- what was answered; '' for nothing
  heard_at    INTEGER NOT NULL,
  PRIMARY KEY (phone_index, reply)
) STRICT, WITHOUT ROWID;

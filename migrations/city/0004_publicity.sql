-- The public lists 公示, copied from the shards: nothing that is not public stands here, and an entry is deleted when its
-- window closes or its entitlement ends. id: the public number. name: a company's in full, a natural person's masked;
-- NULL: by the number alone. closes_on: the last day; NULL: not fixed yet 待定.
CREATE TABLE publicity (
  id         TEXT PRIMARY KEY,
  policy     TEXT NOT NULL,
  period     TEXT NOT NULL,
  district   TEXT,
  name       TEXT,
  amount_fen INTEGER CHECK (amount_fen >= 0),
  opened_on  TEXT NOT NULL CHECK (opened_on GLOB '????-??-??'),
  closes_on  TEXT CHECK (closes_on IS NULL OR closes_on GLOB '????-??-??')
) STRICT, WITHOUT ROWID;
CREATE INDEX publicity_policy ON publicity (policy, id);

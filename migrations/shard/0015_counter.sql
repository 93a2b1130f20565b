-- Somebody came to a community service centre in person, and a clerk saw the card: whose benefits it is about, and who
-- serves. Kept, so that anyone may hold a decision against it.
CREATE TABLE visits (
  id          TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL,
  clerk       TEXT NOT NULL,
  department  TEXT NOT NULL,
  opened_on   TEXT NOT NULL CHECK (opened_on GLOB '????-??-??'),
  opened_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visits_of_day ON visits (opened_on, clerk);

-- What was decided in a visit, written in the batch of the decision. The id is the number that is printed on the slip.
CREATE TABLE counter_decisions (
  id          TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL,
  visit       TEXT NOT NULL,
  clerk       TEXT NOT NULL,
  policy      TEXT NOT NULL,
  decision    TEXT NOT NULL CHECK (decision IN ('confirm', 'waive')),
  receipt     TEXT NOT NULL,
  decided_on  TEXT NOT NULL CHECK (decided_on GLOB '????-??-??'),
  decided_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counter_decisions_of_day ON counter_decisions (decided_on, clerk);
CREATE INDEX counter_decisions_by_receipt ON counter_decisions (receipt);

-- Years whose calendar came after the code: a notice of the State Council, approved by two persons. One that the code
-- has already is replaced. holidays: [["2027-01-01","2027-01-03"], …]; weekend_working_days: ["2027-02-06", …].
CREATE TABLE calendar_years (
  year                 INTEGER PRIMARY KEY CHECK (year BETWEEN 2000 AND 2200),
  document             TEXT NOT NULL,
  holidays             TEXT NOT NULL CHECK (json_valid(holidays)),
  weekend_working_days TEXT NOT NULL CHECK (json_valid(weekend_working_days)),
  proposal             TEXT NOT NULL,
  approved_at          INTEGER NOT NULL
) STRICT;

-- What waits for people 待办, each with its owner (a department or 'operations') and its term. (kind, reference) is one
-- item for ever; it is opened once and closed once. due_on: NULL 待定 while the calendar of a year is missing that the
-- term reaches. owner '': the word that it is closed came before the word that it is open. No personal data.
CREATE TABLE work_items (
  kind      TEXT NOT NULL,
  reference TEXT NOT NULL,
  id        TEXT NOT NULL UNIQUE,
  owner     TEXT NOT NULL,
  policy    TEXT NOT NULL,
  detail    TEXT NOT NULL CHECK (json_valid(detail)),
  term_from TEXT NOT NULL CHECK (term_from GLOB '????-??-??'),
  term_days INTEGER NOT NULL CHECK (term_days >= 0),
  due_on    TEXT CHECK (due_on IS NULL OR due_on GLOB '????-??-??'),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by TEXT,
  outcome   TEXT,
  PRIMARY KEY (kind, reference),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK ((closed_at IS NULL) = (outcome IS NULL)),
  CHECK (owner <> '' OR closed_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_items_open ON work_items (owner, due_on) WHERE closed_at IS NULL;

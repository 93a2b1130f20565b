-- What was scanned. No row says whose code it was: no subject key, no pseudonym, no name. A receipt lies in the bucket of
-- the person's pseudonym in the venue's group, which another group does not share. day: in Shanghai. device: '' where a
-- department's own system has signed. policy: what was granted, or could not be told. because: why it was not granted;
-- for staff and the log, never for the venue. offline: granted by a device without network and told later.
-- conflict: so granted, though it could not have been with a network. Forgotten after 92 days.
-- The checks say OR, for D1 counts a row read for each IN, and a scan may read six.
CREATE TABLE scans (
  day       TEXT NOT NULL CHECK (day GLOB '????-??-??'),
  venue     TEXT NOT NULL,
  receipt   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  device    TEXT NOT NULL,
  operator  TEXT NOT NULL,
  purpose   TEXT NOT NULL,
  item_code TEXT,
  verdict   TEXT NOT NULL CHECK (verdict = 'granted' OR verdict = 'refused' OR verdict = 'unknown' OR verdict = 'conflict'),
  policy    TEXT,
  because   TEXT,
  offline   INTEGER NOT NULL DEFAULT 0 CHECK (offline IN (0, 1)),
  PRIMARY KEY (day, venue, receipt),
  CHECK ((verdict <> 'granted' AND verdict <> 'conflict') OR policy IS NOT NULL),
  CHECK (verdict <> 'conflict' OR (offline = 1 AND because IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- How often somebody was granted a benefit in one day or month. mark: a keyed hash over the venue's group (or the venue,
-- where each counts for itself), the policy, the day or month, and the person: no two of them can be joined without the
-- key, which scan alone has. days: how often on which day, {"30": 1}. Forgotten when nothing more can be told of the time.
CREATE TABLE scan_allowances (
  expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??'),
  mark       TEXT NOT NULL,
  times      INTEGER NOT NULL CHECK (times >= 1),
  days       TEXT NOT NULL CHECK (json_valid(days)),
  PRIMARY KEY (expires_on, mark)
) STRICT, WITHOUT ROWID;

-- Codes that were used: each counts once in a group. mark: a keyed hash over the group and the code's nonce.
CREATE TABLE used_codes (
  expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??'),
  mark       TEXT NOT NULL,
  receipt    TEXT NOT NULL,
  PRIMARY KEY (expires_on, mark)
) STRICT, WITHOUT ROWID;

-- Venues where a Suishen code is scanned, registered by two persons of operations. venue_group: the venues that count a
-- person's visits together, and the only ones in which two visits of one person can be told to be of one person.
-- policies: what a scan may give here, in the order in which it is tried: ["park-admission"]. organisation: the number of
-- who runs it and is reimbursed; NULL where nothing is.
CREATE TABLE venues (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  venue_group   TEXT NOT NULL,
  department    TEXT NOT NULL,
  policies      TEXT NOT NULL CHECK (json_valid(policies)),
  organisation  TEXT,
  state         TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  registered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Devices of venues. Two keys may be active at a time, so that a key rotates without loss; secrets are sealed.
-- enrols: 1 while the key is good for nothing but fetching another one, once.
CREATE TABLE venue_devices (
  venue                  TEXT NOT NULL,
  device                 TEXT NOT NULL,
  state                  TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
  key_id                 TEXT NOT NULL,
  secret_sealed          TEXT NOT NULL,
  previous_key_id        TEXT,
  previous_secret_sealed TEXT,
  enrols                 INTEGER NOT NULL DEFAULT 0 CHECK (enrols IN (0, 1)),
  registered_at          INTEGER NOT NULL,
  revoked_at             INTEGER,
  PRIMARY KEY (venue, device),
  CHECK ((previous_key_id IS NULL) = (previous_secret_sealed IS NULL)),
  CHECK ((state = 'revoked') = (revoked_at IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What a scan has to know of the city, in one row, for a scan may read six at most: up to when each register is complete,
-- {"disabilityGrade": 1764000000000}, and the newest stage of each policy, {"park-admission": {"number": 1, "stage":
-- "live", "pilot": null, "sinceAt": 0}}. Kept by triggers, so that it says what those tables say, at once.
CREATE TABLE scan_circumstances (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  registers TEXT NOT NULL CHECK (json_valid(registers)),
  stages    TEXT NOT NULL CHECK (json_valid(stages))
) STRICT;

INSERT INTO scan_circumstances (id, registers, stages) SELECT 1,
  (SELECT json_group_object(fact, complete_as_of) FROM registers),
  (SELECT json_group_object(policy, json_object('number', number, 'stage', stage, 'pilot', json(pilot), 'sinceAt', since_at))
   FROM policy_stages AS newest
   WHERE number = (SELECT max(number) FROM policy_stages WHERE policy = newest.policy));

CREATE TRIGGER registers_reach_scans AFTER INSERT ON registers BEGIN
  UPDATE scan_circumstances SET registers = json_set(registers, '$."' || NEW.fact || '"', NEW.complete_as_of);
END;
CREATE TRIGGER registers_of_scans_follow AFTER UPDATE OF complete_as_of ON registers BEGIN
  UPDATE scan_circumstances SET registers = json_set(registers, '$."' || NEW.fact || '"', NEW.complete_as_of);
END;
CREATE TRIGGER registers_leave_scans AFTER DELETE ON registers BEGIN
  UPDATE scan_circumstances SET registers = json_remove(registers, '$."' || OLD.fact || '"');
END;
CREATE TRIGGER stages_reach_scans AFTER INSERT ON policy_stages BEGIN
  UPDATE scan_circumstances SET stages = json_set(stages, '$."' || NEW.policy || '"', json_object(
    'number', NEW.number, 'stage', NEW.stage, 'pilot', json(NEW.pilot), 'sinceAt', NEW.since_at));
END;

-- What a venue is given back for the visits of a month, worked out once. visits: granted and reimbursed; beyond_cap: granted
-- by devices without network beyond what the policy allows, which is the venue's own loss.
CREATE TABLE venue_settlements (
  month         TEXT NOT NULL CHECK (month GLOB '????-??'),
  venue         TEXT NOT NULL,
  policy        TEXT NOT NULL,
  organisation  TEXT NOT NULL,
  visits        INTEGER NOT NULL CHECK (visits >= 0),
  beyond_cap    INTEGER NOT NULL CHECK (beyond_cap >= 0),
  amount_fen    INTEGER NOT NULL CHECK (amount_fen >= 0),
  end_to_end_id TEXT NOT NULL UNIQUE,
  settled_at    INTEGER NOT NULL,
  PRIMARY KEY (month, venue, policy)
) STRICT, WITHOUT ROWID;

-- Relations between subjects. Each is kept where the subject lies whose relation it is; the other one may lie on another
-- shard, so the facts of the other one that rules name are copied here, through the outbox.

-- register: what the latest observation said of the relation. asked: the facts that the other one's shard was asked for.
-- copy: their timelines and nothing else of the other one; copy_version: the version of its profile that they are from.
-- other_key is the other one's opaque key, never its number. facts: what counts today of the copied facts (JSONB, for
-- set-based work); NULL where the relation does not hold today or is in conflict. A key with null is a conflict, or a
-- fact that was asked for and has not arrived.
CREATE TABLE relatives (
  subject_key  TEXT NOT NULL,
  relation     TEXT NOT NULL,
  other_key    TEXT NOT NULL,
  register     TEXT NOT NULL CHECK (json_valid(register)),
  asked        TEXT NOT NULL CHECK (json_valid(asked)),
  copy         TEXT CHECK (copy IS NULL OR json_valid(copy)),
  copy_version INTEGER NOT NULL CHECK (copy_version >= 0),
  facts        BLOB,
  PRIMARY KEY (subject_key, relation, other_key),
  CHECK ((copy IS NULL) = (copy_version = 0))
) STRICT, WITHOUT ROWID;

-- Who must hear when one of these facts of a subject changes, on the shard of that subject.
CREATE TABLE followers (
  subject_key  TEXT NOT NULL,
  follower_key TEXT NOT NULL,
  facts        TEXT NOT NULL CHECK (json_valid(facts)),
  PRIMARY KEY (subject_key, follower_key)
) STRICT, WITHOUT ROWID;

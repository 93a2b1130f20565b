-- When a message gateway last reported what became of any message: only of one that does, silence about a message says
-- something.
CREATE TABLE gateway_reports (
  gateway     TEXT PRIMARY KEY,
  reported_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

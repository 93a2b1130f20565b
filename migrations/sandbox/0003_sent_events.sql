-- What the sandbox's departments sent and no manifest has told yet.
CREATE TABLE sent_events (
  department TEXT NOT NULL,
  day        TEXT NOT NULL,
  id         TEXT NOT NULL,
  PRIMARY KEY (department, day, id)
) STRICT, WITHOUT ROWID;

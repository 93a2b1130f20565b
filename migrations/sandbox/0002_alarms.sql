-- What departments were told of their late and urgent work items, and how often.
CREATE TABLE alarms (
  number            INTEGER PRIMARY KEY,
  alarm_id          TEXT NOT NULL UNIQUE,
  department        TEXT NOT NULL,
  data              TEXT NOT NULL CHECK (json_valid(data)),
  first_received_at INTEGER NOT NULL,
  received          INTEGER NOT NULL CHECK (received >= 1)
) STRICT;

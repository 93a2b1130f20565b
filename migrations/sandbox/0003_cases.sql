-- What the one-stop platform was told of cases, and how often: the word with the most steps counts.
CREATE TABLE cases (
  number            INTEGER PRIMARY KEY,
  case_number       TEXT NOT NULL UNIQUE,
  data              TEXT NOT NULL CHECK (json_valid(data)),
  first_received_at INTEGER NOT NULL,
  received          INTEGER NOT NULL CHECK (received >= 1)
) STRICT;

-- The document of record of a decision: the application form that was confirmed, or the waiver, as canonical JSON with
-- its signature: {"form":{…},"signature":"<detached JWS>"}. It is written with the decision, and costs no row of its own.
ALTER TABLE confirmations ADD COLUMN document TEXT CHECK (document IS NULL OR json_valid(document));

-- Documents of decisions that were changed later, by their number.
CREATE TABLE superseded_documents (
  number      TEXT PRIMARY KEY,
  subject_key TEXT NOT NULL,
  document    TEXT NOT NULL CHECK (json_valid(document))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER superseded_documents_are_not_changed BEFORE UPDATE ON superseded_documents
BEGIN SELECT RAISE(ABORT, 'documents of record are not changed'); END;
CREATE TRIGGER superseded_documents_are_not_deleted BEFORE DELETE ON superseded_documents
BEGIN SELECT RAISE(ABORT, 'documents of record are not deleted'); END;

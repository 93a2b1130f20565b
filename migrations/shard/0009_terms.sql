-- The term of an instruction in working days. due_on is the day that the payer was told; term_ends_on is the day by which
-- it is judged whether it is late, NULL 待定 while the calendar of a year is missing that the term reaches.
ALTER TABLE instructions ADD COLUMN term_from TEXT CHECK (term_from IS NULL OR term_from GLOB '????-??-??');
ALTER TABLE instructions ADD COLUMN term_days INTEGER CHECK (term_days >= 0);
ALTER TABLE instructions ADD COLUMN term_ends_on TEXT CHECK (term_ends_on IS NULL OR term_ends_on GLOB '????-??-??');

-- Whatever reached beyond the last calendar that the code had was told the same number of calendar days.
UPDATE instructions SET term_from = date(requested_at / 1000 + 28800, 'unixepoch');
UPDATE instructions SET term_days = CAST(julianday(due_on) - julianday(term_from) AS INTEGER) WHERE due_on > '2026-12-31';
UPDATE instructions SET term_ends_on = due_on WHERE due_on <= '2026-12-31';

-- Only what is 待定 stands in this index, so that it costs nothing while the calendar is there.
CREATE INDEX instructions_undated ON instructions (term_from, term_days) WHERE term_ends_on IS NULL AND term_days IS NOT NULL;

-- The facts that many rules of many people ask for, as they count today, for set-based work: a narrow table is read
-- several times faster than the profiles, and its rows are written only when one of these facts changes.
-- NULL: unknown. Where the absence of a fact can have a meaning, NULL is a conflict alone, and what nobody has reported
-- is 'none' (later than every day) or -1.
CREATE TABLE hot_facts (
  subject_key               TEXT PRIMARY KEY,
  birth_date                TEXT CHECK (birth_date GLOB '????-??-??'),
  hukou_district            TEXT,
  death_date                TEXT CHECK (death_date = 'none' OR death_date GLOB '????-??-??'),
  death_certified_on        TEXT CHECK (death_certified_on = 'none' OR death_certified_on GLOB '????-??-??'),
  cremated_on               TEXT CHECK (cremated_on = 'none' OR cremated_on GLOB '????-??-??'),
  disability_grade          INTEGER CHECK (disability_grade BETWEEN -1 AND 4),
  minimum_living_allowance  INTEGER CHECK (minimum_living_allowance BETWEEN -1 AND 1),
  severely_disabled_jobless INTEGER CHECK (severely_disabled_jobless BETWEEN -1 AND 1),
  martyr_family             INTEGER CHECK (martyr_family BETWEEN -1 AND 1),
  veteran                   INTEGER CHECK (veteran BETWEEN -1 AND 1)
) STRICT, WITHOUT ROWID;

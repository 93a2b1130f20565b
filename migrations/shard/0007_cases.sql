-- What the ordinary channel, a counter or an older system has accepted, granted or paid 存量: it occupies the entitlement,
-- so that nobody is paid twice. A report is about one case and all periods from `period` to `through`, both included;
-- of one case the latest observation that covers a period counts for it. period: as in entitlements, with the relative
-- behind it where the case is about one. case_number: '' where the channel gives none. amount_fen: of one period.
-- consented_on: the day on which the person applied for it in that channel, where the lead department vouches for that.
CREATE TABLE reported_cases (
  subject_key  TEXT NOT NULL,
  policy       TEXT NOT NULL,
  period       TEXT NOT NULL,
  channel      TEXT NOT NULL CHECK (channel IN ('counter', 'online', 'legacy')),
  case_number  TEXT NOT NULL,
  through      TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('accepted', 'granted', 'paid', 'refused', 'withdrawn')),
  amount_fen   INTEGER CHECK (amount_fen >= 0),
  consented_on TEXT CHECK (consented_on GLOB '????-??-??'),
  observed_at  INTEGER NOT NULL,
  reported_by  TEXT NOT NULL,
  PRIMARY KEY (subject_key, policy, period, channel, case_number)
) STRICT, WITHOUT ROWID;

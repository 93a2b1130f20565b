type ResidentIdCheck =
  | { ok: true; id: string; birthDate: string; sex: "male" | "female" }
  | { ok: false; because: "length" | "characters" | "date" | "check-digit" };

/**
 * A citizen's number by GB 11643-1999: 6 region, 8 birth date, 3 sequence (odd is male), 1 check
 * character. A lower-case x is accepted and upper-cased; the birth date is "YYYY-MM-DD".
 * The region is never looked up: people keep the code of a district that was abolished long ago.
 * Residence permits of Hong Kong, Macao and Taiwan people and foreigners' permanent residence
 * cards (2023) keep birth date, sequence and check in the same places; see subject.ts.
 */
export function checkResidentId(text: string): ResidentIdCheck {
  if (text.length !== 18) return { ok: false, because: "length" };
  if (!/^\d{17}[\dXx]$/.test(text)) return { ok: false, because: "characters" };
  const id = text.toUpperCase();
  const birthDate = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  if (!isRealBirthDate(birthDate)) return { ok: false, because: "date" };
  if (id.charAt(17) !== checkCharacterOf(id.slice(0, 17))) {
    return { ok: false, because: "check-digit" };
  }
  return { ok: true, id, birthDate, sex: Number(id.charAt(16)) % 2 === 1 ? "male" : "female" };
}

/** ISO 7064 MOD 11-2 over seventeen digits. */
function checkCharacterOf(digits: string): string {
  let product = 0;
  for (const digit of digits) product = ((product + Number(digit)) * 2) % 11;
  return "0123456789X".charAt((12 - product) % 11);
}

/** Nobody on a register was born before 1800, the first year that our calendar counts. */
function isRealBirthDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // An impossible day (30 February) is either invalid or moved to another day.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) return false;
  return date.getUTCFullYear() >= 1800 && date.getUTCFullYear() <= 9998;
}

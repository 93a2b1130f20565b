type UsccCheck =
  | { ok: true; id: string; checkCharacter: "right" | "wrong"; category: string }
  | { ok: false; because: "length" | "characters" };

// Without I, O, S, V and Z; a character's place is its value.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/**
 * A unified social credit code (统一社会信用代码) by GB 32100-2015: 2 registering authority and
 * category, 6 region, 9 subject code, 1 check character. Letters are upper-cased.
 * A wrong check character is told but is no failure: some codes of the pilot years, of real
 * companies, have one. On a register it is a warning about quality; on typed input, an error.
 */
export function checkUscc(text: string): UsccCheck {
  if (text.length !== 18) return { ok: false, because: "length" };
  if (!/^[0-9A-Za-z]{18}$/.test(text)) return { ok: false, because: "characters" };
  const id = text.toUpperCase();
  if (!/^[^IOSVZ]{2}\d{6}[^IOSVZ]{10}$/.test(id)) return { ok: false, because: "characters" };
  const right = id.charAt(17) === checkCharacterOf(id.slice(0, 17));
  return { ok: true, id, checkCharacter: right ? "right" : "wrong", category: id.slice(0, 2) };
}

/** Weights are the powers of 3 modulo 31. */
function checkCharacterOf(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

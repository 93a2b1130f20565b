import { checkResidentId } from "#shared/identity/resident-id.ts";
import { checkUscc } from "#shared/identity/uscc.ts";

/** In no year of GB/T 2260 a region: nobody's number begins so. */
const fictionalRegion = "319900";

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Gives out resident numbers (GB 11643-1999), none twice: the sequence counts up per birth date, odd for men. */
export function residentNumbers(): (birthDate: string, sex: "male" | "female") => string {
  const given = new Map<string, number>();
  return (birthDate, sex) => {
    const key = `${birthDate}:${sex}`;
    const count = (given.get(key) ?? 0) + 1;
    given.set(key, count);
    const sequence = String(count * 2 - (sex === "male" ? 1 : 0)).padStart(3, "0");
    const body = `${fictionalRegion}${birthDate.replaceAll("-", "")}${sequence}`;
    return withCheck(body, "0123456789X", (number) => checkResidentId(number).ok);
  };
}

/**
 * A unified social credit code (GB 32100-2015) with right check characters.
 *
 * @param category the first two characters, such as 91 for an enterprise
 * @param serial 0 … 99,999,999
 */
export function creditCode(category: string, serial: number): string {
  const digits = String(serial).padStart(8, "0");
  const body = `${category}${fictionalRegion}${digits}${subjectCheck(digits)}`;
  return withCheck(body, alphabet, (code) => {
    const check = checkUscc(code);
    return check.ok && check.checkCharacter === "right";
  });
}

const subjectWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of the subject code inside (GB 11714-1997). */
function subjectCheck(digits: string): string {
  const sum = subjectWeights.reduce(
    (total, weight, index) => total + weight * Number(digits[index]),
    0,
  );
  const rest = 11 - (sum % 11);
  if (rest === 10) return "X";
  return rest === 11 ? "0" : String(rest);
}

function withCheck(body: string, characters: string, isRight: (number: string) => boolean): string {
  for (const character of characters) {
    if (isRight(body + character)) return body + character;
  }
  throw new RangeError(`no check character fits ${body}`);
}

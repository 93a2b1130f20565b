import { sql } from "drizzle-orm";
import { letters } from "#shared/db/letters.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { seal } from "#shared/sealing/seal.ts";
import { type Letter, letterContext, type LetterWords } from "./letter.ts";

/** The statement that puts a letter on its department's list; the same letter again changes nothing. */
export async function storeLetter(
  db: D1Database,
  key: string,
  letter: Pick<Letter, "id" | "subjectKey" | "policy" | "department" | "listedAt">,
  words: LetterWords,
): Promise<D1PreparedStatement> {
  const wordsSealed = await seal(key, letterContext(letter.id), JSON.stringify(words));
  const row: Letter = { ...letter, wordsSealed, takenAt: null, takenBy: null, printedAt: null };
  return statement(
    db,
    sql`INSERT INTO letters (${targetsOf(letters)}) SELECT ${valuesOf(letters)}
        FROM json_each(${JSON.stringify([row])}) WHERE 1 ON CONFLICT DO NOTHING`,
  );
}

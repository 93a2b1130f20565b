import { sql } from "drizzle-orm";
import { type Access, recordAccess } from "#shared/accesses/record-access.ts";
import { subjects } from "#shared/db/shard.schema.ts";
import { letters } from "#shared/db/letters.schema.ts";
import { byShard, databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { open } from "#shared/sealing/seal.ts";
import { type StoredSubject, vaultContext } from "#shared/subjects/contact.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import { type Letter, letterContext, type LetterWords, wordsOf } from "./letter.ts";

/** The keys that open a letter, and no other column of the vault. */
export interface LetterKeys {
  readonly VAULT_NAME_KEY: string;
  readonly VAULT_ADDRESS_KEY: string;
  readonly VAULT_LETTER_KEY: string;
}

/** A letter as it is printed; without a name or an address where none is on file. */
export interface OpenLetter extends LetterWords {
  readonly letter: Letter;
  readonly name: string | undefined;
  readonly address: string | undefined;
}

/** Whoever took a letter and never printed it keeps others from it for no longer than this. */
const keptForMilliseconds = 24 * 3_600_000;

/**
 * Somebody takes letters to print them: from then on nobody else does. The same person gets the same again, so that a lost
 * answer does no harm. Each look at an address is recorded before it is told.
 *
 * @returns the letters that are this person's now; the others are printed, another's, or another department's
 */
export async function takeLetters(
  shards: Shards,
  keys: LetterKeys,
  department: string,
  ids: readonly string[],
  access: Access,
  now: Date,
): Promise<OpenLetter[]> {
  const taken = await Promise.all(
    byShard(ids, (id) => id).map(async ([shard, own]) =>
      statement(
        databaseOf(shards, shard),
        sql`UPDATE letters SET taken_at = CAST(${now.getTime()} AS INTEGER), taken_by = ${access.actor}
            WHERE id IN (SELECT value FROM json_each(${JSON.stringify(own)}))
              AND department = ${department} AND printed_at IS NULL
              AND (taken_by IS NULL OR taken_by = ${access.actor}
                OR taken_at <= CAST(${now.getTime() - keptForMilliseconds} AS INTEGER))
            RETURNING ${columnsOf(letters)}`,
      ).all(),
    ),
  );
  const all = taken.flatMap((result) => rowsOf<Letter>(result));
  const heads = await headsOf(
    shards,
    all.map(({ subjectKey }) => subjectKey),
  );
  return Promise.all(
    all.map(async (letter) => {
      const key = heads.get(letter.subjectKey) ?? letter.subjectKey;
      const db = databaseOf(shards, shardOf(key));
      await recordAccess(db, key, access, `letter ${letter.id}`, now);
      return openLetter(keys, letter, key, await findSubject(db, key));
    }),
  );
}

async function findSubject(db: D1Database, key: string): Promise<StoredSubject | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(subjects)} FROM ${subjects} WHERE subject_key = ${key}`,
  ).all();
  return rowsOf<StoredSubject>(result)[0];
}

async function openLetter(
  keys: LetterKeys,
  letter: Letter,
  subjectKey: string,
  subject: StoredSubject | undefined,
): Promise<OpenLetter> {
  const opened = async (
    key: string,
    field: "name" | "address",
    sealed: string | null | undefined,
  ) => (sealed ? open(key, vaultContext(subjectKey, field), sealed) : undefined);
  const [text, name, address] = await Promise.all([
    open(keys.VAULT_LETTER_KEY, letterContext(letter.id), letter.wordsSealed),
    opened(keys.VAULT_NAME_KEY, "name", subject?.nameSealed),
    opened(keys.VAULT_ADDRESS_KEY, "address", subject?.addressSealed),
  ]);
  if (text === undefined) throw new Error("a letter cannot be opened: the vault's key is wrong");
  return { ...wordsOf(text), letter, name, address };
}

/**
 * Marks letters as printed, by who took them.
 *
 * @returns the ids of those that are printed now, or were by the same person before
 */
export async function markPrinted(
  shards: Shards,
  ids: readonly string[],
  actor: string,
  now: Date,
): Promise<string[]> {
  const marked = await Promise.all(
    byShard(ids, (id) => id).map(async ([shard, own]) =>
      statement(
        databaseOf(shards, shard),
        sql`UPDATE letters SET printed_at = coalesce(printed_at, CAST(${now.getTime()} AS INTEGER))
            WHERE id IN (SELECT value FROM json_each(${JSON.stringify(own)})) AND taken_by = ${actor}
            RETURNING id`,
      ).all(),
    ),
  );
  return marked.flatMap((result) => rowsOf<{ id: string }>(result).map(({ id }) => id));
}

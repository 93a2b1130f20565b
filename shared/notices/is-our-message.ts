import { sql } from "drizzle-orm";
import { counterDecisions } from "#shared/db/counter.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { notices } from "#shared/db/shard.schema.ts";
import { statement } from "#shared/db/statement.ts";
import { readMessageNumber } from "./message-number.ts";

/** What is looked for where no message can have the number. */
const nobodys = "aaaaaaaaaaaaaa";

/**
 * Whether a message with this number was sent by us, or a slip handed out at a counter, and nothing else. The same look by
 * primary keys whatever was typed,
 * so that what never was, what cannot be and what was erased take the same time.
 */
export async function isOurMessage(shards: Shards, typed: string): Promise<boolean> {
  const read = readMessageNumber(typed);
  const prefix = read ?? nobodys;
  const found = await statement(
    databaseOf(shards, shardOf(prefix)),
    // "{" comes after every letter.
    sql`SELECT EXISTS (SELECT 1 FROM ${notices} WHERE id >= ${prefix} AND id < ${`${prefix}{`})
          OR EXISTS (SELECT 1 FROM ${counterDecisions} WHERE id >= ${prefix} AND id < ${`${prefix}{`}) AS ours`,
  ).first<number>("ours");
  return read !== undefined && found === 1;
}

import { sql } from "drizzle-orm";
import { letters } from "#shared/db/letters.schema.ts";
import type { Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Letter } from "./letter.ts";

const most = 200;

/** What waits to be printed for a department, the oldest first. */
export async function listLetters({ DB_0, DB_1 }: Shards, department: string): Promise<Letter[]> {
  const found = await Promise.all(
    [DB_0, DB_1].map(async (db) =>
      statement(
        db,
        sql`SELECT ${columnsOf(letters)} FROM ${letters}
            WHERE department = ${department} AND printed_at IS NULL ORDER BY listed_at LIMIT CAST(${most} AS INTEGER)`,
      ).all(),
    ),
  );
  return found
    .flatMap((result) => rowsOf<Letter>(result))
    .toSorted((a, b) => a.listedAt - b.listedAt)
    .slice(0, most);
}

import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { statement } from "#shared/db/statement.ts";
import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import type { StoredRegister } from "./register.ts";

/** A webhook that read the registers before a report is surely finished after this time. */
const settledAfterMilliseconds = 60_000;

/**
 * When a register is complete for the first time, absence begins to mean something: every profile of the kind is
 * due for review. Twice, the second time a minute later, for the sake of webhooks that were under way.
 */
export async function reviewForNewRegisters(
  stores: Shards & { readonly DB_CITY: D1Database },
  registers: readonly StoredRegister[],
  now: Date,
): Promise<void> {
  const due = registers.filter(
    ({ reviewsLeft, firstAt }) =>
      reviewsLeft === 2 ||
      (reviewsLeft === 1 && now.getTime() - firstAt > settledAfterMilliseconds),
  );
  if (due.length === 0) return;
  const today = shanghaiDay(now);
  const kinds = [
    ...new Set(due.flatMap(({ fact }) => (isFactName(fact) ? definitionOf(fact).about : []))),
  ];
  await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) => {
      const db = databaseOf(stores, shard);
      await statement(
        db,
        sql`UPDATE profiles SET review_on = ${today} WHERE kind IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))
              AND (review_on IS NULL OR review_on > ${today})`,
      ).run();
    }),
  );
  // After the profiles: a run that breaks off in between marks them again.
  await statement(
    stores.DB_CITY,
    sql`UPDATE registers SET reviews_left = reviews_left - 1 WHERE reviews_left > 0 AND (fact, reviews_left) IN
          (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(due.map(({ fact, reviewsLeft }) => [fact, reviewsLeft]))}))`,
  ).run();
}

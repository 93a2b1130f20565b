import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { statement } from "#shared/db/statement.ts";
import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { policies } from "#shared/policies/index.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import { absenceOf, type StoredRegister } from "./register.ts";

/** Profiles that one statement marks. */
const slice = 5000;

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
  const ofRelatives = factsOfRelatives(policies);
  const kinds = [...new Set(due.flatMap(({ fact }) => kindsWithMeaning(fact, ofRelatives)))];
  await Promise.all(
    Array.from({ length: shardCount }, async (_, shard) =>
      markForReview(databaseOf(stores, shard), kinds, now),
    ),
  );
  // After the profiles: a run that breaks off in between marks them again.
  await statement(
    stores.DB_CITY,
    sql`UPDATE registers SET reviews_left = reviews_left - 1 WHERE reviews_left > 0 AND (fact, reviews_left) IN
          (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(due.map(({ fact, reviewsLeft }) => [fact, reviewsLeft]))}))`,
  ).run();
}

/**
 * Whose verdicts the absence now tells something about: those whom the fact is about or who have the relation, and of
 * a fact that rules name of relatives also those whose relatives they are. Nobody where absence never means anything.
 */
function kindsWithMeaning(
  name: string,
  ofRelatives: ReturnType<typeof factsOfRelatives>,
): ("person" | "organisation")[] {
  if (absenceOf(name)?.means === "unknown") return [];
  if (isRelationName(name)) return [relationDefinition(name).about];
  if (!isFactName(name)) return [];
  const related = [...ofRelatives].filter(([, facts]) => facts.has(name));
  return [
    definitionOf(name).about,
    ...related.map(([relation]) => relationDefinition(relation).about),
  ];
}

/** In slices, for a statement of D1 has its time limit. */
async function markForReview(db: D1Database, kinds: readonly string[], now: Date): Promise<void> {
  const today = shanghaiDay(now);
  for (;;) {
    // Each slice takes what the one before left.
    // oxlint-disable-next-line no-await-in-loop
    const { meta } = await statement(
      db,
      sql`UPDATE profiles SET review_on = ${today} WHERE subject_key IN (SELECT subject_key FROM profiles
            WHERE kind IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))
              AND (review_on IS NULL OR review_on > ${today}) LIMIT ${slice})`,
    ).run();
    if (meta.changes < slice) return;
  }
}

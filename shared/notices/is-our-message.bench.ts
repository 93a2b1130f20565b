import { expect, test } from "vitest";
import { messageNumber } from "#shared/notices/message-number.ts";
import { startDatabases } from "#shared/testing/shard-database.ts";
import { isOurMessage } from "./is-our-message.ts";

/*
 * Whoever measures how long an answer takes must not learn from it which numbers are, were or never can be ours: the
 * ratios stand near 1. A hundred thousand messages lie on each shard.
 */
const { DB_0, DB_1 } = await startDatabases();
for (const [db, first] of [
  [DB_0, "a"],
  [DB_1, "b"],
] as const)
  await db
    .prepare(
      `INSERT INTO notices (id, subject_key, policy, template, channel, sent_at)
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
       SELECT ?1 || 'a' || substr(translated, 1, 26), 'a', 'p', 'offer.v1', 'sms', 0 FROM
         (SELECT replace(replace(replace(replace(lower(hex(randomblob(13))), '0', 'g'), '1', 'h'), '8', 'i'), '9', 'j') AS translated FROM n)`,
    )
    .bind(first)
    .run();
const { results } = await DB_0.prepare(
  "SELECT id FROM notices ORDER BY substr(id, 9) LIMIT 500",
).all<{ id: string }>();
const ours = results.map(({ id }) => messageNumber(id));
const never = results.map(({ id }) => messageNumber(`${id.slice(0, 8)}zzzzzz${id.slice(14)}`));
const shards = { DB_0, DB_1 };

/** The median time of one question of each kind, in microseconds: they take turns, so that a busy moment falls to all. */
async function medians<K extends string>(
  kinds: Readonly<Record<K, readonly string[]>>,
): Promise<[K, number][]> {
  const entries = Object.entries<readonly string[]>(kinds);
  const times = new Map(entries.map(([kind]) => [kind, new Array<number>()]));
  for (let round = 0; round < 2_000; round += 1) {
    for (const [kind, numbers] of entries) {
      const begun = performance.now();
      await isOurMessage(shards, numbers[round % numbers.length] ?? "");
      times.get(kind)?.push(performance.now() - begun);
    }
  }
  return [...times].map(([kind, all]) => [
    kind as K,
    (all.toSorted((a, b) => a - b)[all.length / 2] ?? 0) * 1000,
  ]);
}

test("the answer takes as long, whatever was asked", async () => {
  expect(await isOurMessage(shards, ours[0] ?? "")).toBe(true);
  expect(await isOurMessage(shards, never[0] ?? "")).toBe(false);
  const found = await medians({
    ours: ours,
    "well-formed, never sent": never,
    "no message can have it": ours.map((number) => `${number}9`),
    "no number at all": ["您好"],
  });
  const [, first = 1] = found[0] ?? [];
  const lines = found.map(
    ([kind, time]) =>
      `${kind.padEnd(30)}${time.toFixed(0).padStart(6)} µs${(time / first).toFixed(2).padStart(8)}`,
  );
  process.stdout.write(`\n${lines.join("\n")}\n`);
});

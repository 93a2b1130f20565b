import { type SQL, sql } from "drizzle-orm";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardCount, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { type ManifestKey, textOf } from "./manifest.ts";
import { markOf } from "./mark.ts";

export type Stores = Shards & { readonly DB_CITY: D1Database };

/** So many profiles in one statement. */
const stretch = 20_000;

/**
 * How many events have arrived of each of these days, each counted once. Nothing is written for it when an event
 * arrives: profiles and instructions remember the events that they have taken in, and here they are read.
 */
export async function countArrived(
  stores: Stores,
  keys: readonly ManifestKey[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map(keys.map((key) => [textOf(key), 0]));
  const rows = await readArrived<ManifestKey & { count: number }>(
    stores,
    keys,
    (events) => sql`SELECT department, source, day, count(*) AS count ${events} GROUP BY 1, 2, 3`,
  );
  for (const { count, ...key } of rows)
    counts.set(textOf(key), (counts.get(textOf(key)) ?? 0) + count);
  return counts;
}

/** The marks of the events that have arrived of a day. */
export async function listMarks(stores: Stores, key: ManifestKey): Promise<string[]> {
  const rows = await readArrived<{ id: string; mark: string | null }>(
    stores,
    [key],
    (events) => sql`SELECT id, mark ${events}`,
  );
  return Promise.all(rows.map(async ({ id, mark }) => mark ?? markOf(id)));
}

/** In how many events of a day each fact was told, as far as nothing newer was told of it on the same day. */
export async function countFacts(
  stores: Stores,
  { department, source, day }: ManifestKey,
): Promise<ReadonlyMap<string, number>> {
  const from = startOfShanghaiDay(civilDate(day)).getTime();
  const until = startOfShanghaiDay(addDays(civilDate(day), 1)).getTime();
  const counts = new Map<string, number>();
  for (const db of shardsOf(stores)) {
    // oxlint-disable-next-line no-await-in-loop
    for await (const ofStretch of stretchesOf(db)) {
      const result = await statement(
        db,
        sql`SELECT fact.key AS fact, count(*) AS count
            FROM profiles AS p, json_each(p.sources) AS fact, json_each(fact.value) AS register WHERE ${ofStretch}
              AND register.value ->> '$.by' = ${department} AND register.value ->> '$.event[0]' = ${source}
              AND register.value ->> '$.at' >= ${from} AND register.value ->> '$.at' < ${until} GROUP BY 1`,
      ).all();
      for (const { fact, count } of rowsOf<{ fact: string; count: number }>(result))
        counts.set(fact, (counts.get(fact) ?? 0) + count);
    }
  }
  return counts;
}

/** Everything that has arrived of these days, wherever it is remembered, through one query. */
async function readArrived<Row>(
  stores: Stores,
  keys: readonly ManifestKey[],
  query: (events: SQL) => SQL,
): Promise<Row[]> {
  const asked = JSON.stringify(
    keys.map(({ department, source, day }) => [department, source, day]),
  );
  const isAsked = sql`(department, source, day) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${asked}))`;
  const read = async (db: D1Database, events: SQL): Promise<Row[]> =>
    rowsOf<Row>(await statement(db, query(sql`FROM (${events}) WHERE ${isAsked}`)).all());
  const rows: Row[] = [];
  const days = [...new Set(keys.map(({ day }) => civilDate(day)))].toSorted();
  const [first] = days;
  if (first === undefined) return rows;
  // Most have taken in nothing on these days: to look for the text first is three times as fast.
  const wanted = JSON.stringify(days.map((day) => `"${day}"`));
  const isAbout = (column: SQL): SQL =>
    sql`EXISTS (SELECT 1 FROM json_each(${wanted}) AS d WHERE instr(${column}, d.value) > 0)`;
  for (const db of shardsOf(stores)) {
    // oxlint-disable no-await-in-loop
    for await (const ofStretch of stretchesOf(db)) {
      const remembered = sql`SELECT e.value ->> 0 AS department, e.value ->> 1 AS source, e.value ->> 4 AS day,
          e.value ->> 2 AS id, NULL AS mark FROM profiles AS p, json_each(p.events) AS e
        WHERE ${ofStretch} AND (${isAbout(sql`p.events`)})`;
      rows.push(...(await read(db, remembered)));
    }
    const reported = sql`SELECT i.payer AS department, r.value ->> 0 AS source, r.value ->> 4 AS day,
        r.value ->> 1 AS id, NULL AS mark FROM instructions AS i, json_each(i.reports) AS r
        WHERE i.settled_at >= ${startOfShanghaiDay(first).getTime()} AND (${isAbout(sql`i.reports`)})`;
    rows.push(...(await read(db, reported)));
    // oxlint-enable no-await-in-loop
  }
  const kept = sql`SELECT DISTINCT a.department, a.source, a.day, '' AS id, mark.value AS mark
    FROM arrivals AS a, json_each(a.events) AS alike, json_each(alike.value -> 1) AS mark`;
  rows.push(...(await read(stores.DB_CITY, kept)));
  return rows;
}

const shardsOf = (shards: Shards): D1Database[] =>
  Array.from({ length: shardCount }, (_, shard) => databaseOf(shards, shard));

/** The profiles in stretches, so that no statement reads all of them. */
async function* stretchesOf(db: D1Database): AsyncGenerator<SQL> {
  for (let after = ""; ;) {
    // Each begins where the last one ended.
    // oxlint-disable-next-line no-await-in-loop
    const last = await statement(
      db,
      sql`SELECT max(subject_key) AS last FROM (SELECT subject_key FROM profiles WHERE subject_key > ${after}
          ORDER BY subject_key LIMIT CAST(${stretch} AS INTEGER))`,
    ).first<string | null>("last");
    if (last === null) return;
    yield sql`p.subject_key > ${after} AND p.subject_key <= ${last}`;
    after = last;
  }
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Shards } from "#shared/db/shards.ts";
import { startD1 } from "./d1-bridge.ts";

const root = join(import.meta.dirname, "../..");

/** Real local databases in memory, migrated and empty. */
export interface Databases extends Shards {
  readonly DB_CITY: D1Database;
  /** Makes every database anew: audit rows could not be deleted. */
  empty(): Promise<void>;
  dispose(): Promise<void>;
}

/** Starts databases of its own for one test file: once in `beforeAll`, disposed of in `afterAll`. */
export async function startDatabases(): Promise<Databases> {
  const { databases, dispose } = await startD1(["DB_0", "DB_1", "DB_CITY"]);
  const { DB_0, DB_1, DB_CITY } = databases;
  const empty = async (): Promise<void> => {
    await Promise.all([
      remake(DB_0, "migrations/shard"),
      remake(DB_1, "migrations/shard"),
      remake(DB_CITY, "migrations/city"),
    ]);
  };
  await empty();
  return { DB_0, DB_1, DB_CITY, empty, dispose };
}

async function remake(db: D1Database, directory: string): Promise<void> {
  const { results } = await db
    .prepare(
      `SELECT 'DROP ' || type || ' "' || name || '"' AS text FROM sqlite_schema
       WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'`,
    )
    .all<{ text: string }>();
  const texts = [...results.map(({ text }) => text), ...migrationsOf(directory)];
  await db.batch(texts.map((text) => db.prepare(text)));
}

/** Each file is one statement to the local D1, which runs all that stand in it. */
function migrationsOf(directory: string): string[] {
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => readFileSync(join(root, directory, name), "utf8"));
}

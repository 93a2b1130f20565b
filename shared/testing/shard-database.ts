import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy, unstable_splitSqlQuery as splitSql } from "wrangler";
import type { Shards } from "#shared/db/shards.ts";

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
  // Otherwise it says which secrets it misses; no database needs them.
  process.env["WRANGLER_LOG"] = "error";
  const { env, dispose } = await getPlatformProxy<Record<string, D1Database>>({
    configPath: join(root, "wrangler.toml"),
    environment: "dev",
    envFiles: [],
    persist: false,
    remoteBindings: false,
  });
  const databaseOf = (binding: string): D1Database => {
    const db = env[binding];
    if (db === undefined) throw new Error(`[env.dev] does not give ${binding}`);
    return db;
  };
  const [DB_0, DB_1, DB_CITY] = [databaseOf("DB_0"), databaseOf("DB_1"), databaseOf("DB_CITY")];
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

function migrationsOf(directory: string): string[] {
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .flatMap((name) => splitSql(readFileSync(join(root, directory, name), "utf8")));
}

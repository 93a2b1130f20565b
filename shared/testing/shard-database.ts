import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy, unstable_splitSqlQuery as splitSql } from "wrangler";
import type { Shards } from "#shared/db/shards.ts";

const root = join(import.meta.dirname, "../..");

/** Real local databases in memory, migrated and empty. */
export interface Databases extends Shards {
  readonly DB_CITY: D1Database;
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
  const migrated = async (binding: string, directory: string): Promise<D1Database> => {
    const db = env[binding];
    if (db === undefined) throw new Error(`[env.dev] does not give ${binding}`);
    await db.batch(migrationsOf(directory).map((part) => db.prepare(part)));
    return db;
  };
  const [DB_0, DB_1, DB_CITY] = await Promise.all([
    migrated("DB_0", "migrations/shard"),
    migrated("DB_1", "migrations/shard"),
    migrated("DB_CITY", "migrations/city"),
  ]);
  return { DB_0, DB_1, DB_CITY, dispose };
}

function migrationsOf(directory: string): string[] {
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .flatMap((name) => splitSql(readFileSync(join(root, directory, name), "utf8")));
}

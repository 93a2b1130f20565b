import { join } from "node:path";
import { getPlatformProxy, unstable_splitSqlQuery as splitSql } from "wrangler";
import {
  listMigrations,
  persistFolder,
  root,
  secretsFile,
  type LocalState,
} from "./local-state.command.ts";
import { freshAdvice, Stop } from "./stop.command.ts";

const databases = [
  ["DB_0", "migrations/shard"],
  ["DB_1", "migrations/shard"],
  ["DB_CITY", "migrations/city"],
  ["DB_SANDBOX", "migrations/sandbox"],
] as const;

/**
 * Applies what is not applied yet to all local databases, in one process: `wrangler d1 migrations apply` takes two
 * seconds for each. It keeps wrangler's own record, so that its other commands know.
 *
 * @returns the digests of all migrations that are applied now
 * @throws {Stop} when an applied migration was changed afterwards
 */
export async function migrate(
  applied: LocalState["migrations"],
): Promise<LocalState["migrations"]> {
  const all = databases.flatMap(([binding, directory]) =>
    listMigrations(directory).map((migration) => ({
      ...migration,
      binding,
      key: `${binding}/${migration.name}`,
    })),
  );
  if (all.some(({ key, digest }) => applied[key] !== undefined && applied[key] !== digest)) {
    throw new Stop(`本机数据由另一版数据库定义建立 (made by other migrations)。${freshAdvice}`);
  }
  const missing = all.filter(({ key }) => applied[key] === undefined);
  if (missing.length > 0) {
    // Otherwise it says where the secrets come from.
    process.env["WRANGLER_LOG"] = "warn";
    const { env, dispose } = await getPlatformProxy<Record<string, D1Database>>({
      configPath: join(root, "wrangler.toml"),
      environment: "dev",
      envFiles: [secretsFile],
      persist: { path: join(persistFolder, "v3") },
      remoteBindings: false,
    });
    try {
      for (const { binding, name, text } of missing)
        await apply(databaseOf(env, binding), name, text);
    } finally {
      await dispose();
    }
  }
  return Object.fromEntries(all.map(({ key, digest }) => [key, digest]));
}

async function apply(db: D1Database, name: string, text: string): Promise<void> {
  // A start that was broken off may have got this far without noting it.
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
         id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const known = await db.prepare("SELECT 1 FROM d1_migrations WHERE name = ?").bind(name).first();
  if (known !== null) return;
  await db.batch([
    ...splitSql(text).map((part) => db.prepare(part)),
    db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
  ]);
}

function databaseOf(env: Readonly<Record<string, D1Database>>, binding: string): D1Database {
  const db = env[binding];
  if (db === undefined) throw new Error(`[env.dev] does not give ${binding}`);
  return db;
}

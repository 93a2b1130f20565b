import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { makeSecrets } from "./secrets.command.ts";
import { freshAdvice, Stop } from "./stop.command.ts";

/** The project's top folder. */
export const root = join(import.meta.dirname, "../../..");

const folder = join(root, ".wrangler");
/** Where wrangler keeps the local databases and queues. */
export const persistFolder = join(folder, "state");
/** The secrets of the local databases, as `wrangler dev --env-file` reads them. */
export const secretsFile = join(folder, "sandbox.env");
/** What the local server said. */
export const logFile = join(folder, "sandbox.log");
const stateFile = join(folder, "sandbox.json");

const stateSchema = z.strictObject({
  /** Digests of the migrations that are applied, by path. */
  migrations: z._default(z.record(z.string(), z.string()), {}),
  /** The origin under which the departments are registered. */
  origin: z.optional(z.string()),
  cityLoaded: z._default(z.boolean(), false),
  /** The day by which the sample city was made. */
  cityLoadedOn: z.optional(z.string()),
  /** Whether the sample's policies have entered their stages and were measured. */
  stagesEntered: z._default(z.boolean(), false),
});
export type LocalState = z.output<typeof stateSchema>;

/** What earlier starts did. */
export function readState(): LocalState {
  if (!existsSync(stateFile)) return stateSchema.parse({});
  const state = stateSchema.safeParse(parseJson(readFileSync(stateFile, "utf8")));
  if (!state.success || !existsSync(secretsFile) || !existsSync(join(persistFolder, "v3/d1"))) {
    throw new Stop(`本机数据已损坏 (the local state is broken)。${freshAdvice}`);
  }
  return state.data;
}

export function writeState(state: LocalState): void {
  writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`);
}

/** Forgets databases, queues, secrets and what was loaded. */
export function removeState(): void {
  for (const path of [persistFolder, secretsFile, stateFile])
    rmSync(path, { recursive: true, force: true });
}

/** Makes the secrets once: with others, nothing in the databases could be opened. A new one joins those that are there. */
export function keepSecrets(): Readonly<Record<string, string>> {
  mkdirSync(folder, { recursive: true });
  const text = existsSync(secretsFile) ? readFileSync(secretsFile, "utf8") : "";
  const kept = Object.fromEntries(
    [...text.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  const secrets = { ...makeSecrets(), ...kept };
  const lines = Object.entries(secrets).map(([name, value]) => `${name}='${value}'\n`);
  writeFileSync(secretsFile, lines.join(""), { mode: 0o600 });
  return secrets;
}

/** The migrations of the local databases with their digests, in order. */
export function listMigrations(
  directory: string,
): { name: string; text: string; digest: string }[] {
  return readdirSync(join(root, directory))
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(root, directory, name), "utf8");
      return { name, text, digest: createHash("sha256").update(text).digest("hex") };
    });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { SecretsByFunction } from "./missing-secrets.ts";

/** Where secrets wait between being made and being put, so that an interrupted deploy loses none. */
export interface PendingSecrets {
  read(): SecretsByFunction;
  /** Keeps a function's secrets; gives the file that holds them. */
  keep(key: string, secrets: Readonly<Record<string, string>>): string;
  /** Forgets a function's secrets once they are put. */
  forget(key: string): void;
}

const secretsSchema = z.record(z.string(), z.string());

/** Keeps pending secrets in a folder, one file a function, for its owner's eyes only. */
export function pendingSecretsIn(folder: string): PendingSecrets {
  const fileOf = (key: string) => join(folder, `${key}.json`);
  return {
    read() {
      if (!existsSync(folder)) return {};
      return Object.fromEntries(
        readdirSync(folder)
          .filter((file) => file.endsWith(".json"))
          .map((file) => [
            file.slice(0, -".json".length),
            secretsSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))),
          ]),
      );
    },
    keep(key, secrets) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(fileOf(key), JSON.stringify(secrets), { mode: 0o600 });
      return fileOf(key);
    },
    forget(key) {
      rmSync(fileOf(key), { force: true });
      if (existsSync(folder) && readdirSync(folder).length === 0)
        rmSync(folder, { recursive: true });
    },
  };
}

/** Keeps nothing and names the file that would be kept: for a dry run. */
export function pendingSecretsOnPaper(folder: string): PendingSecrets {
  return { read: () => ({}), keep: (key) => join(folder, `${key}.json`), forget: () => undefined };
}

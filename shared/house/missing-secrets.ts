import { randomBytes } from "node:crypto";
import type { Environment } from "./environments.ts";
import { publicHalves } from "./public-halves.ts";

/** The secrets of each function, by the function's key and the secret's name. */
export type SecretsByFunction = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The secrets that functions lack, with values: functions that share a name share the value. `present` names
 * what a function already has, `pending` holds what an interrupted deploy made. A value that is already in
 * use cannot be read back, so a function that lacks it is refused rather than given another one.
 */
export function makeMissingSecrets(
  environments: readonly Environment[],
  present: Readonly<Record<string, readonly string[]>>,
  pending: SecretsByFunction,
): SecretsByFunction {
  const values = new Map(Object.values(pending).flatMap((secrets) => Object.entries(secrets)));
  const holderOf = (name: string) =>
    environments.find(({ key }) => present[key]?.includes(name))?.name;
  const valueOf = (name: string, worker: string): string => {
    const holder = holderOf(name);
    const value = values.get(name) ?? (holder === undefined ? made(name, worker) : undefined);
    if (value === undefined) {
      throw new Error(
        `${worker} lacks ${name}, whose value in ${holder} cannot be read back: ` +
          `put the same one with wrangler secret put ${name} --name ${worker}`,
      );
    }
    values.set(name, value);
    return value;
  };
  const made = (name: string, worker: string): string => {
    const half = publicHalves[name];
    if (half === undefined) return newSecret(name);
    const holder = holderOf(half.of);
    if (holder !== undefined && !values.has(half.of)) {
      throw new Error(
        `${worker} lacks ${name}, the public half of ${half.of}, whose value in ${holder} cannot be read back: ` +
          `put both anew with wrangler secret put, ${half.of} for ${holder} and ${name} for ${worker}`,
      );
    }
    return half.derive(valueOf(half.of, worker));
  };
  return Object.fromEntries(
    environments.map(({ key, name: worker, secrets }) => [
      key,
      Object.fromEntries(
        secrets.required
          .filter((name) => present[key]?.includes(name) !== true)
          .map((name) => [name, valueOf(name, worker)]),
      ),
    ]),
  );
}

/** 32 random bytes in base64; a name in the plural is a ring of keys that begins with version 1. */
function newSecret(name: string): string {
  const key = randomBytes(32).toString("base64");
  return name.endsWith("_KEYS") ? JSON.stringify({ "1": key }) : key;
}

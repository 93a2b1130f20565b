import { aroundDatabase } from "../around-database.ts";
import type { Faults } from "./faults.ts";
import type { Scheduler } from "./scheduler.ts";

/** One call of a binding. */
export type BindingCall = <Value>(label: string, make: () => Promise<Value>) => Promise<Value>;

/** Calls at which the process may end that makes them, before they are made or after. */
export function mortalCalls(scheduler: Scheduler, faults: Faults): BindingCall {
  return async (label, make) => {
    const of = scheduler.current();
    return scheduler.call(label, async () => {
      const fault =
        of?.state === "alive"
          ? faults.strike("killed before a call", "killed after a call")
          : undefined;
      if (of !== undefined && fault === "killed before a call") {
        scheduler.kill(of);
        throw new Error("nobody hears this");
      }
      const value = await make();
      if (of !== undefined && fault === "killed after a call") scheduler.kill(of);
      return value;
    });
  };
}

/** A database that fails before a call, in its midst or after it, as its users know it. */
export function faultyDatabase(
  name: string,
  db: D1Database,
  { call, faults, random }: { call: BindingCall; faults: Faults; random: () => number },
): D1Database {
  return aroundDatabase(withoutChance(db, random), async ({ texts, execute }) =>
    call(`${name} ${labelOf(texts)}`, async () => {
      const fault = faults.strike("database refuses", "database breaks off", "database reply lost");
      if (fault === "database refuses") throw new Error("D1_ERROR: D1 DB is overloaded");
      const answer = await execute({ breakOff: fault === "database breaks off" });
      if (fault === "database reply lost") throw new Error("D1_ERROR: Network connection lost");
      return answer;
    }),
  );
}

/** What the database itself would make up comes from the seed. */
function withoutChance(db: D1Database, random: () => number): D1Database {
  const chance = "lower(hex(randomblob(8)))";
  const order = "row_number() OVER (ORDER BY subject_key, reserved_for, entitlement)";
  return {
    prepare(text: string) {
      if (!text.includes("random")) return db.prepare(text);
      const drawn = Math.floor(random() * 2 ** 32);
      const settled = text.replace(chance, `printf('%08x%08x', ${drawn}, ${order})`);
      if (settled.includes("random")) throw new Error(`not from the seed: ${text}`);
      return db.prepare(settled);
    },
    batch: async (statements: D1PreparedStatement[]) => db.batch(statements),
  } as D1Database;
}

const labelOf = (texts: readonly string[]): string =>
  texts
    .map((text) => text.replaceAll(/\s+/g, " ").slice(0, 40))
    .join(" | ")
    .slice(0, 120);

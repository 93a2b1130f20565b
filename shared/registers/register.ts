import { definitionOf, type FactName, isFactName } from "#shared/facts/dictionary.ts";
import type { registers } from "#shared/db/city.schema.ts";

/** Up to when a department has reported a register complete. */
export type StoredRegister = typeof registers.$inferSelect;

/** The facts whose absence has its meaning: their register was reported complete at least once. */
export type CompleteRegisters = ReadonlySet<string>;

export function completeRegisters(rows: readonly StoredRegister[]): CompleteRegisters {
  return new Set(rows.map((row) => row.fact));
}

/** The facts among `names` that rest on a register which is late: not reported for longer than the dictionary allows. */
export function lateRegisters(
  rows: readonly StoredRegister[],
  names: readonly string[],
  now: Date,
): string[] {
  return names.filter((name) => {
    if (!isFactName(name)) return false;
    const { absence } = definitionOf(name satisfies FactName);
    if (absence.means === "unknown") return false;
    const register = rows.find((row) => row.fact === name);
    // Never reported: absence means nothing yet, so no verdict rests on it.
    if (register === undefined) return false;
    return now.getTime() - register.completeAsOf > absence.lateAfterHours * 3_600_000;
  });
}

import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import type { FactDefinition } from "#shared/facts/fact-definition.ts";
import {
  isRelationName,
  type RelationDefinition,
  relationDefinition,
} from "#shared/facts/relations.ts";
import type { registers } from "#shared/db/city.schema.ts";

/** Up to when a department has reported a register complete. */
export type StoredRegister = typeof registers.$inferSelect;

/** The facts and relations whose absence has its meaning: their register was reported complete at least once. */
export type CompleteRegisters = ReadonlySet<string>;

export function completeRegisters(rows: readonly StoredRegister[]): CompleteRegisters {
  return new Set(rows.map((row) => row.fact));
}

/** The facts and relations among `names` that rest on a register which is late: not reported for longer than the dictionary allows. */
export function lateRegisters(
  rows: readonly Pick<StoredRegister, "fact" | "completeAsOf">[],
  names: readonly string[],
  now: Date,
): string[] {
  return names.filter((name) => {
    const absence = absenceOf(name);
    if (absence === undefined || absence.means === "unknown") return false;
    const register = rows.find((row) => row.fact === name);
    // Never reported: absence means nothing yet, so no verdict rests on it.
    if (register === undefined) return false;
    return now.getTime() - register.completeAsOf > absence.lateAfterHours * 3_600_000;
  });
}

/** What the dictionary says of the absence of a fact, or of relations; undefined for a name that it does not have. */
export function absenceOf(
  name: string,
): FactDefinition["absence"] | RelationDefinition["absence"] | undefined {
  if (isRelationName(name)) return relationDefinition(name).absence;
  return isFactName(name) ? definitionOf(name).absence : undefined;
}

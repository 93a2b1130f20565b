import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { getEntry, type Entry } from "./entry.ts";
import { readLife } from "./life.ts";
import { policyDetail } from "./policy-detail.ts";

/**
 * One entry as it stands, with what is public of it. What only people judge has no stages, so nothing is read.
 *
 * @throws {Refusal} 404 `unknown-policy`
 */
export async function readDetail(
  city: D1Database,
  id: string,
  on: CivilDate,
): Promise<{ readonly entry: Entry; readonly detail: PolicyDetail }> {
  const known = getEntry(id, new Map());
  if (known.judgedBy === "people") return { entry: known, detail: policyDetail(known, [], on) };
  const life = await readLife(city, id);
  const entry = { ...known, stage: life.at(-1) ?? known.stage };
  return { entry, detail: policyDetail(entry, life, on) };
}

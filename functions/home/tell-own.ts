import type { OwnObjection } from "#shared/contract/objections-told.schema.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import { type Objection, textContext } from "#shared/objections/objection.ts";
import { remediesAgainst } from "#shared/objections/remedies.ts";
import { policyById } from "#shared/policies/index.ts";
import { open } from "#shared/sealing/seal.ts";

/** An objection as it is told to who lodged it, or to whom it concerns: to neither, anything of the other. */
export async function tellOwn(
  groundsKey: string,
  objection: Objection,
  role: OwnObjection["role"],
): Promise<OwnObjection> {
  const { id, policy, period, state, lodgedAt, freezes, raisedBy } = objection;
  const isConcerned = role === "concerned" || raisedBy === "subject";
  const text =
    isConcerned || state === "declined" ? await textOf(groundsKey, objection) : undefined;
  const hasRemedies =
    isConcerned && (state === "upheld" || state === "refused" || state === "declined");
  return {
    id,
    policy,
    title: policyById(policy)?.title ?? policy,
    ...(period === "" ? {} : { period: plainPeriod(period) }),
    role,
    state,
    lodgedAt: new Date(lodgedAt).toISOString(),
    frozen: freezes === 1,
    ...(text === undefined ? {} : { text }),
    ...(hasRemedies ? { remedies: remediesAgainst } : {}),
  };
}

/** The reasons of the last decision: of the answer, or of declining to examine it. */
async function textOf(
  groundsKey: string,
  { id, state, consideredText, answeredText }: Objection,
): Promise<string | undefined> {
  if (state === "declined" && consideredText !== null)
    return open(groundsKey, textContext(id, "considered"), consideredText);
  if (answeredText === null) return undefined;
  return open(groundsKey, textContext(id, "answered"), answeredText);
}

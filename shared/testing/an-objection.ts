import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { Target } from "#shared/objections/find-target.ts";
import { lodgeObjection, type ObjectionKeys } from "#shared/objections/lodge-objection.ts";
import type { Objection } from "#shared/objections/objection.ts";
import type { Objector } from "#shared/objections/objector.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { aKey, now } from "./builders.ts";

const objectionKeys: ObjectionKeys = {
  VAULT_OBJECTOR_KEY: aKey(),
  VAULT_GROUNDS_KEY: aKey(),
};

/** Somebody with a phone of their own. */
export const aPhone = (number: number): Objector => ({
  kind: "phone",
  phone: `1390000${String(number).padStart(4, "0")}`,
});

/** The person or organisation concerned, signed in. */
export const oneself = (subjectKey: string): Objector => ({
  kind: "signed-in",
  person: "clerk",
  subjectKey,
  isOrganisation: true,
});

const targetOf = ({ subjectKey, policy, period, id, amountFen }: Entitlement): Target => ({
  subjectKey,
  policy,
  period,
  entitlement: id,
  amountFen,
});

export function policyOf({ policy }: { readonly policy: string }): Policy {
  const found = policyById(policy);
  if (found === undefined) throw new Error(`there is no policy ${policy}`);
  return found;
}

/** Lodges an objection to an entitlement; throws where it is one too many. */
export async function lodge(
  db: D1Database,
  entitlement: Entitlement,
  objector: Objector = aPhone(1),
  at: Date = now,
): Promise<Objection> {
  const lodging = {
    target: targetOf(entitlement),
    policy: policyOf(entitlement),
    objector,
    grounds: "该单位上年裁员人数与公示不符。",
  };
  const lodged = await lodgeObjection(db, {}, objectionKeys, lodging, at);
  if (lodged === undefined) throw new Error("too many objections");
  return lodged.objection;
}

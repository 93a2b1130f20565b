import { policyById } from "#shared/policies/index.ts";
import { type Mandate, type MandateEnd, policiesOf } from "./mandate.ts";
import type { Held } from "./list-mandates.ts";
import type { Standing } from "./standing.ts";

/** A mandate as both sides are told of it. */
function told({ id, kind, fromOn, untilOn, ...mandate }: Mandate, end: MandateEnd | undefined) {
  const policies = policiesOf(mandate)?.map((policy) => ({
    policy,
    title: policyById(policy)?.title ?? policy,
  }));
  return {
    mandate: id,
    kind,
    ...(policies === undefined ? {} : { policies }),
    from: fromOn,
    until: untilOn,
    standing: end ?? ("in-force" as const),
  };
}

/** A mandate as the one who is decided for is told of it. */
export function toldGiven({ mandate, end }: Standing) {
  const { agentMasked } = mandate;
  return { ...told(mandate, end), ...(agentMasked === null ? {} : { agent: agentMasked }) };
}

/** A mandate as the one who decides is told of it. */
export function toldHeld({ mandate, end, grantorMasked }: Held) {
  return { ...told(mandate, end), ...(grantorMasked === null ? {} : { grantor: grantorMasked }) };
}

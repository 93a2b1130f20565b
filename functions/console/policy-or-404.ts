import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { refuse } from "#shared/web/refusal.ts";

/** The policy of this id; refuses where the catalogue has none. */
export function policyOr404(id: string): Policy {
  return (
    policyById(id) ??
    refuse(404, "unknown-policy", {
      zh: "目录中没有这项政策，请核对编号。",
      en: "The catalogue has no such policy; check its id.",
    })
  );
}

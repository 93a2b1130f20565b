import type { About } from "#shared/facts/fact-definition.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Policy } from "#shared/rules/policy.ts";

/** The policy of this id whose last version has another rule. Guarantee: the rule is about the policy's subjects. */
export function withRule<S extends About>(
  policy: Policy & { readonly subject: S },
  id: string,
  eligible: Condition<NoInfer<S>>,
): Policy {
  const version = policy.versions.at(-1);
  if (version === undefined) throw new Error("it has no version");
  return { ...policy, id, versions: [{ ...version, eligible }] } as Policy;
}

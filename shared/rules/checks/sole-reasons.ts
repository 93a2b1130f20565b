import type { Example } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { topConditions } from "#shared/rules/wording/clause-texts.ts";
import { describe } from "#shared/rules/wording/describe.ts";
import { findingsIn, type Finding } from "./finding.ts";
import { judgedExamples, verdictFor, type JudgedExample } from "./judged-example.ts";

/** Every clause is the sole reason of some refusal: one example fails it and meets all the others. */
export function checkSoleReasons(
  policy: Policy,
  version: Version,
  examples: readonly Example[],
): Finding[] {
  const say = findingsIn(policy, version);
  // A version that names the same clauses is shown by the same examples.
  const shown = new Set(judgedExamples(policy, examples).map(soleReason));
  return topConditions(version.eligible)
    .filter((clause) => !shown.has(clause))
    .map((clause) =>
      say(
        describe(clause, version.from),
        "No example is refused for this clause alone. Add one that fails it and meets all the others.",
        "没有仅因这一条款不予享受的例子，请补充（其他条款均符合）。",
      ),
    );
}

/** The one clause that an example does not meet, where it meets all the others. */
function soleReason(judged: JudgedExample): Condition | undefined {
  const clauses = topConditions(judged.version.eligible);
  const [sole, ...others] = clauses.filter((clause) => verdictFor(clause, judged) !== "met");
  if (sole === undefined || others.length > 0) return undefined;
  return verdictFor(sole, judged) === "unmet" ? sole : undefined;
}

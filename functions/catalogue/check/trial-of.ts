import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactName } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { isRelationName, type RelationName } from "#shared/facts/relations.ts";
import { factsOfVersion } from "#shared/rules/data-requirement.ts";
import { keyOn } from "#shared/rules/language/fact-reference.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { questionAbout, questionHowMany } from "./questions.ts";
import type { Question, Trial } from "./trial.ts";

/** Nobody who answers is asked whether they live, or whether their firm still exists. */
const assumedNone: ReadonlySet<FactName> = new Set([
  "deathDate",
  "deathCertifiedOn",
  "crematedOn",
  "deregisteredOn",
]);

/** Relatives of whom there are so few that one can be asked about each. */
const countable: ReadonlySet<RelationName> = new Set(["parent", "child", "spouse"]);

/** Why a policy cannot be tried on the page. */
export type NotToBeTried = "by-people" | "not-in-force" | "about-many";

/** What the browser needs to try a policy on a day; or why it cannot be tried. */
export function trialOf(policy: Policy, on: CivilDate): Trial | NotToBeTried {
  const version = versionOn(policy, on);
  if (version === undefined) return "not-in-force";
  const questions: Record<string, Question> = {};
  const assumed: string[] = [];
  for (const { fact, relation, period } of factsOfVersion(version)) {
    if (isRelationName(fact)) {
      // Once for each of them: then it is tried with one.
      if (fact === policy.per) continue;
      if (!countable.has(fact)) return "about-many";
      questions[fact] = questionHowMany(fact);
    } else {
      const name = keyOn({ kind: "fact", name: fact, ...(period && { period }) }, on);
      const key = relation === undefined ? name : `${relation}.${name}`;
      if (assumedNone.has(fact)) assumed.push(key);
      else questions[key] = questionAbout(name);
    }
  }
  return { on, policy: withOnly(policy, version.id), questions, assumed };
}

/** The policy without its other versions: they decide nothing on this day. */
function withOnly(policy: Policy, version: string): Policy {
  if (policy.subject === "person")
    return { ...policy, versions: onlyOf(policy.versions, version), gaps: [] };
  return { ...policy, versions: onlyOf(policy.versions, version), gaps: [] };
}

function onlyOf<S extends About>(
  versions: readonly [Version<S>, ...Version<S>[]],
  id: string,
): readonly [Version<S>] {
  return [versions.find((version) => version.id === id) ?? versions[0]];
}

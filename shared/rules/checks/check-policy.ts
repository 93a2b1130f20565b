import type { Example } from "#shared/rules/example.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { checkBands } from "./bands.ts";
import { checkDelivery } from "./delivery.ts";
import { checkDiscretion } from "./discretion.ts";
import { checkExamples, isJudgeable } from "./examples.ts";
import type { Finding } from "./finding.ts";
import { checkForegoneConclusions } from "./foregone.ts";
import { checkIdleParts } from "./idle-parts.ts";
import { checkParameters } from "./parameters.ts";
import { checkPublicity } from "./publicity.ts";
import { checkScan } from "./scan.ts";
import { checkSoleReasons } from "./sole-reasons.ts";
import { checkSources } from "./sources.ts";
import { checkStructure } from "./structure.ts";
import { checkThresholdExamples } from "./threshold-examples.ts";
import { checkVersionDays } from "./version-days.ts";
import { checkWords } from "./words.ts";

type VersionCheck = (policy: Policy, version: Version, examples: readonly Example[]) => Finding[];

/** What can be told of a version by reading it. */
const readings: readonly VersionCheck[] = [
  checkBands,
  checkForegoneConclusions,
  checkSources,
  checkParameters,
  checkDelivery,
  checkPublicity,
  checkScan,
  checkWords,
];

/** What is told by judging examples and subjects made up from the rule. */
const trials: readonly VersionCheck[] = [checkSoleReasons, checkThresholdExamples, checkIdleParts];

/**
 * Everything that is wrong with a policy and its examples, as far as it can be told without people; empty when nothing
 * is. What is built on what is wrong is not looked at: of a tree that makes no sense the words, of a rule that is wrong
 * the examples.
 */
export function checkPolicy(policy: Policy, examples: readonly Example[]): Finding[] {
  const versions: readonly Version[] = policy.versions;
  const judgeable = examples.filter((example) => isJudgeable(policy, example));
  const run = (checks: readonly VersionCheck[]) =>
    versions.flatMap((version) => checks.flatMap((check) => check(policy, version, judgeable)));
  const asWhole = [...checkVersionDays(policy), ...checkDiscretion(policy)];
  const ofTrees = run([checkStructure]);
  if (ofTrees.length > 0) return [...asWhole, ...ofTrees];
  const read = [...asWhole, ...run(readings)];
  if (read.length > 0) return read;
  return [...checkExamples(policy, examples), ...run(trials)];
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { notYetIn } from "#shared/judging/in-operation.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { lateRegisters } from "#shared/registers/register.ts";
import { factKeysOf } from "#shared/rules/data-requirement.ts";
import { judgeOn } from "#shared/rules/judge.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { isScanVersion } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { ScanCircumstances } from "#shared/venues/circumstances.ts";
import type { Bearer } from "./load-bearer.ts";
import type { ScanReason } from "./scan.ts";

/** Whether a policy may be granted to somebody now, leaving aside how often it was. */
export interface ScanJudgement {
  readonly policy: Policy;
  /** `not-given`: the policy is only listed yet, so its answer is nobody's. */
  readonly verdict: "granted" | "refused" | "unknown" | "not-given";
  readonly because: ScanReason | undefined;
}

/**
 * Judges one policy for somebody who stands at the gate, by what is known now. What rests on a register that is late
 * counts as not known, so that nothing is granted or refused by it. Where the rule would grant it and the policy is not in
 * operation for this person, the ordinary channel still is: that cannot be told here, and is no refusal.
 */
export function judgeScan(
  policy: Policy,
  { subjectKey, profile }: Pick<Bearer, "subjectKey" | "profile">,
  { registers, stages }: ScanCircumstances,
  on: CivilDate,
  now: Date,
): ScanJudgement {
  const told = (verdict: ScanJudgement["verdict"], because?: ScanReason): ScanJudgement => ({
    policy,
    verdict,
    because,
  });
  const version = versionOn(policy, on);
  if (!isScanVersion(version)) return told("refused", "no-such-policy");
  const complete = new Set(registers.map(({ fact }) => fact));
  const read = readProfileOn(profile, complete, on);
  if (isReportedDead(read)) return told("refused", "no-longer-alive");
  const late = new Set(lateRegisters(registers, factKeysOf(version, on), now));
  const { verdict } = judgeOn(policy, on)(late.size === 0 ? read : without(read, late));
  const notYet = notYetIn(policy, stages, subjectKey, read);
  if (notYet === "not-started") return told("not-given", "not-in-operation");
  if (verdict === "unmet") return told("refused", "not-entitled");
  if (notYet === "retired") return told("refused", "not-in-operation");
  if (notYet !== undefined) return told("unknown", "not-in-operation");
  return verdict === "met" ? told("granted") : told("unknown", "facts-unknown");
}

/** Whoever shows the code of somebody who has died is not that person. */
function isReportedDead({ fact }: Readings): boolean {
  return ["deathDate", "deathCertifiedOn", "crematedOn"].some(
    (name) => fact(name).state === "known",
  );
}

/** The same readings, but for what rests on registers that are late: of that nothing is known. */
function without({ fact, related }: Readings, late: ReadonlySet<string>): Readings {
  return {
    fact: (name) => (late.has(name) ? { state: "missing" } : fact(name)),
    related: (relation) =>
      late.has(relation) ? { members: [], isComplete: false } : related(relation),
  };
}

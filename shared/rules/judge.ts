import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { evaluateAmount, type AmountOutcome } from "#shared/rules/evaluating/evaluate-amount.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import type { ClauseJudged, FactMissing, FactUsed, Judgement } from "./judgement.ts";
import { startJudging, type Judging } from "#shared/rules/evaluating/judging.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import { nextPeriodOn, periodOf } from "./period.ts";
import type { Policy, Version } from "./policy.ts";
import type { ReadFact } from "./reading.ts";
import {
  clausesOf,
  reasonMet,
  reasonUnknown,
  reasonUnmet,
  reasonWithoutVersion,
} from "#shared/rules/wording/reason.ts";
import { conjunction, type Verdict } from "./verdict.ts";
import { nextVersion, nextVersionChange, versionOn } from "./versions.ts";

/**
 * Judges a policy for one subject on one day by the version in force. Pure: the same readings give the same answer.
 * Only facts that the rule names are read. Throws TypeError when a reading's value is not of its fact's type.
 */
export function judge(policy: Policy, read: ReadFact, on: CivilDate): Judgement {
  const version = versionOn(policy, on);
  if (version === undefined) return judgeWithoutVersion(policy, on);
  const judging = startJudging(read, on);
  const eligible = evaluate(version.eligible, judging);
  const amount = eligible.verdict === "unmet" ? undefined : evaluateAmount(version.amount, judging);
  const worth = amount === undefined ? "met" : verdictOfAmount(amount);
  const verdict = conjunction([eligible.verdict, worth]);

  judging.mayChangeOn(nextVersionChange(policy, on));
  if (verdict === "met") judging.mayChangeOn(nextPeriodOn(policy, on));
  const missing = verdict === "unknown" ? missingKeys(eligible, amount) : [];
  const nextChangeOn = judging.nextChangeOn();
  return {
    policy: policy.id,
    version: version.id,
    verdict,
    ...(verdict === "met" && amount !== undefined ? granted(policy, amount, on) : {}),
    reason: reasonOf(policy, version, verdict, eligible, amount, missing, judging),
    clauses: [...clausesOf(eligible, judging), ...amountClause(version, worth)],
    facts: factsUsed(judging),
    missing: missing.map(missingFact),
    ...(nextChangeOn === undefined ? {} : { nextChangeOn }),
  };
}

function judgeWithoutVersion(policy: Policy, on: CivilDate): Judgement {
  const next = nextVersion(policy, on);
  return {
    policy: policy.id,
    version: "none",
    verdict: "unmet",
    reason: reasonWithoutVersion(policy, on, next),
    clauses: [],
    facts: [],
    missing: [],
    ...(next === undefined ? {} : { nextChangeOn: next.from }),
  };
}

/** An amount that comes to nothing leaves nothing to grant. */
function verdictOfAmount(amount: AmountOutcome): Verdict {
  if (amount.state === "unknown") return "unknown";
  return amount.state === "money" && amount.amountFen <= 0 ? "unmet" : "met";
}

function missingKeys(eligible: Outcome, amount: AmountOutcome | undefined): string[] {
  const ofAmount = amount?.state === "unknown" ? amount.missing : [];
  return [...new Set([...eligible.missing, ...ofAmount])];
}

function granted(
  policy: Policy,
  amount: AmountOutcome,
  on: CivilDate,
): Pick<Judgement, "amountFen" | "period"> {
  const period = periodOf(policy, on);
  return {
    ...(amount.state === "money" ? { amountFen: amount.amountFen } : {}),
    ...(period === undefined ? {} : { period }),
  };
}

function reasonOf(
  policy: Policy,
  version: Version,
  verdict: Verdict,
  eligible: Outcome,
  amount: AmountOutcome | undefined,
  missing: readonly string[],
  judging: Judging,
): string {
  if (verdict === "unknown") return reasonUnknown(policy, missing, judging);
  if (verdict === "met" && amount !== undefined) {
    return reasonMet(policy, version, eligible, amount, judging);
  }
  return reasonUnmet(policy, version, eligible, judging);
}

/** The amount is a clause only where it stands in the way. */
function amountClause(version: Version, worth: Verdict): ClauseJudged[] {
  return worth === "met" ? [] : [{ text: `金额：${version.amountInWords}`, verdict: worth }];
}

function factsUsed({ readings }: Judging): FactUsed[] {
  const used: FactUsed[] = [];
  for (const [fact, reading] of readings) {
    if (reading.state !== "known") continue;
    const { value, reportedBy, observedAt } = reading;
    used.push({ fact, value, reportedBy, observedAt });
  }
  return used;
}

function missingFact(fact: string): FactMissing {
  const parsed = parseFactName(fact);
  if (!parsed.ok) throw new TypeError(`no fact of the dictionary: ${fact}`);
  return { fact, steward: parsed.definition.steward };
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluateAmount, type AmountOutcome } from "#shared/rules/evaluating/evaluate-amount.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import type { ClauseJudged, FactGap, FactUsed, Judgement, RelativesRead } from "./judgement.ts";
import { missingIn } from "./missing.ts";
import { startJudging, type Judging } from "#shared/rules/evaluating/judging.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import { nextPeriodOn, periodOf } from "./period.ts";
import type { Policy, Version } from "./policy.ts";
import type { Readings } from "./reading.ts";
import {
  clausesOf,
  reasonMet,
  reasonUnknown,
  reasonUnmet,
  reasonWithoutVersion,
} from "#shared/rules/wording/reason.ts";
import { conjunction, type Verdict } from "./verdict.ts";
import { nextVersion, nextVersionChange, versionOn } from "./versions.ts";
import { wrongRule } from "./wrong-rule.ts";

/**
 * Judges a policy for one subject on one day by the version in force. Pure: the same readings give the same answer.
 * Only facts that the rule names are read. Throws TypeError when a reading's value is not of its fact's type.
 */
export function judge(policy: Policy, readings: Readings, on: CivilDate): Judgement {
  return judgeOn(policy, on)(readings);
}

/** The judge of one policy on one day, for many subjects: what is the same for all of them is worked out once. */
export function judgeOn(policy: Policy, on: CivilDate): (readings: Readings) => Judgement {
  const version = versionOn(policy, on);
  if (version === undefined) {
    const judgement = judgeWithoutVersion(policy, on);
    return () => judgement;
  }
  const rule: RuleOnDay = {
    policy,
    version,
    on,
    texts: new Map(),
    versionChangesOn: nextVersionChange(policy, on),
    period: periodOf(policy, on),
    nextPeriodOn: nextPeriodOn(policy, on),
  };
  return (readings) => {
    try {
      return judgeBy(rule, readings);
    } catch (error) {
      throw wrongRule(policy, version, readings, on, error);
    }
  };
}

/** A version's rule with what is the same for all subjects on a day. */
interface RuleOnDay {
  readonly policy: Policy;
  readonly version: Version;
  readonly on: CivilDate;
  readonly texts: Map<Condition, string>;
  readonly versionChangesOn: CivilDate | undefined;
  readonly period: string | undefined;
  readonly nextPeriodOn: CivilDate | undefined;
}

function judgeBy(rule: RuleOnDay, readings: Readings): Judgement {
  const { policy, version, on, texts, period } = rule;
  const judging = startJudging(readings, on, texts);
  const eligible = evaluate(version.eligible, judging);
  const amount = eligible.verdict === "unmet" ? undefined : evaluateAmount(version.amount, judging);
  const worth = amount === undefined ? "met" : verdictOfAmount(amount);
  const verdict = conjunction([eligible.verdict, worth]);
  judging.mayChangeOn(rule.versionChangesOn);
  const missing = verdict === "unknown" ? missingKeys(eligible, amount) : [];
  const judgement: Writable<Judgement> = {
    policy: policy.id,
    version: version.id,
    verdict,
    reason: reasonOf(policy, version, verdict, eligible, amount, missing, judging),
    clauses: clausesWith(clausesOf(eligible, judging), version, worth),
    facts: factsUsed(judging),
    gaps: gapsIn(judging),
    relatives: relativesRead(judging),
    missing: missing.map((fact) => ({ fact, steward: missingIn(version, fact).steward })),
  };
  if (verdict === "met" && amount !== undefined) {
    judging.mayChangeOn(rule.nextPeriodOn);
    if (amount.state === "money") judgement.amountFen = amount.amountFen;
    if (period !== undefined) judgement.period = period;
  }
  const nextChangeOn = judging.nextChangeOn();
  if (nextChangeOn !== undefined) judgement.nextChangeOn = nextChangeOn;
  return judgement;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function judgeWithoutVersion(policy: Policy, on: CivilDate): Judgement {
  const next = nextVersion(policy, on);
  return {
    policy: policy.id,
    version: "none",
    verdict: "unmet",
    reason: reasonWithoutVersion(policy, on, next),
    clauses: [],
    facts: [],
    gaps: [],
    relatives: [],
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

function reasonOf(
  policy: Policy,
  version: Version,
  verdict: Verdict,
  eligible: Outcome,
  amount: AmountOutcome | undefined,
  missing: readonly string[],
  judging: Judging,
): string {
  if (verdict === "unknown") return reasonUnknown(policy, version, missing, judging);
  if (verdict === "met" && amount !== undefined) {
    return reasonMet(policy, version, eligible, amount, judging);
  }
  return reasonUnmet(policy, version, eligible, judging);
}

/** The amount is a clause only where it stands in the way. */
function clausesWith(
  clauses: readonly ClauseJudged[],
  version: Version,
  worth: Verdict,
): readonly ClauseJudged[] {
  if (worth === "met") return clauses;
  return [...clauses, { text: `金额：${version.amountInWords}`, verdict: worth }];
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

/** What was read and was no value: a replay must meet the same gaps. */
function gapsIn({ readings }: Judging): FactGap[] {
  const gaps: FactGap[] = [];
  for (const [fact, { state }] of readings) if (state !== "known") gaps.push({ fact, state });
  return gaps;
}

function relativesRead({ relations }: Judging): RelativesRead[] {
  return [...relations].map(([relation, { members, isComplete }]) => ({
    relation,
    count: members.length,
    isComplete,
  }));
}

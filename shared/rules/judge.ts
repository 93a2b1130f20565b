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
import { clauseTexts } from "#shared/rules/wording/clause-texts.ts";
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
    clauseTexts: clauseTexts(version.eligible, on),
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
  readonly clauseTexts: readonly string[];
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
  // Texts read too, and only what was read already.
  const reason = reasonOf(policy, version, verdict, eligible, amount, missing, judging);
  const { facts, gaps } = whatWasRead(judging);
  const judgement: Writable<Judgement> = {
    policy: policy.id,
    version: version.id,
    verdict,
    reason,
    clauses: clausesWith(clausesOf(eligible, rule.clauseTexts), version, worth),
    facts,
    gaps,
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

/** What was read: values, and gaps, for a replay must meet the same ones. */
function whatWasRead({ readings }: Judging): { facts: FactUsed[]; gaps: FactGap[] } {
  const facts: FactUsed[] = [];
  const gaps: FactGap[] = [];
  for (const [fact, reading] of readings) {
    if (reading.state === "known") {
      const { value, reportedBy, observedAt } = reading;
      facts.push({ fact, value, reportedBy, observedAt });
    } else gaps.push({ fact, state: reading.state });
  }
  return { facts, gaps };
}

function relativesRead({ relations }: Judging): RelativesRead[] {
  if (relations.size === 0) return [];
  return [...relations].map(([relation, { members, isComplete }]) => ({
    relation,
    count: members.length,
    isComplete,
  }));
}

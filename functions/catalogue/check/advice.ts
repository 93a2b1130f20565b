import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { stewardName } from "#shared/facts/stewards.ts";
import { formatYuan } from "#shared/money/fen.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import type { Judgement, Verdict } from "#shared/rules/judgement.ts";
import { missingIn } from "#shared/rules/missing.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { basisOf, isPartial } from "#shared/rules/wording/amount-basis.ts";
import { topConditions } from "#shared/rules/wording/clause-texts.ts";
import { describe } from "#shared/rules/wording/describe.ts";
import { findingOf } from "#shared/rules/wording/finding.ts";
import { perPeriod } from "#shared/rules/wording/per-period.ts";
import { allTurnOn } from "#shared/rules/wording/turns-on.ts";
import type { Step } from "./next-step.ts";
import type { Trial } from "./trial.ts";

/** What the answers come to: advice, for no office has looked at anything. */
export interface Advice {
  readonly verdict: Verdict;
  /** 每月75元, or the benefit in words; only where the conditions are met. */
  readonly worth?: string;
  /** From what the amount was computed. */
  readonly basis?: string;
  /** Clause by clause, as far as there is anything to say. */
  readonly lines: readonly { readonly verdict: Verdict; readonly text: string }[];
  /** The day on which what is unmet will be met by itself. */
  readonly turnsOn?: CivilDate;
  /** What keeps the answer open, and who keeps the register. */
  readonly open: readonly { readonly label: string; readonly steward: string }[];
}

/** Tells what follows from the answers, in the words of the judge. */
export function adviceOn({ policy, on }: Trial, { judgement, readings }: Step): Advice {
  const { verdict, missing } = judgement;
  const [version] = policy.versions;
  const judging = startJudging(readings, on);
  const outcomes = topConditions(version.eligible).map((clause) => evaluate(clause, judging));
  const lines = outcomes.flatMap((outcome) => {
    const found = findingOf(outcome, judging);
    // What goes without saying is not said, nor what was not asked because it no longer mattered.
    const isIdle = outcome.verdict === "unknown" && verdict !== "unknown";
    if (isIdle || (found === "" && outcome.verdict === "met")) return [];
    return [{ verdict: outcome.verdict, text: found || describe(outcome.condition, on) }];
  });
  const turnsOn = verdict === "unmet" ? allTurnOn(outcomes, judging) : undefined;
  const worth = verdict === "met" ? worthOf(policy, judgement) : undefined;
  const basis = worth === undefined ? "" : basisOf(version.amount, judging);
  const isNothing = verdict === "unmet" && outcomes.every((outcome) => outcome.verdict === "met");
  return {
    verdict,
    lines: isNothing ? [...lines, { verdict, text: "按标准计算，金额为0元" }] : lines,
    open: missing.map(({ fact }) => {
      const { label, steward } = missingIn(version, fact);
      return { label, steward: stewardName(steward) };
    }),
    ...(worth === undefined ? {} : { worth }),
    // A fixed sum is its own ground.
    ...(basis === "" || worth?.endsWith(basis) === true ? {} : { basis }),
    ...(turnsOn === undefined ? {} : { turnsOn }),
  };
}

function worthOf({ period, versions: [{ amount }] }: Policy, { amountFen }: Judgement): string {
  if (amount.kind === "none") return amount.benefit;
  if (amountFen === undefined) return "";
  const whole = perPeriod[period];
  return `${isPartial(amount) ? whole.replace("每", "本") : whole}${formatYuan(amountFen)}`;
}

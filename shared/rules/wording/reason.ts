import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { formatYuan } from "#shared/money/fen.ts";
import type { AmountOutcome } from "#shared/rules/evaluating/evaluate-amount.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import type { ClauseJudged } from "#shared/rules/judgement.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { basisOf, isPartial } from "./amount-basis.ts";
import { findingOf } from "./finding.ts";
import { lackingIn } from "./lacking.ts";
import { perPeriod } from "./per-period.ts";
import { textOf } from "./text-of.ts";
import { allTurnOn } from "./turns-on.ts";

/** The rule's clauses one by one, the parts of its outermost `all`, with what they say: see `clauseTexts`. */
export function clausesOf(outcome: Outcome, texts: readonly string[]): ClauseJudged[] {
  return topParts(outcome).map(({ verdict }, index) => ({ text: texts[index] ?? "", verdict }));
}

/** Why it is granted, and from what the amount was computed. */
export function reasonMet(
  policy: Policy,
  version: Version,
  outcome: Outcome,
  amount: AmountOutcome,
  judging: Judging,
): string {
  let grounds = "";
  for (const part of topParts(outcome)) {
    const found = findingOf(part, judging);
    if (found !== "") grounds = grounds === "" ? found : `${grounds}，${found}`;
  }
  const worth = worthOf(policy, version, amount, judging);
  return `${addressOf(policy)}${grounds || "符合条件"}，因此可享受${policy.title}${worth}。${honestyOf(version)}`;
}

/** Which clauses are not met, and the day on which they will be where a day decides. */
export function reasonUnmet(
  policy: Policy,
  version: Version,
  outcome: Outcome,
  judging: Judging,
): string {
  const you = addressOf(policy);
  const unmet = topParts(outcome).filter(({ verdict }) => verdict === "unmet");
  if (unmet.length === 0) {
    return `按标准计算，${you}的金额为0元，因此目前不能享受${policy.title}。${honestyOf(version)}`;
  }
  const found = unmet.map(
    (part) => findingOf(part, judging) || `不符合“${textOf(part.condition, judging)}”`,
  );
  const turning = policy.period === "visit" ? undefined : allTurnOn(unmet, judging);
  const later =
    turning === undefined ? "" : `到${formatPlainDay(turning)}会自动重新判断，${you}不用申请。`;
  return `${you}${found.join("，")}，因此目前不能享受${policy.title}。${later}${honestyOf(version)}`;
}

/** What is missing, who holds it, and where to apply meanwhile. */
export function reasonUnknown(
  policy: Policy,
  version: Version,
  missing: readonly string[],
  judging: Judging,
): string {
  const { texts, isAnyDisputed, isAnyMissing } = lackingIn(version, missing, judging);
  const settled = [isAnyMissing ? "数据补齐" : "", isAnyDisputed ? "核实清楚" : ""]
    .filter((text) => text !== "")
    .join("、");
  const you = addressOf(policy);
  return `现在还不能判断${you}能否享受${policy.title}：${texts.join("；")}。${settled}后会自动重新判断，${you}不用提交材料；如果不想等，也可以${policy.ordinaryChannel.text}。${honestyOf(version)}`;
}

/** No version is in force. */
export function reasonWithoutVersion(
  policy: Policy,
  on: CivilDate,
  next: Version | undefined,
): string {
  const later = next === undefined ? "" : `，下一版规定自${formatPlainDay(next.from)}起施行`;
  return `${policy.title}在${formatPlainDay(on)}没有施行中的规定${later}。`;
}

function topParts(outcome: Outcome): readonly Outcome[] {
  if (outcome.condition.kind !== "all") return [outcome];
  const isFlat = outcome.parts.every(({ condition }) => condition.kind !== "all");
  return isFlat ? outcome.parts : outcome.parts.flatMap(topParts);
}

function addressOf({ subject }: Policy): string {
  return subject === "person" ? "您" : "贵单位";
}

const partialPrefixes = { ...perPeriod, month: "本月", quarter: "本季度" } as const;

function worthOf(
  { period }: Policy,
  { amount }: Version,
  outcome: AmountOutcome,
  judging: Judging,
): string {
  switch (outcome.state) {
    case "benefit":
      return `：${outcome.text}`;
    case "unknown":
      return "";
    case "money": {
      const prefix = (isPartial(amount) ? partialPrefixes : perPeriod)[period];
      const basis = basisOf(amount, judging);
      return `，${prefix}${formatYuan(outcome.amountFen)}${basis === "" ? "" : `（${basis}）`}`;
    }
  }
  return outcome satisfies never;
}

/** A sample version is never passed off as official. */
function honestyOf({ status }: Version): string {
  return status === "sample" ? "（按示例规则判断，正式标准以主管部门文件为准。）" : "";
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { factLabel, parseFactName } from "#shared/facts/fact-name.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { stewardName, type DepartmentId } from "#shared/facts/stewards.ts";
import { formatYuan } from "#shared/money/fen.ts";
import { describe } from "./describe.ts";
import type { AmountOutcome } from "#shared/rules/evaluating/evaluate-amount.ts";
import { findingOf } from "./finding.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import type { ClauseJudged } from "#shared/rules/judgement.ts";
import type { Outcome } from "#shared/rules/evaluating/outcome.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";

/** The rule's clauses one by one: the parts of its outermost `all`. */
export function clausesOf(outcome: Outcome, judging: Judging): ClauseJudged[] {
  return topParts(outcome).map(({ condition, verdict }) => ({
    text: describe(condition, judging),
    verdict,
  }));
}

/** Why it is granted. */
export function reasonMet(
  policy: Policy,
  version: Version,
  outcome: Outcome,
  amount: AmountOutcome,
  judging: Judging,
): string {
  const found = topParts(outcome).map((part) => findingOf(part, judging));
  const grounds = found.filter((text) => text !== "").join("，") || "符合条件";
  return `${addressOf(policy)}${grounds}，因此可享受${policy.title}${worth(policy, amount)}。${honestyOf(version)}`;
}

/** Which clauses are not met. */
export function reasonUnmet(
  policy: Policy,
  version: Version,
  outcome: Outcome,
  judging: Judging,
): string {
  const unmet = topParts(outcome).filter((part) => part.verdict === "unmet");
  const found = unmet.map(
    (part) => findingOf(part, judging) || `不符合“${describe(part.condition, judging)}”`,
  );
  const grounds = found.join("，") || "按标准计算的金额为零";
  return `${addressOf(policy)}${grounds}，因此目前不能享受${policy.title}。${honestyOf(version)}`;
}

/** What is missing and who holds it. */
export function reasonUnknown(
  policy: Policy,
  missing: readonly string[],
  judging: Judging,
): string {
  const lacking = bySteward(missing, (key) => judging.readings.get(key)?.state !== "conflict");
  const disputed = bySteward(missing, (key) => judging.readings.get(key)?.state === "conflict");
  const parts = [
    lacking === "" ? "" : `还缺少${lacking}的数据`,
    disputed === "" ? "" : `${disputed}的记录前后不一致，正待核实`,
  ].filter((part) => part !== "");
  const you = addressOf(policy);
  return `现在还不能判断${you}能否享受${policy.title}：${parts.join("；")}。数据补齐后会自动重新判断，${you}不需要提交材料。`;
}

/** No version is in force. */
export function reasonWithoutVersion(
  policy: Policy,
  on: CivilDate,
  next: Version | undefined,
): string {
  const later = next === undefined ? "" : `，下一版自${formatPlainDay(next.from)}起施行`;
  return `${policy.title}在${formatPlainDay(on)}没有施行中的规定${later}。`;
}

function topParts(outcome: Outcome): readonly Outcome[] {
  return outcome.condition.kind === "all" ? outcome.parts.flatMap(topParts) : [outcome];
}

function addressOf({ subject }: Policy): string {
  return subject === "person" ? "您" : "贵单位";
}

function worth({ period }: Policy, amount: AmountOutcome): string {
  if (amount.state === "benefit") return `：${amount.text}`;
  if (amount.state === "unknown") return "";
  const prefix = { month: "每月", year: "本年度", once: "一次性", visit: "每次" }[period];
  return `，${prefix}${formatYuan(amount.amountFen)}`;
}

/** A sample version is never passed off as official. */
function honestyOf({ status }: Version): string {
  return status === "sample" ? "（按示例规则判断，正式标准以主管部门文件为准。）" : "";
}

/** "出生日期、户籍所在区（上海市公安局）" */
function bySteward(keys: readonly string[], isWanted: (key: string) => boolean): string {
  const labels = new Map<DepartmentId, string[]>();
  for (const key of keys) {
    const parsed = parseFactName(key);
    if (!parsed.ok || !isWanted(key)) continue;
    const { steward } = parsed.definition;
    labels.set(steward, [...(labels.get(steward) ?? []), factLabel(parsed)]);
  }
  return [...labels]
    .map(([steward, names]) => `${names.join("、")}（${stewardName(steward)}）`)
    .join("、");
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parameterValueOn } from "#shared/rules/language/parameter.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { namedInAmount } from "#shared/rules/walk.ts";
import type { ReadinessItem } from "./readiness-item.ts";

/** No condition of the eligibility is left to people. */
export function beneficiariesItem(policy: Policy, version: Version): ReadinessItem {
  const left = version.eligibilityLeftToPeople ?? [];
  return {
    ...itemOf(policy, "beneficiaries", left.length === 0),
    text:
      left.length === 0
        ? "享受对象的条件全部由登记数据认定。"
        : `有条件只能由人判断：${left.join("；")}。`,
    ...(left.length === 0 ? {} : { clause: left.join("；") }),
  };
}

/** Conditions and amount are those of a document, and no sample. */
export function amountItem(policy: Policy, version: Version, today: CivilDate): ReadinessItem {
  const samples = sampleFigures(version, today);
  const ok = version.status === "sourced" && samples.length === 0;
  return {
    ...itemOf(policy, "amount", ok),
    text: ok
      ? `标准有文件依据：${version.amountInWords}。`
      : version.status === "sample"
        ? "条件和标准是示例，没有现行文件作依据，不能作为正式标准。"
        : `标准用到的数值没有正式公布：${samples.join("、")}。`,
    clause: version.source.clause,
  };
}

function sampleFigures({ amount }: Version, today: CivilDate): string[] {
  const labels = namedInAmount(amount).flatMap((named) => {
    if (named.kind !== "parameter") return [];
    const value = parameterValueOn(named.parameter, today);
    return value?.status === "sourced" ? [] : [named.parameter.label];
  });
  return [...new Set(labels)];
}

/**
 * What demands an application forbids a benefit that comes by itself; the types refuse it. One tap satisfies it, but
 * where only a document demands it, the document can be amended, so it stands on the obstacle list.
 */
export function groundItem(policy: Policy, version: Version): ReadinessItem {
  const { ground } = version;
  const item = { ...itemOf(policy, "ground", true), clause: version.source.clause };
  switch (ground) {
    case "none":
      return { ...item, text: "没有规定要求依申请办理。" };
    case "choice":
      return { ...item, text: "需要本人作出选择，确认一次即可。" };
    case "application-by-law-or-regulation":
      return { ...item, text: "法律法规规定依申请办理，本人确认一次即视为申请。" };
    case "application-by-document":
      return {
        ...item,
        isObstacle: true,
        text: "规范性文件规定依申请办理，本人确认一次即视为申请；文件修订后可以直接兑现。",
      };
  }
  return ground satisfies never;
}

/** Whoever receives it loses nothing by it. */
export function adverseEffectsItem(policy: Policy, version: Version): ReadinessItem {
  return {
    ...itemOf(policy, "adverse-effects", !version.adverseEffects),
    text: version.adverseEffects
      ? "享受后可能对本人有不利影响，须由本人权衡。"
      : "享受后对本人没有不利影响。",
  };
}

function itemOf(
  { leadDepartment }: Policy,
  check: ReadinessItem["check"],
  ok: boolean,
): Omit<ReadinessItem, "text"> {
  return { id: check, check, ok, isObstacle: !ok, owner: leadDepartment };
}

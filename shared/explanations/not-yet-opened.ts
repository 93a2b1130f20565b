import type { ExplainedVerdict } from "#shared/contract/explanations.schema.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { formatFactValue } from "#shared/facts/fact-value.ts";
import { shanghaiDistricts } from "#shared/identity/districts.ts";
import { districtIn, notYetIn } from "#shared/judging/in-operation.ts";
import { levelOf, type Policy } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { districtFactOf, type NotYet } from "#shared/stages/scope.ts";
import { type Pilot, type Stages, stageOf } from "#shared/stages/stage.ts";

/**
 * Why a policy opens nothing yet for who is entitled, in plain Chinese, spoken to the subject, and where to apply
 * meanwhile. Undefined where it does open.
 */
export function notYetOpened(
  policy: Policy,
  stages: Stages,
  subjectKey: string,
  readings: Readings,
): ExplainedVerdict["notYet"] {
  const because = notYetIn(policy, stages, subjectKey, readings);
  if (because === undefined) return undefined;
  const you = policy.subject === "person" ? "您" : "贵单位";
  const { pilot } = stageOf(stages, policy.id);
  const text = `${you}符合条件。${reasonFor(because, policy, pilot, readings)}`;
  if (because === "retired") return { because, text: `${text}如有疑问，请拨打${policy.contact}。` };
  return {
    because,
    text: `${text}${you}不用申请；如果不想等，也可以${policy.ordinaryChannel.text}。`,
  };
}

function reasonFor(
  because: NotYet,
  policy: Policy,
  pilot: Pilot | undefined,
  readings: Readings,
): string {
  const whole = levelOf(policy) === "city" ? "全市" : "全区";
  const isPerson = policy.subject === "person";
  const where = isPerson ? "您的户籍" : "贵单位登记的地址";
  switch (because) {
    case "not-started":
      return "这项政策还没有开始自动办理，开始后会自动办理，";
    case "pilot-elsewhere":
      return `这项政策目前只在${namesOf(pilot)}试点，${where}在${districtText(policy, readings)}，还没有开始；${whole}实施后会自动办理，`;
    case "pilot-district-unknown":
      return `这项政策目前只在${namesOf(pilot)}试点，${where}在哪个区还没有可靠的数据；数据补齐后会自动重新判断，`;
    case "not-in-pilot-share":
      return `这项政策目前只对一部分${isPerson ? "人" : "单位"}试点，还没有轮到${isPerson ? "您" : "贵单位"}；${whole}实施后会自动办理，`;
    case "paused":
      return "这项政策目前暂停实施，恢复后会自动办理，";
    case "retired":
      return "不过这项政策已经终止，不再自动办理。";
  }
  return because satisfies never;
}

function namesOf(pilot: Pilot | undefined): string {
  const districts = pilot !== undefined && "districts" in pilot ? pilot.districts : [];
  return districts.map((code) => shanghaiDistricts[code]).join("、");
}

function districtText({ subject }: Policy, readings: Readings): string {
  const district = districtIn(readings, subject);
  return district === undefined
    ? ""
    : formatFactValue(definitionOf(districtFactOf(subject)), district);
}

import { addDays, earliest, type CivilDate } from "#shared/calendar/civil-date.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { departmentNames, type DepartmentId } from "#shared/identity/departments.ts";
import { boundaryExamples } from "#shared/rules/boundaries.ts";
import { factsOfVersion } from "#shared/rules/data-requirement.ts";
import { nextParameterChange } from "#shared/rules/language/parameter.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { nextVersion, versionOn } from "#shared/rules/versions.ts";
import { clauseTexts } from "#shared/rules/wording/clause-texts.ts";
import { parametersNamed } from "#shared/rules/wording/evidence.ts";
import { boundaryPairs } from "./boundary-words.ts";
import { figuresOfVersion, figureText, namedInVersion } from "./figures-in-words.ts";

const subjects = { person: "个人", organisation: "企业和其他组织" } as const;
const modes = { direct: "直接兑现", confirm: "一键确认", scan: "扫码识别" } as const;
const periods = {
  month: "每月",
  quarter: "每季度",
  year: "每年",
  once: "一次",
  visit: "每次到场",
} as const;

/** A policy as its rule stands on a day, line by line: what the rule says, rests on, needs, and where it turns. */
export function policyInWords(policy: Policy, on: CivilDate): string[] {
  const version = versionOn(policy, on);
  return [
    `${policy.title}（${policy.id}）`,
    `  牵头单位：${departmentNames[policy.leadDepartment]}`,
    `  对象：${subjects[policy.subject]}；周期：${periods[policy.period]}`,
    "",
    ...(version === undefined
      ? [`${formatPlainDay(on)}没有施行中的版本。`]
      : versionInWords(policy, version, on)),
    ...nextChangeInWords(policy, version, on),
  ];
}

function versionInWords(policy: Policy, version: Version, on: CivilDate): string[] {
  const figures = figuresOfVersion(version, on);
  return [
    `${formatPlainDay(on)}适用的版本：${version.id}（${version.status === "sample" ? "示例，不作为正式依据" : "有依据"}）`,
    ...sourceInWords(version),
    "",
    "条款（须同时符合）",
    ...clauseTexts(version.eligible, on).map((text, index) => `  ${index + 1}. ${text}`),
    `金额：${version.amountInWords}`,
    ...(figures.length === 0
      ? []
      : ["采用的标准", ...figures.map((one) => `  ${figureText(one)}`)]),
    "不由系统判断",
    ...version.leftToPeople.map((text) => `  ${text}`),
    "",
    "需要的数据",
    ...requirementInWords(version),
    "",
    ...boundariesInWords(policy, version),
  ];
}

function sourceInWords({ from, until, mode, source }: Version): string[] {
  const { document, clause, inForceUntil, url, note } = source;
  return [
    `  施行：自${formatPlainDay(from)}起${until === undefined ? "" : `，到${formatPlainDay(until)}止`}；方式：${modes[mode]}`,
    `  依据：${document}“${clause}”`,
    `  文件有效期：${inForceUntil === "not-stated" ? "未注明" : `到${formatPlainDay(inForceUntil)}止`}`,
    ...(url === undefined ? [] : [`  网址：${url}`]),
    ...(note === undefined ? [] : [`  说明：${note}`]),
  ];
}

function requirementInWords(version: Version): string[] {
  const labels = new Map<DepartmentId, string[]>();
  for (const { steward, label } of factsOfVersion(version)) {
    labels.set(steward, [...(labels.get(steward) ?? []), label]);
  }
  return [...labels].map(
    ([steward, names]) => `  ${departmentNames[steward]}：${names.join("、")}`,
  );
}

function boundariesInWords(policy: Policy, version: Version): string[] {
  const pairs = boundaryPairs(policy, version, boundaryExamples(policy, version));
  const [first] = pairs;
  if (first === undefined) return [];
  return [
    `临界示例（按${formatPlainDay(first.on)}判断，每组只差一步）`,
    ...pairs.flatMap(({ threshold, sides, alike }) => [
      `  ${threshold}${alike === "" ? "" : `（${alike}）`}`,
      ...sides.map(({ who, gets }) => `    ${who} → ${gets}`),
    ]),
    "",
  ];
}

/** The next day on which the rule itself is another one. */
function nextChangeInWords(policy: Policy, version: Version | undefined, on: CivilDate): string[] {
  const next = nextVersion(policy, on);
  const ended = version?.until === undefined ? undefined : addDays(version.until, 1);
  const turning = (version === undefined ? [] : parametersNamed(namedInVersion(version))).map(
    (parameter) => ({ label: parameter.label, day: nextParameterChange(parameter, on) }),
  );
  const day = earliest(next?.from, ended, ...turning.map((one) => one.day));
  if (day === undefined) return ["下一次变化：没有已知的变化"];
  const what = [
    ...(next?.from === day ? [`版本 ${next.id} 开始施行`] : []),
    ...(ended === day && next?.from !== day ? ["现行版本到期，没有后续版本"] : []),
    ...turning.flatMap((one) => (one.day === day ? [`${one.label}重新确定`] : [])),
  ];
  return [`下一次变化：${formatPlainDay(day)}，${what.join("，")}`];
}

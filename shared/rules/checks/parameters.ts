import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { parameterOn, type Parameter } from "#shared/rules/language/parameter.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { namedInAmount, namedInCondition } from "#shared/rules/walk.ts";
import { findingsIn, type Finding } from "./finding.ts";
import { faultsOfSource } from "./sources.ts";

type Fault = readonly [en: string, zh: string];

/** The parameters of a version: each value cites its source, values ascend, and the version's days have one. */
export function checkParameters(policy: Policy, version: Version): Finding[] {
  const say = findingsIn(policy, version);
  return parametersOf(version).flatMap((parameter) =>
    [...faultsOfValues(parameter), ...faultsOfDays(parameter, version)].map(([en, zh]) =>
      say(parameter.label, en, zh),
    ),
  );
}

/** Every parameter that a version's rule names, once. */
export function parametersOf({ eligible, amount, fundingGuard }: Version): Parameter[] {
  const named = [...namedInCondition(eligible), ...namedInAmount(amount)];
  const ofRule = named.flatMap((one) => (one.kind === "parameter" ? [one.parameter] : []));
  return [...new Set(fundingGuard === undefined ? ofRule : [...ofRule, fundingGuard.figure])];
}

function faultsOfValues({ values }: Parameter): Fault[] {
  const list: readonly Parameter["values"][number][] = values;
  return list.flatMap((value, index): Fault[] => {
    const { from, until, source, status } = value;
    const next = list[index + 1];
    const faults = faultsOfSource(source).map(([field, en, zh]): Fault => [
      `The value from ${from}, source.${field}: ${en}`,
      `${from}起的取值：${zh}`,
    ]);
    if (until !== undefined && until < from) {
      faults.push([
        `The value from ${from} ends on ${until}, before it begins. Correct one of the days.`,
        `${from}起的取值结束日早于开始日，请更正。`,
      ]);
    }
    if (next !== undefined && (until === undefined || next.from <= until)) {
      faults.push([
        `The value from ${from} overlaps the one from ${next.from}. End it before that day, and keep values in the order of their days.`,
        `${from}起的取值与${next.from}起的重叠，请更正。`,
      ]);
    }
    if (source.document.startsWith("示例") !== (status === "sample")) {
      faults.push([
        `The value from ${from} and its document do not agree on whether it is a sample. Begin a sample’s document with “示例”, and no other’s.`,
        `${from}起的取值与文件名不一致：示例须以“示例”开头，其他不得如此。`,
      ]);
    }
    const { inForceUntil } = source;
    if (inForceUntil !== "not-stated" && (until === undefined || until > inForceUntil)) {
      faults.push([
        `The value from ${from} goes on after its document ended on ${inForceUntil}. End it there.`,
        `${from}起的取值超过了文件的有效期（${inForceUntil}），请按期结束。`,
      ]);
    }
    return faults;
  });
}

/** Without a value nobody can be judged: neither on the version's first day, nor between two values within it. */
function faultsOfDays(parameter: Parameter, { from, until }: Version): Fault[] {
  const { values } = parameter;
  const ends = values.flatMap((one): CivilDate[] =>
    one.until === undefined ? [] : [addDays(one.until, 1)],
  );
  const last = until ?? values.at(-1)?.from ?? from;
  const days = [from, ...ends.filter((day) => day > from && day <= last)];
  return days
    .filter((day) => parameterOn(parameter, day) === undefined)
    .map((day): Fault => [
      `It has no value on ${day}, so that nobody can be judged. Add the value, or begin the version later.`,
      `${day}没有取值，无法判断；请补充取值，或者推迟版本的开始日。`,
    ]);
}

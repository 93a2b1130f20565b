import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import type { FigureUsed } from "#shared/rules/judgement.ts";
import type { Version } from "#shared/rules/policy.ts";
import { namedInAmount, namedInCondition, type Named } from "#shared/rules/walk.ts";
import { figuresNamed } from "#shared/rules/wording/evidence.ts";

/** The published figures that a version uses on a day. */
export function figuresOfVersion(version: Version, on: CivilDate): FigureUsed[] {
  return figuresNamed(namedInVersion(version), on);
}

/** Everything that a version's rule names. */
export function namedInVersion({ eligible, amount }: Version): Named[] {
  return [...namedInCondition(eligible), ...namedInAmount(amount)];
}

/** "城乡居民最低生活保障标准：1,330元（自2021年7月1日起，到2022年6月30日止；…）" */
export function figureText(figure: FigureUsed): string {
  const { label, publisher, text, status, source } = figure;
  if (text === undefined) return `${label}：当日没有数值，等待${departmentNames[publisher]}公布`;
  const document = source === undefined ? "" : `；${source.document}`;
  const isSample = status === "sample" && source?.document.startsWith("示例") !== true;
  return `${label}：${text}（${validityText(figure)}${document}${isSample ? "；示例" : ""}）`;
}

/** "自2024年1月1日起，到2024年12月31日止" */
export function validityText({ from, until }: FigureUsed): string {
  if (from === undefined) return "";
  return `自${formatPlainDay(from)}起${until === undefined ? "" : `，到${formatPlainDay(until)}止`}`;
}

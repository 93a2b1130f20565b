import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import { placesOf } from "#shared/rules/boundaries/nodes.ts";
import type { Source } from "#shared/rules/language/source.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { clauseAt, findingsIn, type Finding } from "./finding.ts";

type Fault = readonly [field: string, en: string, zh: string];

/** A version cites its document and clause and does not outlive it; what is rounded names the clause that says so. */
export function checkSources(policy: Policy, version: Version): Finding[] {
  const say = findingsIn(policy, version);
  const { source, until } = version;
  const { inForceUntil } = source;
  const outlives =
    parseCivilDate(inForceUntil) !== undefined && (until === undefined || until > inForceUntil);
  return [
    ...faultsOfSource(source).map(([field, en, zh]) => say(`source.${field}`, en, zh)),
    ...(outlives
      ? [
          say(
            "source.inForceUntil",
            `The version goes on after its document ended on ${inForceUntil}. End it there, and continue with a sample version.`,
            `版本的施行期超过了文件的有效期（${inForceUntil}），请按期结束，另立示例版本。`,
          ),
        ]
      : []),
    ...placesOf(version).flatMap((place) => {
      const { node } = place;
      if (node.kind !== "number") return [];
      const { number } = node;
      if (number.kind !== "proportion" && number.kind !== "proRata") return [];
      if (isCited(number.rounding.clause)) return [];
      return [
        say(
          clauseAt(place, version),
          "The rounding names no clause. Say which clause rounds so, or that the house does.",
          "取舍方式没有写明依据的条款，请补充。",
        ),
      ];
    }),
  ];
}

/** What a source lacks, by the name of the field. */
export function faultsOfSource({ document, clause, url, inForceUntil }: Source): Fault[] {
  const faults: Fault[] = [];
  for (const [field, text] of [
    ["document", document],
    ["clause", clause],
  ] as const) {
    if (isCited(text)) continue;
    faults.push([
      field,
      `“${text}” cites nothing. Name the ${field} as it is printed.`,
      "没有写明出处，请按原文补充。",
    ]);
  }
  if (inForceUntil !== "not-stated" && parseCivilDate(inForceUntil) === undefined) {
    faults.push([
      "inForceUntil",
      `“${inForceUntil}” is no real day. Write YYYY-MM-DD, or "not-stated".`,
      "不是真实的日期，请写 YYYY-MM-DD 或者 not-stated。",
    ]);
  }
  if (url !== undefined && !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(url)) {
    faults.push(["url", `“${url}” is no address. Write it whole.`, "不是有效的网址，请写全。"]);
  }
  return faults;
}

/** Whether a text names a document or a clause, and is no placeholder. */
export function isCited(text: string): boolean {
  return text.trim() !== "" && !/todo|tbd|fixme|xx|\?\?|？？|…|待补|待定|占位/i.test(text);
}

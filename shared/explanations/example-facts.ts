import { factNames } from "#shared/facts/dictionary.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import {
  isRelationName,
  relationDefinition,
  relationNames,
  type RelationName,
} from "#shared/facts/relations.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";

/** The facts of one subject, or what is wrong with the text and what to do, in Chinese. */
export type FactsRead =
  | { readonly ok: true; readonly facts: ExampleFacts }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads facts as the examples of policies write them: {"birthDate": "1961-03-01", "child": [{"birthDate": "…"}]}. A fact
 * may also be "missing" or "conflict", and a relation "missing".
 */
export function readExampleFacts(text: string, about: About): FactsRead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return {
      ok: false,
      problems: ['文件不是有效的 JSON，请写成 {"birthDate": "1961-03-01"} 的形式'],
    };
  }
  const problems = problemsIn(json, about, "");
  return problems.length === 0 ? { ok: true, facts: checkedFacts(json) } : { ok: false, problems };
}

function problemsIn(json: unknown, about: About, where: string): string[] {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return [`${where === "" ? "文件的内容" : where}应为一个对象，例如 {"birthDate": "1961-03-01"}`];
  }
  return Object.entries(json).flatMap(([key, value]: [string, unknown]) => {
    const place = where === "" ? key : `${where}.${key}`;
    return isRelationName(key)
      ? problemsOfRelatives(key, value, about, place)
      : problemsOfFact(key, value, about, place);
  });
}

function problemsOfFact(key: string, value: unknown, about: About, place: string): string[] {
  const parsed = parseFactName(key);
  if (!parsed.ok) return [`${place}：${parsed.problem.zh}${suggestion(key)}`];
  const { definition } = parsed;
  if (definition.about !== about) return [`${place}：${otherSubject(definition.about)}`];
  if (value === "missing" || value === "conflict") return [];
  const checked = checkFactValue(definition, value);
  return checked.ok ? [] : [`${place}：${checked.problem.zh}`];
}

function problemsOfRelatives(
  relation: RelationName,
  value: unknown,
  about: About,
  place: string,
): string[] {
  const definition = relationDefinition(relation);
  if (definition.about !== about) return [`${place}：${otherSubject(definition.about)}`];
  if (value === "missing") return [];
  if (!Array.isArray(value)) {
    return [`${place}：应为列表，每人一个对象，例如 [{"birthDate": "2010-03-08"}]，或者 "missing"`];
  }
  return value.flatMap((member: unknown, index) =>
    problemsIn(member, definition.other, `${place}[${index + 1}]`),
  );
}

const subjectWords = { person: "个人", organisation: "组织" } as const;

function otherSubject(about: About): string {
  return `这是${subjectWords[about]}的数据，请从这里删去`;
}

/** The names that begin alike, for somebody who has mistyped one. */
function suggestion(key: string): string {
  const begun = (key.split("@")[0] ?? key).slice(0, 4).toLowerCase();
  const alike = [...factNames, ...relationNames].filter((name) =>
    name.toLowerCase().startsWith(begun),
  );
  return alike.length === 0 ? "" : `是否为 ${alike.join("、")}？`;
}

/** Guarantee: `problemsIn` found nothing wrong with it. */
function checkedFacts(json: unknown): ExampleFacts {
  return json as ExampleFacts;
}

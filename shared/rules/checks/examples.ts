import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { readExample, type Example, type ExampleFacts } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { findingsIn, type Finding } from "./finding.ts";
import { judgedExamples } from "./judged-example.ts";

const verdicts = ["met", "unmet", "unknown"] as const satisfies readonly Verdict[];

/** Every example is judged as it says, of facts that can be reported; together they show every version and verdict. */
export function checkExamples(policy: Policy, examples: readonly Example[]): Finding[] {
  const say = findingsIn(policy);
  const versions: readonly Version[] = policy.versions;
  const judged = judgedExamples(policy, examples);
  const shown = new Set(examples.map((example) => example.expect.verdict));
  const names = examples.map(({ name }) => name);
  return [
    ...examples.flatMap((example) => faultsOf(policy, example)),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) =>
        say(
          `example ${name}`,
          "Another example has the same name. Say what differs.",
          "例名重复，请写明区别。",
        ),
      ),
    ...verdicts
      .filter((verdict) => !shown.has(verdict))
      .map((verdict) =>
        say(
          "examples",
          `No example is ${verdict}. Add one.`,
          `没有结论为 ${verdict} 的例子，请补充。`,
        ),
      ),
    ...versions
      .filter((version) => !judged.some((one) => one.version === version))
      .map((version) =>
        findingsIn(policy, version)(
          "examples",
          "No example falls under it. Add one on a day when it is in force.",
          "没有适用这一版本的例子，请补充。",
        ),
      ),
  ];
}

function faultsOf(policy: Policy, { name, on, facts, expect }: Example): Finding[] {
  const say = findingsIn(policy);
  const clause = `example ${name}`;
  const day = parseCivilDate(on);
  if (day === undefined) {
    return [say(clause, `“${on}” is no real day. Write YYYY-MM-DD.`, "日期不存在，请更正。")];
  }
  const faults = faultsOfFacts(facts, policy.subject).map(([key, en, zh]) =>
    say(`${clause}, ${key}`, en, zh),
  );
  if (faults.length > 0) return faults;
  const { verdict, amountFen, missing } = judge(policy, readExample(facts), day);
  const found = {
    verdict,
    amountFen,
    missing: verdict === "unknown" ? missing.map(({ fact }) => fact) : undefined,
  };
  if (JSON.stringify(found) === JSON.stringify(expect)) return [];
  const [judged, said] = [JSON.stringify(found), JSON.stringify(expect)];
  return [
    say(
      clause,
      `It is judged as ${judged}, but says ${said}. Correct the rule or the example.`,
      `判断结果为 ${judged}，与例子所写 ${said} 不符，请更正规则或者例子。`,
    ),
  ];
}

/** Whether the judge can be asked about its facts at all. */
export function isJudgeable({ subject }: Policy, { facts }: Example): boolean {
  return faultsOfFacts(facts, subject).length === 0;
}

type Fault = readonly [key: string, en: string, zh: string];

/** Each is a fact of the dictionary about the subject, with a value that a steward could report; so are relatives'. */
function faultsOfFacts(facts: ExampleFacts, about: About): Fault[] {
  return Object.entries(facts).flatMap(([key, value]): Fault[] => {
    if (isRelationName(key)) {
      const { about: whose, other } = relationDefinition(key);
      if (whose !== about) return [anothers(key)];
      const members = typeof value === "object" ? value : [];
      return members.flatMap((one: ExampleFacts) => faultsOfFacts(one, other));
    }
    const parsed = parseFactName(key);
    if (!parsed.ok) return [[key, parsed.problem.en, parsed.problem.zh]];
    if (parsed.definition.about !== about) return [anothers(key)];
    if (value === "missing" || value === "conflict") return [];
    const checked = checkFactValue(parsed.definition, value);
    if (!checked.ok) return [[key, checked.problem.en, checked.problem.zh]];
    return checked.value === value
      ? []
      : [[key, "Write the value as it is kept.", "请按存储的写法书写。"]];
  });
}

function anothers(key: string): Fault {
  return [
    key,
    "It is not about the policy’s subject. Take a fact of the subject’s own.",
    "不是本政策对象的数据，请改用对象自身的数据。",
  ];
}

import { scanTerms } from "#shared/testing/scan-terms.ts";
import { ZenEngine } from "@gorules/zen-engine";
import jsonLogic, { type RulesLogic } from "json-logic-js";
import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { districtCodes } from "#shared/facts/districts.ts";
import { judgeOn } from "#shared/rules/judge.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { ageAtLeast, atMost, holds, is, isOneOf } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";
import { policy } from "#shared/rules/policy.ts";
import { readingsOf } from "#shared/rules/reading.ts";
import { compileRule } from "./compile-rule.ts";
import { readFlat, type FlatFacts } from "./flat-facts.ts";

/** One rule of six conditions, said to five engines, and judged for the same 20,000 people. */
const on = civilDate("2026-03-01");
const setting = { on, complete: new Set<string>() };

const sixConditions = policy({
  id: "six-conditions",
  title: "六个条件",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "link",
  period: "visit",
  standing: false,
  commitment: "",
  fulfilment: { kind: "service", payer: "civil-affairs" },
  ordinaryChannel: { text: "申请" },
  versions: [
    {
      id: "sample-2020",
      from: "2020-01-01",
      status: "sample",
      source: { document: "示例", clause: "示例", inForceUntil: "not-stated" },
      mode: "scan",
      ground: "none",
      adverseEffects: false,
      eligible: all(
        isOneOf("hukouDistrict", districtCodes),
        ageAtLeast(65),
        any(holds("minimumLivingAllowance"), atMost(fact("disabilityGrade"), 2)),
        is("studentStatus", "none"),
        not(holds("veteran")),
      ),
      amount: benefit("优待"),
      amountInWords: "优待",
      scan: scanTerms,
      arrears: "none",
      leftToPeople: [],
    },
  ],
});
const [version] = sixConditions.versions;

interface Person {
  readonly hukouDistrict: string;
  readonly birthDate: string;
  readonly minimumLivingAllowance: boolean;
  readonly disabilityGrade: number;
  readonly studentStatus: string;
  readonly veteran: boolean;
}

/** The same for every run: a small generator of pseudo-random numbers. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const random = randomFrom(2026);
const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
const people: readonly Person[] = Array.from({ length: 20_000 }, () => ({
  hukouDistrict: random() < 0.9 ? pick(districtCodes) : "elsewhere",
  birthDate: `${1930 + Math.floor(random() * 50)}-0${1 + Math.floor(random() * 9)}-15`,
  minimumLivingAllowance: random() < 0.4,
  disabilityGrade: 1 + Math.floor(random() * 4),
  studentStatus: random() < 0.9 ? "none" : "university",
  veteran: random() < 0.1,
}));
const flat: readonly FlatFacts[] = people.map((person) => ({ ...person }));
// What was reported of them, as a profile holds it.
const readings = flat.map((facts) => {
  const read = readFlat({ facts }, setting);
  const known = new Map(Object.keys(facts).map((key) => [key, read.fact(key)]));
  return readingsOf((key) => known.get(key) ?? { state: "missing" });
});
// The others know no dates: they are given the day as a number.
const numbered = people.map((person) => ({
  ...person,
  born: Number(person.birthDate.replaceAll("-", "")),
}));
const bornBy = 1961_03_01;

const compiled = compileRule(version, setting);

const logic: RulesLogic = {
  and: [
    { in: [{ var: "hukouDistrict" }, [...districtCodes]] },
    { "<=": [{ var: "born" }, bornBy] },
    { or: [{ var: "minimumLivingAllowance" }, { "<=": [{ var: "disabilityGrade" }, 2] }] },
    { "===": [{ var: "studentStatus" }, "none"] },
    { "!": [{ var: "veteran" }] },
  ],
};
const built = new LogicEngine().build(logic);

const engine = new Engine([
  {
    conditions: {
      all: [
        { fact: "hukouDistrict", operator: "in", value: [...districtCodes] },
        { fact: "born", operator: "lessThanInclusive", value: bornBy },
        {
          any: [
            { fact: "minimumLivingAllowance", operator: "equal", value: true },
            { fact: "disabilityGrade", operator: "lessThanInclusive", value: 2 },
          ],
        },
        { fact: "studentStatus", operator: "equal", value: "none" },
        { fact: "veteran", operator: "equal", value: false },
      ],
    },
    event: { type: "met" },
  },
]);

const districts = districtCodes.map((code) => `"${code}"`).join(", ");
const expression = `hukouDistrict in [${districts}] and born <= ${bornBy} and (minimumLivingAllowance or disabilityGrade <= 2) and studentStatus == "none" and not veteran`;
const decision = new ZenEngine().createDecision({
  contentType: "application/vnd.gorules.decision",
  nodes: [
    { id: "in", name: "in", type: "inputNode", content: {} },
    {
      id: "rule",
      name: "rule",
      type: "expressionNode",
      content: { expressions: [{ id: "1", key: "met", value: expression }] },
    },
    { id: "out", name: "out", type: "outputNode", content: {} },
  ],
  edges: [
    { id: "1", sourceId: "in", targetId: "rule", type: "edge" },
    { id: "2", sourceId: "rule", targetId: "out", type: "edge" },
  ],
});

function count<T>(list: readonly T[], isMet: (one: T) => unknown): number {
  let met = 0;
  for (const one of list) if (isMet(one) === true) met += 1;
  return met;
}

const byZen = async () => {
  let met = 0;
  for (const one of numbered) if ((await decision.evaluate(one)).result.met === true) met += 1;
  return met;
};
const byJsonRulesEngine = async () => {
  let met = 0;
  for (const one of numbered) {
    const { results, failureResults } = await engine.run(one);
    if (results.length > failureResults.length) met += 1;
  }
  return met;
};

const ours = "Jixiang, closures";
const contenders = {
  [ours]: () => count(flat, (one) => compiled.verdict(one) === "met"),
  "json-logic-engine (new Function)": () => count(numbered, (one) => built(one)),
  "json-logic-js": () => count(numbered, (one) => jsonLogic.apply(logic, one)),
  "@gorules/zen-engine": byZen,
  "json-rules-engine": byJsonRulesEngine,
};
const judged = "Jixiang, verdict and full reason";
const judgeOne = judgeOn(sixConditions, on);
const withReason = () => count(readings, (one) => judgeOne(one).verdict === "met");

test("all engines find the same people eligible", async () => {
  const found = await Promise.all(
    [...Object.values(contenders), withReason].map(async (run) => run()),
  );
  expect(new Set(found).size).toBe(1);
  expect(found[0]).toBeGreaterThan(1000);
});

test("20,000 verdicts on a rule of six conditions", { timeout: 300_000 }, async ({ bench }) => {
  const entries = Object.entries(contenders).map(([name, run]) => bench(name, run));
  const results = await bench.compare(...entries, bench(judged, withReason), {
    iterations: 10,
    time: 500,
    warmupIterations: 5,
    warmupTime: 200,
  });
  const milliseconds = (name: string) => results.get(name).latency.p50;
  const fastestOther = Math.min(
    ...Object.keys(contenders)
      .filter((name) => name !== ours)
      .map(milliseconds),
  );
  const bars = [
    [`${ours} : the fastest other engine`, fastestOther / milliseconds(ours), 1.5],
    [`${ours} : json-rules-engine`, milliseconds("json-rules-engine") / milliseconds(ours), 100],
    [`${judged} : json-rules-engine`, milliseconds("json-rules-engine") / milliseconds(judged), 10],
  ] as const;
  console.table(
    [...Object.keys(contenders), judged].map((name) => ({
      engine: name,
      "verdicts a second": Math.round(20_000_000 / milliseconds(name)).toLocaleString("en"),
    })),
  );
  console.table(
    bars.map(([ratio, times, bar]) => ({
      ratio,
      times: times.toFixed(1),
      bar: `≥ ${bar}`,
      met: times >= bar ? "yes" : "NO",
    })),
  );
});

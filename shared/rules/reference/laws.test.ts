import { describe, expect, it } from "vitest";
import { isRelationName, relationNames } from "#shared/facts/relations.ts";
import {
  areAll,
  readFlat,
  type FlatFacts,
  type FlatSubject,
  type Setting,
} from "#shared/rules/compiled/flat-facts.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { keyOn } from "#shared/rules/language/fact-reference.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { arbitraryRule, arbitraryRuleWithoutCases, type Rule } from "./arbitrary-rule.ts";
import { arbitraryTrial } from "./arbitrary-subject.ts";
import { examineEveryCase } from "./every-case.ts";
import { judgeRule, type Answer } from "./judged-rule.ts";
import { mentionsOf } from "./rule-mentions.ts";

const answerOf = (rule: Rule, setting: Setting, subject: FlatSubject): Answer =>
  judgeRule(rule, readFlat(subject, setting), setting.on).answer;

const show = (answer: Answer) => JSON.stringify(answer);

/** Known is never unknown again; and without `cases` it stays what it is. */
const mayBecome = (less: Answer, more: Answer, isWithCases: boolean) =>
  less.verdict === "unknown" ||
  (isWithCases ? more.verdict !== "unknown" : show(less) === show(more));

interface Subjects {
  readonly setting: Setting;
  readonly subject: FlatSubject;
}

/** Each law makes from one case others of which more, or less, is known. */
async function knowingMoreNeverMakesUnknown(
  make: (
    rule: Rule,
    setting: Setting,
    subject: FlatSubject,
  ) => Iterable<{ less: Subjects; more: Subjects }>,
): Promise<number> {
  let compared = 0;
  for (const [rules, isWithCases] of [
    [arbitraryRule, true],
    [arbitraryRuleWithoutCases, false],
  ] as const) {
    await examineEveryCase(arbitraryTrial(rules, 10), 400, (rule, setting, subjects) =>
      subjects.map((subject) => {
        for (const { less, more } of make(rule, setting, subject)) {
          compared += 1;
          const [before, after] = [less, more].map((known) =>
            answerOf(rule, known.setting, known.subject),
          );
          if (before === undefined || after === undefined) continue;
          if (mayBecome(before, after, isWithCases)) continue;
          return `${show(before)} became ${show(after)} when more was known than ${JSON.stringify(less.subject)}`;
        }
        return undefined;
      }),
    );
  }
  return compared;
}

/** Everyone's facts, the relatives' too, one after the other. */
function* eachFactChanged(
  { facts, relatives = {} }: FlatSubject,
  change: (facts: FlatFacts, key: string) => FlatFacts,
): Generator<{ subject: FlatSubject; key: string }> {
  for (const key of Object.keys(facts)) {
    yield { subject: { facts: change(facts, key), relatives }, key };
  }
  for (const [relation, members] of Object.entries(relatives)) {
    for (const [index, member] of members.entries()) {
      for (const key of Object.keys(member)) {
        const others = { ...relatives, [relation]: members.with(index, change(member, key)) };
        yield { subject: { facts, relatives: others }, key };
      }
    }
  }
}

const inConflict = (facts: FlatFacts, key: string): FlatFacts => ({ ...facts, [key]: null });
const without = (facts: FlatFacts, key: string): FlatFacts =>
  Object.fromEntries(Object.entries(facts).filter(([other]) => other !== key));

describe("what is known less", () => {
  it("by a contradiction never makes an unknown verdict known", async () => {
    const compared = await knowingMoreNeverMakesUnknown(function* (_, setting, subject) {
      for (const { subject: less } of eachFactChanged(subject, inConflict)) {
        yield { less: { setting, subject: less }, more: { setting, subject } };
      }
    });
    expect(compared).toBeGreaterThan(10_000);
  });

  it("by a report that is missing never makes an unknown verdict known", async () => {
    const compared = await knowingMoreNeverMakesUnknown(function* (_, setting, subject) {
      for (const { subject: less, key } of eachFactChanged(subject, without)) {
        if (setting.complete.has(key)) continue;
        yield { less: { setting, subject: less }, more: { setting, subject } };
      }
    });
    expect(compared).toBeGreaterThan(10_000);
  });

  it("by a register that is not complete never makes an unknown verdict known", async () => {
    const compared = await knowingMoreNeverMakesUnknown(function* (_, setting, subject) {
      for (const name of setting.complete) {
        const complete = new Set([...setting.complete].filter((other) => other !== name));
        yield { less: { setting: { ...setting, complete }, subject }, more: { setting, subject } };
      }
    });
    expect(compared).toBeGreaterThan(5_000);
  });

  it("by a relative that is missing never makes an unknown verdict known, where they are not all", async () => {
    const compared = await knowingMoreNeverMakesUnknown(function* (_, setting, subject) {
      for (const relation of relationNames) {
        const members = subject.relatives?.[relation] ?? [];
        if (areAll(relation, setting)) continue;
        for (const index of members.keys()) {
          const fewer = { ...subject.relatives, [relation]: members.toSpliced(index, 1) };
          const less = { setting, subject: { facts: subject.facts, relatives: fewer } };
          yield { less, more: { setting, subject } };
        }
      }
    });
    expect(compared).toBeGreaterThan(3_000);
  });
});

describe("a contradiction", () => {
  it("counts exactly as nothing reported to a register that is not complete", async () => {
    let compared = 0;
    await examineEveryCase(arbitraryTrial(arbitraryRule, 10), 300, (rule, setting, subjects) => {
      const { facts, relatives } = mentionsOf(rule);
      const references = [...facts, ...[...relatives.values()].flat()];
      return subjects.map((subject) => {
        for (const { name } of references) {
          const complete = new Set([...setting.complete].filter((other) => other !== name));
          const keys = references
            .filter((each) => each.name === name)
            .map((each) => keyOn(each, setting.on));
          const everywhere = (change: typeof without): FlatSubject => {
            const changeAll = (one: FlatFacts) => keys.reduce(change, one);
            const others = Object.entries(subject.relatives ?? {}).map(
              ([relation, members]) => [relation, members.map(changeAll)] as const,
            );
            return { facts: changeAll(subject.facts), relatives: Object.fromEntries(others) };
          };
          compared += 1;
          const contradicted = show(answerOf(rule, setting, everywhere(inConflict)));
          const missing = show(answerOf(rule, { ...setting, complete }, everywhere(without)));
          if (contradicted !== missing) return `${name}: ${contradicted}, ${missing}`;
        }
        return undefined;
      });
    });
    expect(compared).toBeGreaterThan(3_000);
  });
});

describe("what is wanted", () => {
  it("is something exactly where the verdict is unknown, and was not known", async () => {
    const trials = arbitraryTrial(arbitraryRule, 20);
    const cases = await examineEveryCase(trials, 500, ({ eligible }, setting, subjects) =>
      subjects.map((subject) => {
        const readings = readFlat(subject, setting);
        const { verdict, missing } = evaluate(eligible, startJudging(readings, setting.on));
        if (missing.length > 0 !== (verdict === "unknown"))
          return `${verdict}, wanting ${missing.join()}`;
        const known = missing.filter((wanted) => !isUnknown(wanted, readings));
        return known.length === 0 ? undefined : `wanting ${known.join()}, which is known`;
      }),
    );
    expect(cases).toBe(10_000);
  });
});

/** Of a fact, of a relative's "child.birthDate", of a relation whose relatives are not all known, of a parameter. */
function isUnknown(wanted: string, { fact, related }: Readings): boolean {
  if (wanted.startsWith("parameter:")) return true;
  if (isRelationName(wanted)) return !related(wanted).isComplete;
  const isOpen = (read: Readings["fact"], key: string) =>
    ["missing", "conflict"].includes(read(key).state);
  const [relation = "", key] = wanted.split(".");
  if (key === undefined || !isRelationName(relation)) return isOpen(fact, wanted);
  return related(relation).members.some((member) => isOpen(member.fact, key));
}

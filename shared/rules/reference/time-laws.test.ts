import type * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  firstOfNextMonth,
  newYearAfter,
  parseCivilDate,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import { readFlat, type FlatSubject } from "#shared/rules/compiled/flat-facts.ts";
import { endOf } from "#shared/rules/evaluating/days.ts";
import type { FactReading, Readings } from "#shared/rules/reading.ts";
import { arbitraryRule, arbitraryRuleOfPeriods, type Rule } from "./arbitrary-rule.ts";
import { arbitraryTrial } from "./arbitrary-subject.ts";
import { examineEveryCase } from "./every-case.ts";
import { judgeRule, type Answer } from "./judged-rule.ts";
import { mentionsOf } from "./rule-mentions.ts";

const show = (answer: Answer) => JSON.stringify(answer);

describe("until the next day of change", () => {
  it("nothing changes as time passes", async () => {
    expect(await nothingChangesUntilThen(arbitraryRule, 2000)).toBeGreaterThan(50_000);
  });

  it("nothing changes as months and years pass of which facts are", async () => {
    expect(await nothingChangesUntilThen(arbitraryRuleOfPeriods, 2000)).toBeGreaterThan(5_000);
  });

  it("nothing changes when reports begin or cease to count", async () => {
    let compared = 0;
    await examineEveryCase(arbitraryTrial(arbitraryRule, 20), 300, (rule, setting, subjects) =>
      subjects.map((subject) => {
        const turnsOn = addDays(setting.on, 40);
        for (const [earlier, later] of [
          [subject, { facts: {} }],
          [{ facts: {} }, subject],
        ] as const) {
          const readingsOn = (day: CivilDate): Readings =>
            day < turnsOn
              ? changing(readFlat(earlier, { ...setting, on: day }), turnsOn)
              : readFlat(later, { ...setting, on: day });
          const { answer, nextChangeOn } = judgeRule(rule, readingsOn(setting.on), setting.on);
          for (const day of [turnsOn, addDays(turnsOn, 1)]) {
            if (nextChangeOn !== undefined && day >= nextChangeOn) continue;
            compared += 1;
            const then = judgeRule(rule, readingsOn(day), day).answer;
            if (show(then) !== show(answer))
              return `${show(answer)} until ${nextChangeOn}, but ${show(then)} on ${day}`;
          }
        }
        return undefined;
      }),
    );
    expect(compared).toBeGreaterThan(500);
  });
});

/** Between the judged day and the next day of change; how many days were tried. */
async function nothingChangesUntilThen(
  rules: fc.Arbitrary<Rule>,
  numRuns: number,
): Promise<number> {
  let compared = 0;
  await examineEveryCase(arbitraryTrial(rules, 10), numRuns, (rule, setting, subjects) =>
    subjects.map((subject) => {
      const { answer, nextChangeOn } = judgeRule(rule, readFlat(subject, setting), setting.on);
      for (const day of daysOfInterest(rule, setting.on, subject)) {
        if (day <= setting.on || (nextChangeOn !== undefined && day >= nextChangeOn)) continue;
        compared += 1;
        const then = judgeRule(rule, readFlat(subject, { ...setting, on: day }), day).answer;
        if (show(then) !== show(answer))
          return `${show(answer)} until ${nextChangeOn}, but ${show(then)} on ${day}`;
      }
      return undefined;
    }),
  );
  return compared;
}

/** The same, with the day on which each reading can become another. */
function changing({ fact, related }: Readings, changesOn: CivilDate): Readings {
  const changingFact =
    (read: Readings["fact"]) =>
    (key: string): FactReading => ({ ...read(key), changesOn });
  return {
    fact: changingFact(fact),
    related: (relation) => {
      const { members, isComplete } = related(relation);
      const each = members.map((member) => ({ ...member, fact: changingFact(member.fact) }));
      return { members: each, isComplete, changesOn };
    },
  };
}

/** The days on which something of the rule turns for a subject, and the days beside them. */
function daysOfInterest(rule: Rule, on: CivilDate, subject: FlatSubject): CivilDate[] {
  const { days, durations } = mentionsOf(rule);
  const everyone = [subject.facts, ...Object.values(subject.relatives ?? {}).flat()];
  const reported = everyone.flatMap((facts) =>
    Object.values(facts).flatMap((value) =>
      typeof value === "string" ? (parseCivilDate(value) ?? []) : [],
    ),
  );
  const ends = reported.flatMap((day) => durations.map(({ duration }) => endOf(day, duration)));
  const month = firstOfNextMonth(on);
  const turns = [
    month,
    addMonths(month, 1),
    addMonths(month, 2),
    addMonths(month, 40),
    newYearAfter(on),
  ];
  const all = [...days, ...reported, ...ends, ...turns].flatMap((day) => [
    addDays(day, -1),
    day,
    addDays(day, 1),
  ]);
  return [...new Set(all)];
}

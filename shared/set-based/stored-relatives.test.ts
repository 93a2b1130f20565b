import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { commitSubjects } from "#shared/judging/commit-subjects.ts";
import { policies } from "#shared/policies/index.ts";
import oneChildReward from "#shared/policies/one-child-reward.ts";
import { emptyProfile, type Profile } from "#shared/profiles/profile.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import type { KnownRelative } from "#shared/relatives/known-relative.ts";
import { takeOverCopies } from "#shared/relatives/take-over-copies.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import {
  atLeast,
  atMost,
  dateOnOrAfter,
  dateOnOrBefore,
  holds,
  lessThan,
  moreThan,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, not } from "#shared/rules/language/logic.ts";
import { constant, count, sum } from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import { sqlOfCondition } from "#shared/rules/sql/sql-of-rule.ts";
import { decideOn } from "#shared/testing/a-senior.ts";
import { arbitrarySources, arbitrarySpans } from "#shared/testing/arbitrary-timelines.ts";
import { aRelative, aState, aSubjectKey } from "#shared/testing/builders.ts";
import { withRule } from "#shared/testing/with-rule.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { countEntitled, profilesOf } from "./count-entitled.ts";

const today = civilDate("2026-11-20");
const often = { values: [true, true, false], ofTen: 8 };
const about = { values: ["2026-11-15", "2026-11-19", "2026-11-20"], ofTen: 8 };
const copied = ["graduatedOn", "martyrFamily", "veteran"];

/** What policies name of employees is asked for all the same. */
const wanted = factsOfRelatives(policies).get("employee") ?? [];
const withWanted = (asked: readonly string[]) => [...new Set([...wanted, ...asked])].toSorted();

const employee = fc
  .tuple(
    arbitrarySpans(today),
    arbitrarySources({ veteran: often, martyrFamily: often, graduatedOn: about }, today),
    fc.constantFrom(copied, copied, ["veteran"], []).map(withWanted),
    fc.constantFrom(0, 0, 0, 1),
  )
  .map(([reports, sources, asked, waitedFor]): KnownRelative => {
    const other = aRelative({ relation: "employee", asked });
    const told = new Map([[other.otherKey, { version: 1, sources }]]);
    const [relative = other] = takeOverCopies([other], told);
    const later = waitedFor === 1 ? { asked: withWanted(copied) } : {};
    return { ...relative, ...later, register: { ...other.register, reports } };
  });

let databases: Databases;
let profiles: readonly Profile[];
beforeAll(async () => {
  databases = await startDatabases();
  const staffs = fc.sample(fc.array(employee, { maxLength: 4 }), { numRuns: 500, seed: 7 });
  const commits = await Promise.all(
    staffs.map(async (relatives) => {
      const subjectKey = aSubjectKey();
      const state = aState({
        profile: { ...emptyProfile(subjectKey, "organisation"), relatives },
        asRead: { sources: {}, relatives: [], relativeFacts: new Map(), cases: [] },
      });
      const changes = await decideOn(state, today);
      return { changes, mark: 0, blindIndexes: [subjectKey], isNew: true, stored: undefined };
    }),
  );
  const won = await commitSubjects(databases.DB_0, commits, today);
  if (won.size !== commits.length) throw new Error("not all were committed");
  profiles = commits.map(({ changes }) => changes.profile);
});
afterAll(async () => databases.dispose());

const isVeteran = holds("veteran");
const veterans = count("employee", isVeteran);
const known = count("employee", any(isVeteran, not(isVeteran)));
const employedSince = (day: string) => dateOnOrAfter("employedSince", day);
const contractMonths = fact("contractMonths");
const ofTwelveMonths = all(atLeast(contractMonths, 12), atMost(contractMonths, 13));
const beforeGraduation = dateOnOrBefore("employedSince", { dayOf: "graduatedOn" });
const conditions: readonly (readonly [string, Condition<About>])[] = [
  ["some are veterans", some("employee", isVeteran)],
  ["some are of no martyr's family", some("employee", not(holds("martyrFamily")))],
  ["all are veterans", every("employee", isVeteran)],
  ["all are of no martyr's family", every("employee", not(holds("martyrFamily")))],
  ["at least two are veterans", atLeast(veterans, 2)],
  ["more than one is a veteran", moreThan(veterans, 1)],
  ["at most one is a veteran", atMost(veterans, 1)],
  ["at most seven are veterans", atMost(veterans, 7)],
  ["fewer than two are veterans", lessThan(veterans, 2)],
  ["of two at least it is known", atLeast(known, 2)],
  ["of three at most it is known", atMost(known, 3)],
  ["some are employed since yesterday", some("employee", employedSince(addDays(today, -1)))],
  ["all are employed since yesterday", every("employee", employedSince(addDays(today, -1)))],
  ["at least two since the day before", atLeast(count("employee", employedSince("2026-11-18")), 2)],
  ["some are on a contract of a year", some("employee", atLeast(contractMonths, 12))],
  ["all are on a contract of twelve to thirteen months", every("employee", ofTwelveMonths)],
  ["some were employed on graduation or before", some("employee", beforeGraduation)],
  ["all were employed after graduation", every("employee", not(beforeGraduation))],
  ["their number as a number", atLeast(sum(veterans, constant(1)), 2)],
];

describe.each([
  ["complete", ["employee", "veteran", "martyrFamily", "graduatedOn"]],
  ["complete but for the employees", ["veteran", "martyrFamily", "graduatedOn"]],
  ["complete for the employees alone", ["employee"]],
])("over stored relatives, registers %s", (_, registers) => {
  const setting = { on: today, complete: new Set(registers) };

  it.each(conditions)("%s: the same in SQL as one by one", async (__, condition) => {
    const { columns } = profilesOf("organisation");
    const { results } = await databases.DB_0.prepare(
      `SELECT s.subject_key AS key, ${sqlOfCondition(condition, setting, columns)} AS verdict FROM profiles AS s`,
    ).all<{ key: string; verdict: number | null }>();
    const inSql = new Map(results.map(({ key, verdict }) => [key, verdict]));
    const judged = profiles.map((profile) => {
      const judging = startJudging(readProfileOn(profile, setting.complete, today), today);
      return [profile.subjectKey, evaluate(condition, judging).verdict] as const;
    });
    const number = { met: 1, unmet: 0, unknown: null } as const;
    for (const [key, verdict] of judged)
      expect([key, inSql.get(key)]).toEqual([key, number[verdict]]);
    // Where others may be unheard of, no number of them at most is ever known.
    const verdicts = new Set(judged.map(([, verdict]) => verdict));
    expect(verdicts.size).toBeGreaterThan(setting.complete.has("employee") ? 1 : 0);
  });
});

describe("a count of the entitled", () => {
  it("is refused for relatives that no policy names, for nobody keeps up with their days", async () => {
    const rule = withRule(oneChildReward, "veterans-only", all(every("parent", isVeteran)));
    const setting = { on: today, complete: new Set<string>() };
    await expect(countEntitled(databases.DB_0, rule, setting)).rejects.toThrow("names parent");
    expect(await countEntitled(databases.DB_0, oneChildReward, setting)).toMatchObject({
      eligible: 0,
    });
  });
});

import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, addMonths, type CivilDate, civilDate } from "#shared/calendar/civil-date.ts";
import { factNames } from "#shared/facts/dictionary.ts";
import { commitSubjects } from "#shared/judging/commit-subjects.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import { reviewDue } from "#shared/judging/review-due.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { policies } from "#shared/policies/index.ts";
import oneChildReward from "#shared/policies/one-child-reward.ts";
import { emptyProfile, factsOn, type Profile } from "#shared/profiles/profile.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { flatRelativeText } from "#shared/relatives/flat-relative.ts";
import type { KnownRelative } from "#shared/relatives/known-relative.ts";
import { takeOverCopies } from "#shared/relatives/take-over-copies.ts";
import { alive, hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { judgeOn } from "#shared/rules/judge.ts";
import { ageBelow } from "#shared/rules/language/compare.ts";
import { all } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { periodOf } from "#shared/rules/period.ts";
import { circumstancesOn, decideOn } from "#shared/testing/a-senior.ts";
import {
  arbitrarySources,
  arbitrarySpans,
  type Reportable,
} from "#shared/testing/arbitrary-timelines.ts";
import { aRelative, aState, aSubjectKey } from "#shared/testing/builders.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { withRule } from "#shared/testing/with-rule.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { countEntitled, type EntitledCount } from "./count-entitled.ts";

const firstDay = civilDate("2026-11-20");
const complete: ReadonlySet<string> = new Set<string>(factNames);
const shards = [0, 1] as const;

/** Days about which somebody reaches these ages. */
const birthsOf = (...ages: readonly number[]): CivilDate[] =>
  ages.flatMap((age) =>
    [-30, -1, 0, 1, 2, 5].map((days) => addDays(addMonths(firstDay, -12 * age), days)),
  );
const deaths: Reportable = { values: [-300, 0, 1, 3].map((n) => addDays(firstDay, n)), ofTen: 1 };
const often: Reportable = { values: [true, false], ofTen: 9 };
const sometimes: Reportable = { values: [true, false], ofTen: 3 };
const headcounts = [20, 28, 30, 31, 188, 189, 200];

const ofDeath = { deathDate: deaths, deathCertifiedOn: deaths, crematedOn: deaths };
const ofPerson: Record<string, Reportable> = {
  ...ofDeath,
  birthDate: { values: birthsOf(20, 36, 40, 65, 70, 80, 100), ofTen: 9 },
  hukouDistrict: { values: ["310101", "310115", "310104", "elsewhere"], ofTen: 9 },
  oneChildCertificate: { values: [true, true, true, false], ofTen: 9 },
  disabilityGrade: { values: [1, 2, 3, 4], ofTen: 4 },
  minimumLivingAllowance: sometimes,
  severelyDisabledJobless: sometimes,
  martyrFamily: sometimes,
  veteran: sometimes,
  studentStatus: { values: ["none", "primary"], ofTen: 3 },
};
const ofChild: Record<string, Reportable> = {
  ...ofDeath,
  birthDate: { values: birthsOf(3, 16), ofTen: 9 },
};
const ofOrganisation: Record<string, Reportable> = {
  organisationKind: { values: ["enterprise"], ofTen: 9 },
  establishedOn: { values: ["2010-06-01", "2025-03-01"], ofTen: 9 },
  deregisteredOn: { values: ["2024-03-01", addDays(firstDay, 2)], ofTen: 1 },
  sizeClass: { values: ["micro", "small", "medium", "large"], ofTen: 9 },
  seriousDishonesty: { ...often, ofTen: 2 },
  "insuredHeadcount@2024-12": { values: headcounts, ofTen: 9 },
  "insuredHeadcount@2025-12": { values: headcounts, ofTen: 9 },
  "naturalAttrition@2025": { values: [0, 1], ofTen: 9 },
  "unemploymentPremiumPaidFen@2025": { values: [12_000_00, 1], ofTen: 9 },
};

/** Of some nothing has arrived yet, of some not all that rules name. */
const asked = ["birthDate", "crematedOn", "deathCertifiedOn", "deathDate"];
const child: fc.Arbitrary<KnownRelative> = fc
  .tuple(
    arbitrarySpans(firstDay),
    arbitrarySources(ofChild, firstDay),
    fc.constantFrom(asked, asked, asked, asked, asked, ["birthDate"], []),
  )
  .map(([reports, sources, copied]): KnownRelative => {
    const other = aRelative({ asked: copied });
    const relative = { ...other, register: { ...other.register, reports } };
    const told = new Map([[relative.otherKey, { version: 1, sources }]]);
    return takeOverCopies([relative], told)[0] ?? relative;
  });

const person = fc
  .tuple(arbitrarySources(ofPerson, firstDay), fc.array(child, { maxLength: 3 }))
  .map(([sources, relatives]) => ({ kind: "person" as const, sources, relatives }));
const organisation = arbitrarySources(ofOrganisation, firstDay).map((sources) => ({
  kind: "organisation" as const,
  sources,
  relatives: [],
}));

/** Its rule reads nothing of the parents but hot facts. */
const parentsOfAny = withRule(
  oneChildReward,
  "parents-of-any-child",
  all(hasShanghaiHukou, alive, some("child", all(ageBelow(16), alive))),
);

let databases: Databases;
const keys: Record<0 | 1, string[]> = { 0: [], 1: [] };
const databaseOf = (shard: 0 | 1) => (shard === 0 ? databases.DB_0 : databases.DB_1);

async function store(
  parts: readonly Pick<Profile, "kind" | "sources" | "relatives">[],
  shard: 0 | 1,
): Promise<void> {
  const commits = await Promise.all(
    parts.map(async ({ kind, sources, relatives }) => {
      const subjectKey = aSubjectKey(shard);
      const state = aState({
        profile: { ...emptyProfile(subjectKey, kind), sources, relatives },
        asRead: { sources: {}, relatives: [], relativeFacts: new Map(), cases: [] },
      });
      const changes = await decideOn(state, firstDay, { complete });
      return { changes, mark: 0, blindIndexes: [subjectKey], isNew: true, stored: undefined };
    }),
  );
  const won = await commitSubjects(databaseOf(shard), commits, firstDay);
  expect(won.size).toBe(parts.length);
  keys[shard] = [...won];
}

beforeAll(async () => {
  databases = await startDatabases();
  const people = fc.sample(person, { numRuns: 600, seed: 20_220_308 });
  const organisations = fc.sample(organisation, { numRuns: 300, seed: 20_220_308 });
  await store([...people.slice(0, 300), ...organisations.slice(0, 150)], 0);
  await store([...people.slice(300), ...organisations.slice(150)], 1);
});
afterAll(async () => databases.dispose());

async function statesOf(shard: 0 | 1, on: CivilDate): Promise<SubjectState[]> {
  const selection = { by: "subjectKey", values: keys[shard] } as const;
  return [...(await loadSubjects(databaseOf(shard), selection, on)).values()];
}

/** The same count, by the judge that events use. */
function countOneByOne(
  policy: Policy,
  states: readonly SubjectState[],
  on: CivilDate,
  registers: ReadonlySet<string>,
): EntitledCount {
  if (versionOn(policy, on) === undefined)
    return { eligible: 0, unknown: 0, amountFen: 0, dueForReview: 0 };
  const ofKind = states.filter(({ profile }) => profile.kind === policy.subject);
  const current = ofKind.filter(
    ({ profile: { reviewOn } }) => reviewOn === undefined || reviewOn > on,
  );
  const judge = judgeOn(policy, on);
  const judged = current.map(({ profile }) => judge(readProfileOn(profile, registers, on)));
  const met = judged.filter(({ verdict }) => verdict === "met");
  return {
    eligible: met.length,
    unknown: judged.filter(({ verdict }) => verdict === "unknown").length,
    amountFen: met.reduce((sum, { amountFen = 0 }) => sum + amountFen, 0),
    dueForReview: ofKind.length - current.length,
  };
}

async function countsOn(on: CivilDate, registers = complete) {
  const pairs = await Promise.all(
    shards.map(async (shard) => {
      const states = await statesOf(shard, on);
      return Promise.all(
        [...policies, parentsOfAny].map(async (policy) => ({
          policy: policy.id,
          inSql: await countEntitled(databaseOf(shard), policy, { on, complete: registers }),
          oneByOne: countOneByOne(policy, states, on, registers),
        })),
      );
    }),
  );
  return pairs.flat();
}

async function expectAgreement(on: CivilDate, registers = complete): Promise<EntitledCount[]> {
  const counts = await countsOn(on, registers);
  for (const { policy, inSql, oneByOne } of counts)
    expect({ policy, ...inSql }).toEqual({ policy, ...oneByOne });
  return counts.filter(({ policy }) => policy === "one-child-reward").map(({ inSql }) => inSql);
}

async function passTo(on: CivilDate): Promise<void> {
  for (const shard of shards) {
    await reviewDue(databaseOf(shard), {}, circumstancesOn(on));
  }
}

/** Whatever is stored flat is that of the day. */
async function expectFreshFacts(on: CivilDate): Promise<void> {
  for (const shard of shards) {
    const db = databaseOf(shard);
    const stored = await db
      .prepare("SELECT subject_key AS key, json(facts) AS facts FROM profiles")
      .all<{ key: string; facts: string }>();
    const facts = new Map(stored.results.map((row) => [row.key, row.facts]));
    for (const { profile, asRead } of await statesOf(shard, on)) {
      expect(facts.get(profile.subjectKey)).toBe(JSON.stringify(factsOn(profile, on)));
      const texts = profile.relatives.map((one) => flatRelativeText(one, on));
      expect([...asRead.relativeFacts.values()]).toEqual(texts);
    }
  }
}

describe("a count over a generated city", () => {
  it("is that of judging one by one, for every policy, children in all conditions included", async () => {
    await expectFreshFacts(firstDay);
    for (const { eligible, unknown, amountFen, dueForReview } of await expectAgreement(firstDay)) {
      expect([eligible > 20, unknown > 20, amountFen, dueForReview]).toEqual([
        true,
        true,
        eligible * 30_00,
        0,
      ]);
    }
  });

  it("is that of the verdicts and entitlements that judging one by one has left", async () => {
    for (const shard of shards) {
      const db = databaseOf(shard);
      for (const policy of policies) {
        const count = await countEntitled(db, policy, { on: firstDay, complete });
        const verdicts = await db
          .prepare(
            `SELECT count(*) FILTER (WHERE verdict = 'met') AS eligible, count(*) FILTER (WHERE verdict = 'unknown') AS unknown
             FROM (SELECT verdicts ->> '$."${policy.id}"' AS verdict FROM profiles)`,
          )
          .first();
        expect({ policy: policy.id, ...count }).toMatchObject({ policy: policy.id, ...verdicts });
        const period = periodOf(policy, firstDay);
        if (period === undefined) continue;
        const granted = await db
          .prepare(
            `SELECT count(*) AS eligible FROM entitlements
             WHERE policy = ? AND period = ? AND subject_key IN
               (SELECT subject_key FROM profiles WHERE verdicts ->> '$."${policy.id}"' = 'met')`,
          )
          // Granted is what was due on the first day of the period on which anything was: its amount may be another.
          .bind(policy.id, period)
          .first();
        expect({ policy: policy.id, ...count }).toMatchObject({ policy: policy.id, ...granted });
      }
    }
  });

  it("is the same while a register of death is not complete: then nobody's child is known to live", async () => {
    const registers = complete.difference(new Set(["crematedOn"]));
    for (const { eligible } of await expectAgreement(firstDay, registers)) expect(eligible).toBe(0);
  });

  // Every policy for everybody, thirteen times one by one.
  it(
    "leaves out who is due as days pass, and is whole again after their review",
    { timeout: 180_000 },
    async () => {
      for (const days of [1, 2, 3, 6, 21, 45]) {
        const on = addDays(firstDay, days);
        const before = await expectAgreement(on);
        expect(before.some(({ dueForReview }) => dueForReview > 0)).toBe(true);
        await passTo(on);
        for (const { dueForReview } of await expectAgreement(on)) expect(dueForReview).toBe(0);
        await expectFreshFacts(on);
      }
    },
  );
});

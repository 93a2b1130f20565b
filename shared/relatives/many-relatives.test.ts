import { afterAll, beforeAll, expect, it } from "vitest";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { type Commit, commitSubjects } from "#shared/judging/commit-subjects.ts";
import { decide } from "#shared/judging/decide.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { aRelative, aState, aSubjectKey, now } from "#shared/testing/builders.ts";
import { countRows } from "#shared/testing/count-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import type { KnownRelative } from "./known-relative.ts";
import { mergeRelations } from "./merge-relations.ts";

const today = shanghaiDay(now);

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

async function commitOf(state: SubjectState, more: Partial<Commit> = {}): Promise<Commit> {
  const changes = await decide(state, {
    now,
    complete: new Set(),
    stages: new Map(),
    actor: "system:sweep",
  });
  return { changes, mark: 0, blindIndexes: [], isNew: false, stored: undefined, ...more };
}

/** As the subject is loaded where these relations are reported. */
async function load(subjectKey: string, reported: readonly KnownRelative[]): Promise<SubjectState> {
  const selection = { by: "subjectKey", values: [subjectKey] } as const;
  const states = await loadSubjects(
    databases.DB_0,
    selection,
    today,
    undefined,
    reported.map(({ relation, otherKey }) => [subjectKey, relation, otherKey]),
  );
  const state = states.get(subjectKey);
  if (state === undefined) throw new Error("it is not there");
  return state;
}

it("of thousands of relatives whom no rule names only those are read that are reported, and written that have changed", async () => {
  const subjectKey = aSubjectKey();
  const spouses = Array.from({ length: 3000 }, () =>
    aRelative({ relation: "spouse" }, { sex: "female" }),
  );
  const others = spouses.slice(1).toSorted((a, b) => (a.otherKey < b.otherKey ? -1 : 1));
  const state = aState({
    profile: { ...emptyProfile(subjectKey, "person"), relatives: others },
    asRead: { sources: {}, relatives: [], relativeFacts: new Map(), cases: [] },
  });
  const first = await commitOf(state, { isNew: true, blindIndexes: [subjectKey] });
  expect((await commitSubjects(databases.DB_0, [first], today)).size).toBe(1);

  expect((await load(subjectKey, [])).profile.relatives).toEqual([]);
  expect((await load(subjectKey, others)).profile.relatives).toEqual(others);
  const [fresh] = spouses;
  const [changed, same] = [others[1500], others[2500]];
  if (fresh === undefined || changed === undefined || same === undefined)
    throw new Error("there are too few");
  const known = await load(subjectKey, [fresh, changed, same]);
  expect(known.profile.relatives).toEqual([changed, same]);
  const at = now.getTime();
  const { relatives } = mergeRelations(known.profile.relatives, [
    { ...fresh, seen: { ...fresh.register, at, report: [null, null] } },
    { ...changed, seen: { ...changed.register, at, report: [null, today] } },
    { ...same, seen: { ...same.register, report: [null, null] } },
  ]);
  const count = { written: 0, roundTrips: 0 };
  const next = await commitOf({ ...known, profile: { ...known.profile, relatives } });
  await commitSubjects(countRows(databases.DB_0, count), [next], today);
  // The profile and the two relations.
  expect(count).toEqual({ written: 3, roundTrips: 1 });
  const end = (await load(subjectKey, spouses)).profile.relatives;
  expect(end).toHaveLength(3000);
  expect(end.find(({ otherKey }) => otherKey === changed.otherKey)).toEqual({
    ...changed,
    register: expect.objectContaining({ at, reports: [[null, today]] }),
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { KnownRelative, Span } from "#shared/relatives/known-relative.ts";
import { decideOn } from "#shared/testing/a-senior.ts";
import { aRelative, aState, aSubjectKey } from "#shared/testing/builders.ts";
import { countRows } from "#shared/testing/count-rows.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { commitSubjects } from "./commit-subjects.ts";
import { loadSubjects } from "./load-subjects.ts";

const today = civilDate("2026-11-20");
const tomorrow = addDays(today, 1);
const asked = ["birthDate", "crematedOn", "deathCertifiedOn", "deathDate"];

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const during = (relative: KnownRelative, span: Span): KnownRelative => ({
  ...relative,
  register: { ...relative.register, reports: [span] },
});

/** Stores a parent of these children on a day; gives its key. */
async function parentOf(relatives: readonly KnownRelative[]): Promise<string> {
  const subjectKey = aSubjectKey();
  const sorted = relatives.toSorted((a, b) => (a.otherKey < b.otherKey ? -1 : 1));
  const state = aState({
    profile: { ...emptyProfile(subjectKey, "person"), relatives: sorted },
    asRead: { sources: {}, relatives: [], relativeFacts: new Map(), cases: [] },
  });
  const changes = await decideOn(state, today);
  const commit = { changes, mark: 0, blindIndexes: [subjectKey], isNew: true, stored: undefined };
  expect((await commitSubjects(databases.DB_0, [commit], today)).size).toBe(1);
  return subjectKey;
}

/** Looks at a subject on a day; gives which relatives were written, by their keys, and how many rows in all. */
async function review(subjectKey: string, on: CivilDate) {
  const selection = { by: "subjectKey", values: [subjectKey] } as const;
  const state = (await loadSubjects(databases.DB_0, selection, on)).get(subjectKey);
  if (state === undefined) throw new Error("it is not there");
  const changes = await decideOn(state, on);
  const count = { written: 0, roundTrips: 0 };
  const commit = { changes, mark: state.mark, blindIndexes: [], isNew: false, stored: undefined };
  await commitSubjects(countRows(databases.DB_0, count), [commit], on);
  return {
    due: state.profile.reviewOn,
    written: changes.relatives.map(({ otherKey }) => otherKey),
    rows: count.written,
  };
}

async function factsOf(subjectKey: string): Promise<Record<string, string | null>> {
  const { results } = await databases.DB_0.prepare(
    "SELECT other_key, json(facts) AS facts FROM relatives WHERE subject_key = ?",
  )
    .bind(subjectKey)
    .all<{ other_key: string; facts: string | null }>();
  return Object.fromEntries(results.map(({ other_key, facts }) => [other_key, facts]));
}

it("of many children the one whose relation begins or ends is written on that day, and no other", async () => {
  const born = { birthDate: "2015-01-01" };
  const children = Array.from({ length: 50 }, () => aRelative({}, born, asked));
  const ending = during(aRelative({}, born, asked), [null, today]);
  const beginning = during(aRelative({}, born, asked), [tomorrow, null]);
  const subjectKey = await parentOf([...children, ending, beginning]);
  const text = JSON.stringify(born);
  expect(await factsOf(subjectKey)).toMatchObject({
    [ending.otherKey]: text,
    [beginning.otherKey]: null,
  });
  // The same day again: nothing but the profile.
  expect(await review(subjectKey, today)).toEqual({ due: tomorrow, written: [], rows: 1 });
  const { due, written, rows } = await review(subjectKey, tomorrow);
  expect(due).toBe(tomorrow);
  expect(written.toSorted()).toEqual([ending.otherKey, beginning.otherKey].toSorted());
  // The profile, the day of its review with its index, and the two.
  expect(rows).toBeLessThanOrEqual(3 + 2);
  expect(await factsOf(subjectKey)).toMatchObject({
    [ending.otherKey]: null,
    [beginning.otherKey]: text,
  });
  expect(await review(subjectKey, tomorrow)).toMatchObject({ written: [], rows: 1 });
});

it("a relative of whom a copied fact ends is written on that day", async () => {
  const relative = aRelative({}, { birthDate: "2015-01-01", deathDate: "2026-01-01" }, asked);
  const { copy } = relative;
  const [death] = copy?.sources["deathDate"] ?? [];
  if (copy === undefined || death === undefined) throw new Error("there is no copy");
  const ending = { ...death, reports: [["2026-01-01", today]] as const };
  const sources = { ...copy.sources, deathDate: [ending] };
  const subjectKey = await parentOf([{ ...relative, copy: { ...copy, sources } }]);
  expect(Object.values(await factsOf(subjectKey))).toEqual([
    '{"birthDate":"2015-01-01","deathDate":"2026-01-01"}',
  ]);
  expect(await review(subjectKey, tomorrow)).toMatchObject({
    due: tomorrow,
    written: [relative.otherKey],
  });
  expect(Object.values(await factsOf(subjectKey))).toEqual(['{"birthDate":"2015-01-01"}']);
});

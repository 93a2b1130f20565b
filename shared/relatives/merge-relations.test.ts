import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import type { KnownRelative, Span } from "./known-relative.ts";
import { mergeRelations, type SeenRelation } from "./merge-relations.ts";

const day = civilDate("2026-01-01");

function seen(
  report: Span,
  at: number,
  more: Partial<SeenRelation["seen"]> & Partial<Pick<SeenRelation, "otherKey" | "relation">> = {},
): SeenRelation {
  const { otherKey = "aaother", relation = "child", ...rest } = more;
  return {
    relation,
    otherKey,
    seen: { at, by: "public-security", event: ["urn:test", `${at}`], report, ...rest },
  };
}

const merged = (relations: readonly SeenRelation[]): readonly KnownRelative[] =>
  relations.reduce<readonly KnownRelative[]>(
    (relatives, one) => mergeRelations(relatives, [one]).relatives,
    [],
  );

describe("a relation", () => {
  it("is one register: the last observation wins as a whole", () => {
    const [relative] = merged([seen([day, null], 2), seen([null, day], 3), seen([null, null], 1)]);
    expect(relative?.register).toMatchObject({ at: 3, reports: [[null, day]] });
  });

  it("of which one instant says two things is in conflict until a later observation", () => {
    const [conflict] = merged([seen([day, null], 2), seen([null, null], 2)]);
    expect(conflict?.register.reports).toHaveLength(2);
    const [settled] = merged([seen([day, null], 2), seen([null, null], 2), seen([day, null], 3)]);
    expect(settled?.register.reports).toEqual([[day, null]]);
  });

  it("keeps its copy and what was asked for when it is reported again", () => {
    const copy = { version: 7, facts: ["birthDate"], sources: {} };
    const [known] = merged([seen([null, null], 1)]);
    if (known === undefined) throw new Error("there is no relation");
    const { relatives } = mergeRelations(
      [{ ...known, asked: ["birthDate"], copy }],
      [seen([null, day], 2)],
    );
    expect(relatives).toMatchObject([{ asked: ["birthDate"], copy, register: { at: 2 } }]);
  });

  it("is news when it is new, newer or in conflict; repeated or older it is the same object", () => {
    const known = merged([seen([day, null], 2)]);
    const newsOf = (one: SeenRelation) => mergeRelations(known, [one]).news;
    expect(newsOf(seen([null, null], 3))).toBe(true);
    expect(newsOf(seen([null, null], 2))).toBe(true);
    expect(newsOf(seen([null, null], 2, { otherKey: "aaanother" }))).toBe(true);
    expect(newsOf(seen([day, null], 2))).toBe(false);
    expect(newsOf(seen([null, null], 1))).toBe(false);
    expect(mergeRelations(known, [seen([null, null], 1)]).relatives[0]).toBe(known[0]);
    expect(mergeRelations(known, []).relatives).toBe(known);
  });
});

const someDay = fc.option(fc.integer({ min: 0, max: 2 }).map((n) => addDays(day, n)));
const relations = fc.array(
  fc.record({
    relation: fc.constantFrom("child" as const, "spouse" as const),
    otherKey: fc.constantFrom("aaone", "aatwo", "abthree"),
    seen: fc.record({
      at: fc.integer({ min: 1, max: 3 }),
      by: fc.constantFrom("public-security" as const, "civil-affairs" as const),
      event: fc.tuple(fc.constantFrom("urn:a", "urn:b"), fc.constantFrom("1", "2")),
      report: fc.tuple(someDay, someDay),
    }),
  }),
  { minLength: 1, maxLength: 12 },
);

it("relations are the same whatever the order and the repetition of what was observed", () => {
  const withRepetitions = relations.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(withRepetitions, ([all, again]) => {
      expect(merged(again)).toEqual(merged(all));
      expect(mergeRelations([], again).relatives).toEqual(merged(all));
    }),
  );
});

import { describe, expect, it } from "vitest";
import type { RelationName } from "#shared/facts/relations.ts";
import { aProfile, aRelative, now } from "#shared/testing/builders.ts";
import type { KnownRelative } from "./known-relative.ts";
import { askForCopies } from "./ask-for-copies.ts";

const wanted = new Map<RelationName, ReadonlySet<string>>([
  ["child", new Set(["birthDate", "deathDate"])],
  ["employee", new Set()],
]);
const ask = (relatives: readonly KnownRelative[]) =>
  askForCopies(aProfile({}, { relatives }), wanted, now);

describe("the facts that rules name through a relation", () => {
  it("are asked for once, by one task for each other one", () => {
    const relative = aRelative();
    const first = ask([relative, { ...relative, relation: "spouse" }]);
    expect(first.tasks).toMatchObject([
      {
        topic: "sweep",
        kind: "follow",
        subjectKey: first.profile.subjectKey,
        reference: relative.otherKey,
      },
    ]);
    expect(first.profile.relatives.map(({ asked }) => asked)).toEqual([
      ["birthDate", "deathDate"],
      [],
    ]);
    expect(ask(first.profile.relatives).tasks).toEqual([]);
  });

  it("are asked for again when rules have come to name another", () => {
    const old = aRelative({ asked: ["birthDate"] });
    const { tasks, profile } = ask([old]);
    expect(tasks).toHaveLength(1);
    expect(profile.relatives[0]?.asked).toEqual(["birthDate", "deathDate"]);
  });

  it("are not asked for where rules name none, or fewer than before", () => {
    const relatives = [
      aRelative({ relation: "spouse" }),
      aRelative({ relation: "employee" }),
      aRelative({ asked: ["birthDate", "deathDate", "sex"] }),
    ];
    const { tasks, profile } = ask(relatives);
    expect(tasks).toEqual([]);
    expect(profile.relatives).toBe(relatives);
  });
});

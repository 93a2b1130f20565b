import { describe, expect, it } from "vitest";
import type { RelationName } from "#shared/facts/relations.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import { dateOnOrAfter, holds } from "#shared/rules/language/compare.ts";
import { all } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import { aProfile, aRelative, now } from "#shared/testing/builders.ts";
import { refund } from "#shared/testing/sample-policies.ts";
import { withRule } from "#shared/testing/with-rule.ts";
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

  it("are not asked for where the relation's own days tell them", () => {
    const hired = all(dateOnOrAfter("employedSince", "2022-03-01"), holds("veteran"));
    const forHiring = withRule(refund, "for-hiring", some("employee", hired));
    const employee = aRelative({ relation: "employee" });
    const asking = askForCopies(
      aProfile({}, { relatives: [employee] }),
      factsOfRelatives([forHiring]),
      now,
    );
    expect(asking.profile.relatives[0]?.asked).toEqual(["veteran"]);
    const toldAll = withRule(
      refund,
      "for-hiring",
      some("employee", dateOnOrAfter("employedSince", "2022-03-01")),
    );
    const { tasks } = askForCopies(asking.profile, factsOfRelatives([toldAll]), now);
    expect(tasks).toEqual([]);
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

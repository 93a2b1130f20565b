import { expect, it } from "vitest";
import { aProfile, now } from "#shared/testing/builders.ts";
import { tellFollowers } from "./tell-followers.ts";

const before = aProfile({ birthDate: "2010-05-01", sex: "female" });
const followers = [
  { followerKey: "abone", facts: ["birthDate", "deathDate"] },
  { followerKey: "abtwo", facts: ["sex"] },
];
const toldOf = (after: typeof before) =>
  tellFollowers(followers, before.sources, after, now).map(({ reference }) => reference);

it("who follows a fact hears that it changed, and nobody else", () => {
  const { sources } = aProfile({ birthDate: "2010-05-02", sex: "female" });
  expect(tellFollowers(followers, before.sources, { ...before, sources }, now)).toMatchObject([
    { topic: "sweep", kind: "copy", subjectKey: before.subjectKey, reference: "abone" },
  ]);
});

it("a fact that was not known before is a change", () => {
  const { sources } = aProfile({ birthDate: "2010-05-01", sex: "female", deathDate: "2026-11-01" });
  expect(toldOf({ ...before, sources })).toEqual(["abone"]);
});

it("the same observed later is one, the same said by another event or of another fact is none", () => {
  const { sources } = aProfile({ birthDate: "2010-05-01", sex: "female", veteran: true });
  const observed = (more: object) =>
    Object.fromEntries(
      Object.entries(sources).map(([name, timeline]) => [
        name,
        timeline.map((register) => ({ ...register, ...more })),
      ]),
    );
  expect(toldOf({ ...before, sources: observed({ event: ["urn:test", "other"] }) })).toEqual([]);
  expect(toldOf({ ...before, sources: observed({ at: 1 }) })).toEqual(["abone", "abtwo"]);
});

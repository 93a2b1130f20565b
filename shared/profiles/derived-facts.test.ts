import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { now } from "#shared/testing/builders.ts";
import { organisation, resident } from "#shared/testing/people.ts";
import { withDerivedFacts } from "./derived-facts.ts";
import { emptyProfile, factsOn } from "./profile.ts";

it("what kind of organisation it is follows from its number, once and for ever", () => {
  const profile = withDerivedFacts(emptyProfile("aakey", "organisation"), organisation, now);
  expect(factsOn(profile, civilDate("1990-01-01"))).toEqual({ organisationKind: "enterprise" });
  expect(withDerivedFacts(profile, organisation, new Date(0))).toBe(profile);
});

it("nothing follows from a person's number", () => {
  const profile = emptyProfile("aakey", "person");
  expect(withDerivedFacts(profile, resident("1990-01-01", 1), now)).toBe(profile);
});

import { expect, it } from "vitest";
import { definitionOf } from "./dictionary.ts";
import { organisationKindOf } from "./organisation-kind.ts";

it.each([
  ["91319900000000019N", "enterprise"],
  ["92319900000000027H", "individual-business"],
  ["933199000000000438", "cooperative"],
  ["51319900000000019N", "social-group"],
  ["523199000000000438", "private-non-enterprise"],
  ["5331990000000006XP", "foundation"],
  ["11319900000000094M", "state-organ"],
  ["12319900000000094M", "public-institution"],
  ["13319900000000094M", "other"],
  ["31319900000000094M", "other"],
])("%s is of the kind %s", (uscc, kind) => {
  expect(organisationKindOf(uscc)).toBe(kind);
});

it("every kind has its Chinese name", () => {
  const { type } = definitionOf("organisationKind");
  expect(type.kind === "choice" && Object.keys(type.values)).toContain(organisationKindOf("00"));
});

import { expect, test } from "vitest";
import { functionFor, paths } from "./paths.ts";

test.each([
  ["/v1/departments", "intake"],
  ["/v1/departments/civil-affairs/events", "intake"],
  ["/c", "confirm"],
  ["/c/aa7k", "confirm"],
  ["/v1/console/proposals", "console"],
  ["/", "catalogue"],
  ["/v1/policies/senior-comprehensive-allowance", "catalogue"],
  ["/policies", "catalogue"],
  ["/v1/policies.csv", "catalogue"],
  ["/v1/lists/2026", "catalogue"],
  ["/changes.atom", "catalogue"],
  ["/openapi.json", "catalogue"],
  ["/problems/not-the-steward", "catalogue"],
])("%s belongs to %s", (pathname, name) => {
  expect(functionFor(pathname)).toBe(name);
});

test("a prefix ends at the end of a segment", () => {
  expect(functionFor("/console")).toBeUndefined();
  expect(functionFor("/v1/departmentsx")).toBeUndefined();
  expect(functionFor("/v1/policies-old")).toBeUndefined();
});

test("the root is no prefix of anything", () => {
  expect(functionFor("/unknown")).toBeUndefined();
  expect(functionFor("//")).toBeUndefined();
});

test("the longest prefix wins: each function answers for its own health", () => {
  expect(functionFor("/healthz")).toBe("catalogue");
  expect(functionFor("/healthz/unknown")).toBe("catalogue");
  for (const name of new Set(paths.map((path) => path.function))) {
    expect(functionFor(`/healthz/${name}`)).toBe(name);
  }
});

test("no prefix stands twice", () => {
  const prefixes = paths.map(({ prefix }) => prefix);
  expect(prefixes).toEqual([...new Set(prefixes)]);
});

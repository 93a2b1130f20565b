import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { policies } from "#shared/policies/index.ts";
import { fingerprintOf, ruleFingerprint } from "./decision-record-fingerprint.ts";
import type { Version } from "./policy.ts";

it("data that differ have fingerprints that differ", () => {
  const data = [
    {},
    [],
    "",
    "1",
    1,
    true,
    null,
    { a: 1 },
    { a: "1" },
    { b: 1 },
    [1, 2],
    [2, 1],
    [[1], 2],
  ];
  expect(new Set(data.map((one) => fingerprintOf(one))).size).toBe(data.length);
});

it("the order of members does not matter, nor do members that are undefined, nor shared parts", () => {
  expect(fingerprintOf({ a: 1, b: { c: 2, d: 3 } })).toBe(
    fingerprintOf({ b: { d: 3, c: 2, e: undefined }, a: 1 }),
  );
  const part = { kind: "fact", name: "birthDate" };
  expect(fingerprintOf([part, part])).toBe(fingerprintOf([{ ...part }, { ...part }]));
});

it("a version has one fingerprint, and rules that differ have others", () => {
  const day = civilDate("2024-07-01");
  const of = (version: Version) => ruleFingerprint(version, day);
  const eligible = policies.map(({ versions: [first] }) => of(first));
  expect(new Set(eligible).size).toBe(policies.length);
  for (const { versions } of policies) expect(of(versions[0])).toBe(of({ ...versions[0] }));
});

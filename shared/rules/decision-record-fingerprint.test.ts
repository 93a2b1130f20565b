import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { policies } from "#shared/policies/index.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { worded } from "#shared/rules/language/logic.ts";
import { proportionOf, valueOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { standard } from "#shared/testing/sample-parameters.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
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

it("a part that is shared is walked once", () => {
  const part = { kind: "fact", name: "birthDate" };
  const seen: string[] = [];
  fingerprintOf([part, part, { first: part }], (key, value) => {
    seen.push(key);
    return value;
  });
  expect(seen).toEqual(["kind", "name", "first"]);
});

const printed = (rule: Parameters<typeof aVersion>[0], on = "2024-06-30") =>
  ruleFingerprint(aPolicy([aVersion(rule)]).versions[0], civilDate(on));

it("words and cited clauses decide nothing", () => {
  const said = (clause: string, met: string) =>
    printed({ eligible: worded({ clause, met }, holds("veteran")) });
  expect(said("退役军人", "是退役军人")).toBe(said("已退出现役", "是退役军人"));
  expect(said("退役军人", "是退役军人")).toBe(said("退役军人", "已退出现役"));
  const rounded = (mode: "half-up" | "down", clause: string) =>
    printed({
      amount: perMonth<"person">(proportionOf(percent("60"), valueOf(standard), { mode, clause })),
    });
  expect(rounded("half-up", "一")).toBe(rounded("half-up", "二"));
  expect(rounded("half-up", "一")).not.toBe(rounded("down", "一"));
});

it("a parameter stands for its value on the day, and for nothing else that is said of it", () => {
  const amount = perMonth<"person">(valueOf(standard));
  const renamed = { ...standard, label: "另一个名称", publisher: "human-resources" } as const;
  const other = { ...standard, id: "other" };
  expect(printed({ amount: perMonth<"person">(valueOf(renamed)) })).toBe(printed({ amount }));
  expect(printed({ amount: perMonth<"person">(valueOf(other)) })).not.toBe(printed({ amount }));
  expect(printed({ amount }, "2024-01-01")).toBe(printed({ amount }, "2024-06-30"));
  const days = ["2023-12-31", "2024-06-30", "2024-07-01", "2025-01-01"];
  expect(new Set(days.map((on) => printed({ amount }, on))).size).toBe(days.length);
});

it("a fingerprint is the same in every release, for records keep it", () => {
  expect([fingerprintOf(""), fingerprintOf([]), fingerprintOf({ a: [1, "b"] })]).toEqual([
    "ada15179-8dddd9f7",
    "93bb0d27-c890bf1",
    "c5df5b7b-4475fd75",
  ]);
});

it("a quotation mark within a text is no end of it", () => {
  expect(fingerprintOf(['a","b'])).not.toBe(fingerprintOf(["a", "b"]));
  expect(fingerprintOf({ a: 'x",b:"y' })).not.toBe(fingerprintOf({ a: "x", b: "y" }));
});

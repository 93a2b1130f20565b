import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { once } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { atLeast, atMost, holds, lessThan, moreThan } from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  difference,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "#shared/rules/language/number.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";
import { askInSql, askRuleInSql, aSetting } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const always: Condition = { kind: "all", parts: [] };

/** What a number comes to as an amount; the verdict where there is nothing to grant. */
async function amountOf(
  number: NumberExpression,
  facts: FlatFacts,
  complete: readonly string[] = [],
  on?: string,
): Promise<unknown> {
  const rule = { eligible: always, amount: once(number) };
  return askRuleInSql(databases.DB_0, rule, { facts }, aSetting(complete, on));
}

async function ask(condition: Condition, facts: FlatFacts, complete: readonly string[] = []) {
  return askInSql(databases.DB_0, condition, { facts }, aSetting(complete));
}

const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const premiumKey = "unemploymentPremiumPaidFen@2025";
const down = { mode: "down", clause: "" } as const;
const halfUp = { mode: "half-up", clause: "" } as const;
const source = { document: "", clause: "", inForceUntil: "not-stated" } as const;
const standard = parameter<number>({
  id: "standard",
  label: "标准",
  publisher: "civil-affairs",
  unit: "fen",
  values: [{ from: "2026-07-01", value: 1_655_00, status: "sample", source }],
});
const target = parameter<Share>({
  id: "target",
  label: "目标",
  publisher: "human-resources",
  unit: "share",
  values: [
    { from: "2026-01-01", until: "2026-12-31", value: percent("5.5"), status: "sample", source },
  ],
});

describe("a number in SQL", () => {
  const both = { disabilityGrade: 2, disabilityCategory: 5 };

  it.each<[string, NumberExpression, unknown]>([
    ["a constant", constant(75_00), 75_00],
    ["a fact", grade, 2],
    ["a sum", sum(grade, category, constant(-3)), 4],
    ["an empty sum", sum(), "unmet"],
    ["a difference", difference(category, grade), 3],
    ["a difference below nought", difference(grade, category), "unmet"],
    ["a difference with less than nought", difference(grade, constant(-5)), 7],
    ["a product", times(600_00, grade), 1_200_00],
    ["a cap", capped(times(600_00, grade), 1_000_00), 1_000_00],
    ["a parameter", valueOf(standard), 1_655_00],
    [
      "a band",
      byBands(category, [
        [1, 500_00],
        [5, 400_00],
        [6, 300_00],
      ]),
      400_00,
    ],
    ["below the bands", byBands(category, [[6, 300_00]]), "unmet"],
    ["no bands", byBands(category, []), "unmet"],
    ["a choice", choose({ when: atLeast(grade, 2), use: 7, otherwise: 8 }), 7],
    ["the other choice", choose({ when: atLeast(grade, 3), use: 7, otherwise: 8 }), 8],
    [
      "a choice of the unknown",
      choose({ when: holds("veteran"), use: 7, otherwise: 7 }),
      "unknown",
    ],
    ["one branch of a choice", choose({ when: atLeast(grade, 2), use: 7, otherwise: premium }), 7],
  ])("%s", async (_, number, expected) => {
    expect(await amountOf(number, both)).toBe(expected);
  });

  it("is unknown where a part is, unless another is certain not to exist", async () => {
    const total = sum(grade, premium);
    expect(await amountOf(total, { disabilityGrade: 2 })).toBe("unknown");
    expect(
      await amountOf(total, { disabilityGrade: null, [premiumKey]: 1 }, ["disabilityGrade"]),
    ).toBe("unknown");
    expect(await amountOf(total, {}, ["disabilityGrade"])).toBe("unmet");
    expect(await amountOf(total, { [premiumKey]: 500 }, ["disabilityGrade"])).toBe("unmet");
    expect(await amountOf(byBands(grade, [[-9, 5]]), {}, ["disabilityGrade"])).toBe("unmet");
  });

  it("is unknown on a day for which a parameter has no value", async () => {
    expect(await amountOf(valueOf(standard), {}, [], "2026-06-30")).toBe("unknown");
    expect(
      await amountOf(proportionOf(shareOf(target), premium, down), { [premiumKey]: 1000 }),
    ).toBe(55);
    expect(
      await amountOf(
        proportionOf(shareOf(target), premium, down),
        { "unemploymentPremiumPaidFen@2026": 1000 },
        [],
        "2027-01-01",
      ),
    ).toBe("unknown");
  });

  it.each<[Condition, FlatFacts, readonly string[], string]>([
    [moreThan(grade, 1), { disabilityGrade: 2 }, [], "met"],
    [moreThan(grade, 2), { disabilityGrade: 2 }, [], "unmet"],
    [lessThan(grade, 2), { disabilityGrade: 2 }, [], "unmet"],
    [atMost(grade, 2), { disabilityGrade: 2 }, [], "met"],
    [atMost(grade, category), { disabilityGrade: 2 }, [], "unknown"],
    [atMost(grade, category), { disabilityGrade: null }, ["disabilityCategory"], "unmet"],
    [lessThan(grade, category), {}, ["disabilityCategory", "disabilityGrade"], "unmet"],
    [
      atMost(choose({ when: holds("veteran"), use: grade, otherwise: 3 }), 9),
      { veteran: true },
      ["disabilityGrade"],
      "unmet",
    ],
    [
      atMost(choose({ when: holds("veteran"), use: grade, otherwise: 3 }), 9),
      { veteran: false },
      ["disabilityGrade"],
      "met",
    ],
    [
      atMost(choose({ when: holds("veteran"), use: grade, otherwise: 3 }), 9),
      {},
      ["disabilityGrade"],
      "unknown",
    ],
  ])("%j of %j with %j is %s", async (condition, facts, complete, verdict) => {
    expect(await ask(condition, facts, complete)).toBe(verdict);
  });
});

describe("a number by age in SQL", () => {
  const number = byAge([
    [65, 75_00],
    [70, 150_00],
  ]);

  it.each([
    ["1961-03-01", "2026-02-28", "unmet"],
    ["1961-03-01", "2026-03-01", 75_00],
    ["1960-02-29", "2025-02-28", 75_00],
    ["1952-03-08", "2022-03-08", 150_00],
    [null, "2022-03-08", "unknown"],
  ])("born %s, on %s: %s", async (birthDate, on, expected) => {
    expect(await amountOf(number, { birthDate }, [], on)).toBe(expected);
  });

  it("of nought holds from before birth", async () => {
    expect(await amountOf(byAge([[0, 5]]), { birthDate: "2026-12-01" })).toBe(5);
  });
});

describe("a part of a period in SQL", () => {
  const since = { since: fact("birthDate"), until: fact("deathDate") };
  const byDays = proRata(310, { ...since, per: "month", by: "days", rounding: halfUp });
  const byMonths = proRata(1200, { ...since, per: "year", by: "months", rounding: down });
  const complete = ["deathDate"];

  it.each<[NumberExpression, FlatFacts, string, unknown]>([
    [byDays, { birthDate: "1950-01-01" }, "2026-10-15", 310],
    [byDays, { birthDate: "2026-10-31" }, "2026-10-01", 10],
    [byDays, { birthDate: "2026-10-15", deathDate: "2026-10-16" }, "2026-10-01", 20],
    [byDays, { birthDate: "2026-11-01" }, "2026-10-15", "unmet"],
    [byDays, { birthDate: "1950-01-01", deathDate: "2026-09-30" }, "2026-10-15", "unmet"],
    [byDays, { birthDate: "2026-02-15", deathDate: null }, "2026-02-15", "unknown"],
    [byDays, {}, "2026-02-15", "unknown"],
    [byDays, { birthDate: "2026-02-15" }, "2026-02-15", 155],
    [byDays, { birthDate: "2024-02-15" }, "2024-02-15", 160],
    [byMonths, { birthDate: "2026-01-31", deathDate: "2026-03-01" }, "2026-06-01", 300],
    [byMonths, { birthDate: "2026-03-15", deathDate: "2026-03-14" }, "2026-06-01", "unmet"],
    [byMonths, { birthDate: "2026-12-31" }, "2026-06-01", 100],
    [byMonths, { birthDate: "2020-12-31" }, "2026-06-01", 1200],
    [proRata(300, { per: "quarter", by: "days", rounding: down }), {}, "2026-05-01", 300],
    [
      proRata(300, { per: "quarter", by: "months", since: fact("deathDate"), rounding: down }),
      {},
      "2026-05-01",
      "unmet",
    ],
    [
      proRata(300, { per: "quarter", by: "months", since: fact("deathDate"), rounding: down }),
      { deathDate: "2026-06-30" },
      "2026-05-01",
      100,
    ],
  ])("%j of %j on %s: %s", async (number, facts, on, expected) => {
    expect(await amountOf(number, facts, complete, on)).toBe(expected);
  });
});

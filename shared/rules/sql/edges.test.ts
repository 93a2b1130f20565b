import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, addMonths, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { benefit, once } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { atLeast, atMost, holds, months } from "#shared/rules/language/compare.ts";
import type {
  Condition,
  Duration,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, cases } from "#shared/rules/language/logic.ts";
import {
  byAge,
  capped,
  constant,
  difference,
  proportionOf,
  proRata,
  sum,
} from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { askInSql, askRuleInSql, aSetting } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { sinceAtLeast } from "./cut-off.ts";
import { scaledInSql } from "./rounding.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const always: Condition = { kind: "all", parts: [] };
const down = { mode: "down", clause: "" } as const;
const grade = fact("disabilityGrade");
const category = fact("disabilityCategory");

/** What a number comes to as an amount; the verdict where there is nothing to grant. */
async function amountOf(
  number: NumberExpression,
  facts: FlatFacts,
  complete: readonly string[] = [],
): Promise<unknown> {
  const rule = { eligible: always, amount: once(number) };
  return askRuleInSql(databases.DB_0, rule, { facts }, aSetting(complete));
}

describe("rounding in SQL", () => {
  const largest = 2n ** 63n - 2n;
  const scalings: readonly (readonly [bigint, bigint, bigint])[] = [
    ...[0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].flatMap((of) =>
      [1n, 2n, 3n, 4n].map((divisor) => [of, 1n, divisor] as const),
    ),
    [49n, 1n, 100n],
    [50n, 1n, 100n],
    [51n, 1n, 100n],
    [149n, 33n, 100n],
    [largest, 1n, 1n],
    [largest, 1n, 2n],
    [largest - 1n, 1n, 2n],
    [largest, 2n, 3n],
    [largest, 999_999n, 1_000_000n],
    [largest / 7n, 7n, 1n],
    [2n ** 53n + 1n, 1_000n, 1_001n],
  ];
  const signed = scalings.flatMap(([of, factor, divisor]) => [
    { of, factor, divisor },
    { of: -of, factor, divisor },
  ]);

  it.each(["half-up", "down"] as const)(
    "%s is exact at every edge, below nought too, up to the last of 64 bits",
    async (mode) => {
      const texts = signed.map(({ of, factor, divisor }) => {
        const range = { least: of, most: of, facts: [] };
        return scaledInSql("x", range, { sql: String(factor), most: factor }, divisor, mode);
      });
      const rows = texts.map(
        (text, index) => `((SELECT ${text} FROM (SELECT ${signed[index]?.of} AS x)))`,
      );
      const { results } = await databases.DB_0.prepare(
        `SELECT typeof(column1) || ' ' || column1 AS answer FROM (VALUES ${rows.join(", ")})`,
      ).all<{ answer: string }>();
      const expected = signed.map(
        ({ of, factor, divisor }) => `integer ${rounded(of * factor, divisor, mode)}`,
      );
      expect(results.map(({ answer }) => answer)).toEqual(expected);
    },
  );
});

/** By its definition: halves go away from nought, what is cut goes towards it. */
function rounded(dividend: bigint, divisor: bigint, mode: "half-up" | "down"): bigint {
  const cut = dividend / divisor;
  const rest = dividend % divisor;
  const magnitude = rest < 0n ? -rest : rest;
  if (mode === "down" || 2n * magnitude < divisor) return cut;
  return dividend < 0n ? cut - 1n : cut + 1n;
}

describe("a duration in SQL", () => {
  const onDays = ["2024-02-28", "2024-02-29", "2025-02-28", "2026-03-31", "2026-11-20"].map(
    civilDate,
  );
  const durations: readonly Duration[] = [
    ...[0, 1, 30, 366, 400, 80_000].map((count) => ({ unit: "days", count }) as const),
    ...[1, 12, 13, 227, 800].map((count) => ({ unit: "months", count }) as const),
    ...[1, 4, 65, 200].map((count) => ({ unit: "years", count }) as const),
  ];
  const passedOn = (day: CivilDate, { unit, count }: Duration): CivilDate =>
    unit === "days" ? addDays(day, count) : addMonths(day, unit === "years" ? count * 12 : count);

  it("has passed from the day of the same number, or the month's last, and not a day before", async () => {
    const asked = onDays.flatMap((on) => durations.map((duration) => ({ on, duration })));
    const born = asked.flatMap(({ on, duration: { unit, count } }) => {
      const around = passedOn(on, { unit, count: -count });
      return [-2, -1, 0, 1, 2, 3].map((n) => addDays(around, n));
    });
    const tests = asked.map(({ on, duration }) => sinceAtLeast("value", on, duration));
    const { results } = await databases.DB_0.prepare(
      `SELECT value AS day, ${tests.join(" || ")} AS passed FROM json_each(?)`,
    )
      .bind(JSON.stringify([...new Set(born)]))
      .all<{ day: string; passed: string }>();
    expect(results.length).toBeGreaterThan(200);
    for (const { day, passed } of results) {
      const expected = asked.map(({ on, duration }) =>
        passedOn(civilDate(day), duration) <= on ? "1" : "0",
      );
      expect([day, passed]).toEqual([day, expected.join("")]);
    }
  });

  it("as long as the calendar has passed since its first days, a longer one since none", async () => {
    const on = civilDate("2026-11-20");
    const tests = [
      sinceAtLeast("'1800-11-20'", on, { unit: "years", count: 226 }),
      sinceAtLeast("'1800-11-21'", on, { unit: "years", count: 226 }),
      sinceAtLeast("'1800-11-20'", on, { unit: "years", count: 227 }),
      sinceAtLeast("'1800-11-20'", on, months(226 * 12)),
      sinceAtLeast("'1800-11-20'", on, months(226 * 12 + 1)),
      sinceAtLeast("'1800-01-01'", on, { unit: "days", count: 82_868 }),
      sinceAtLeast("'1800-01-01'", on, { unit: "days", count: 82_869 }),
    ];
    const answer = await databases.DB_0.prepare(`SELECT ${tests.join(" || ")} AS passed`).first(
      "passed",
    );
    expect(answer).toBe("1001010");
  });
});

describe("a number that does not exist in SQL", () => {
  const ten = constant(10);
  const complete = ["disabilityGrade", "disabilityCategory", "deathDate"];
  const since = { per: "month", by: "days", since: fact("deathDate"), rounding: down } as const;

  it.each<[string, NumberExpression, FlatFacts]>([
    ["the first of a sum", sum(grade, category), { disabilityCategory: 5 }],
    ["the second of a sum", sum(grade, category), { disabilityGrade: 2 }],
    ["what is taken away", difference(ten, grade), {}],
    ["what is capped", sum(capped(grade, 5), ten), {}],
    ["a share's whole", sum(proportionOf(percent("50"), grade, down), ten), {}],
    ["a period's beginning", sum(proRata(10, since), ten), {}],
    [
      "what a period has a part of",
      sum(proRata(grade, { ...since, since: fact("birthDate") }), ten),
      { birthDate: "1950-01-01" },
    ],
  ])("leaves nothing to grant: %s", async (_, number, facts) => {
    expect(await amountOf(number, facts, complete)).toBe("unmet");
    const condition = atMost(number, 1_000_000);
    expect(await askInSql(databases.DB_0, condition, { facts }, aSetting(complete))).toBe("unmet");
  });
});

describe("a benefit that is no money in SQL", () => {
  it("is granted to whom the conditions let through", async () => {
    const rule = { eligible: holds("veteran"), amount: benefit("免费入园") };
    const ask = async (facts: FlatFacts) =>
      askRuleInSql(databases.DB_0, rule, { facts }, aSetting());
    expect(await ask({ veteran: true })).toBe("met");
    expect(await ask({ veteran: false })).toBe("unmet");
    expect(await ask({})).toBe("unknown");
  });
});

describe("an amount by age in SQL", () => {
  it("is granted from the first band that is worth something", async () => {
    const table = [
      [65, 0],
      [70, 150_00],
    ] as const;
    expect(await amountOf(byAge(table), { birthDate: "1960-11-20" })).toBe("unmet");
    expect(await amountOf(byAge(table), { birthDate: "1956-11-21" })).toBe("unmet");
    expect(await amountOf(byAge(table), { birthDate: "1956-11-20" })).toBe(150_00);
  });

  it("that falls to nought is no longer granted", async () => {
    const table = [
      [18, 5],
      [65, 0],
    ] as const;
    expect(await amountOf(byAge(table), { birthDate: "1990-01-01" })).toBe(5);
    expect(await amountOf(byAge(table), { birthDate: "1950-01-01" })).toBe("unmet");
  });

  it("without bands is granted to nobody, and unknown of whom it is unknown", async () => {
    expect(await amountOf(byAge([]), { birthDate: "1950-01-01" })).toBe("unmet");
    expect(await amountOf(byAge([]), {})).toBe("unknown");
  });
});

describe("a long list in SQL", () => {
  const places = Array.from({ length: 120 }, (_, index) => index + 1);
  const isAt = (place: number): Condition => all(atLeast(premium, place), atMost(premium, place));
  const premium = fact("unemploymentPremiumPaidFen", { kind: "year", years: -1 });
  const at = (place: number) => ({ "unemploymentPremiumPaidFen@2025": place });
  const chosen = (length: number): NumberExpression =>
    places
      .slice(0, length)
      .reduceRight<NumberExpression>(
        (otherwise, place) => choose({ when: isAt(place), use: constant(1000 + place), otherwise }),
        constant(7),
      );

  it("of choices is no deeper than a short one, for SQLite allows a depth of 100", async () => {
    expect(await amountOf(chosen(120), at(1))).toBe(1001);
    expect(await amountOf(chosen(120), at(31))).toBe(1031);
    expect(await amountOf(chosen(120), at(120))).toBe(1120);
    expect(await amountOf(chosen(120), at(121))).toBe(7);
    expect(await amountOf(chosen(120), {})).toBe("unknown");
  });

  it("of as many choices as a function has arguments is one call", async () => {
    expect(await amountOf(chosen(30), at(30))).toBe(1030);
    expect(await amountOf(chosen(31), at(31))).toBe(1031);
  });

  it("of shares is no deeper either", async () => {
    const share = places.reduceRight<ShareExpression>(
      (otherwise, place) => choose({ when: isAt(place), use: percent("10"), otherwise }),
      percent("50"),
    );
    const number = proportionOf(share, constant(1_000), down);
    expect(await amountOf(number, at(120))).toBe(100);
    expect(await amountOf(number, at(121))).toBe(500);
  });

  it.each([29, 30, 120])("of %d cases is decided by its last", async (length) => {
    const each = places
      .slice(0, length)
      .map((place) => ({ when: isAt(place), demand: holds("veteran") }));
    const [first, ...others] = each;
    if (first === undefined) throw new RangeError("no cases");
    const condition = cases(first, ...others);
    const ask = async (facts: FlatFacts) =>
      askInSql(databases.DB_0, condition, { facts }, aSetting());
    expect(await ask({ ...at(length), veteran: true })).toBe("met");
    expect(await ask({ ...at(length), veteran: false })).toBe("unmet");
  });
});

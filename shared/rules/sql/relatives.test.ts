import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { once } from "#shared/rules/language/amount.ts";
import { atLeast, atMost, holds, lessThan, moreThan } from "#shared/rules/language/compare.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, not } from "#shared/rules/language/logic.ts";
import { count, perHead } from "#shared/rules/language/number.ts";
import { every, some } from "#shared/rules/language/relation.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { askInSql, askRuleInSql, aSetting } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { jsonbColumns } from "./columns.ts";
import { sqlOfCondition } from "./sql-of-rule.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const met = { veteran: true };
const unmet = { veteran: false };
const unknown = { veteran: null };
const isVeteran = holds("veteran");

/** An organisation and its employees. */
async function ask(
  condition: Condition,
  employees: readonly FlatFacts[],
  complete: readonly string[] = ["employee"],
): Promise<unknown> {
  const subject = { facts: {}, relatives: { employee: employees } };
  return askInSql(databases.DB_0, condition, subject, aSetting(complete));
}

type Row = [employees: readonly FlatFacts[], complete: string, incomplete: string];

describe("some relative in SQL", () => {
  it.each<Row>([
    [[], "unmet", "unknown"],
    [[unmet, met], "met", "met"],
    [[unmet, unknown], "unknown", "unknown"],
    [[unmet, unmet], "unmet", "unknown"],
    [[unknown, met], "met", "met"],
  ])("of %j: %s where these are all, otherwise %s", async (employees, complete, incomplete) => {
    const condition = some("employee", isVeteran);
    expect(await ask(condition, employees)).toBe(complete);
    expect(await ask(condition, employees, [])).toBe(incomplete);
  });
});

describe("every relative in SQL", () => {
  it.each<Row>([
    [[], "met", "unknown"],
    [[met, met], "met", "unknown"],
    [[met, unmet], "unmet", "unmet"],
    [[met, unknown], "unknown", "unknown"],
    [[unknown, unmet], "unmet", "unmet"],
  ])("of %j: %s where these are all, otherwise %s", async (employees, complete, incomplete) => {
    const condition = every("employee", isVeteran);
    expect(await ask(condition, employees)).toBe(complete);
    expect(await ask(condition, employees, [])).toBe(incomplete);
    expect(await ask(not(condition), employees)).toBe(
      { met: "unmet", unmet: "met", unknown: "unknown" }[complete],
    );
  });

  it("is judged on its own facts, absences included", async () => {
    const condition = every("employee", not(holds("martyrFamily")));
    expect(await ask(condition, [{}, {}], ["employee", "martyrFamily"])).toBe("met");
    expect(await ask(condition, [{}, { martyrFamily: null }], ["employee", "martyrFamily"])).toBe(
      "unknown",
    );
    expect(await ask(condition, [{}], ["employee"])).toBe("unknown");
  });
});

describe("a count of relatives in SQL", () => {
  const veterans = count("employee", isVeteran);
  const two = [met, met, unmet, unknown];

  it.each<[Condition, string, string]>([
    [atLeast(veterans, 2), "met", "met"],
    [atLeast(veterans, 3), "unknown", "unknown"],
    [atLeast(veterans, 4), "unmet", "unknown"],
    [moreThan(veterans, 1), "met", "met"],
    [moreThan(veterans, 2), "unknown", "unknown"],
    [moreThan(veterans, 3), "unmet", "unknown"],
    [atMost(veterans, 3), "met", "unknown"],
    [atMost(veterans, 2), "unknown", "unknown"],
    [atMost(veterans, 1), "unmet", "unmet"],
    [lessThan(veterans, 4), "met", "unknown"],
    [lessThan(veterans, 3), "unknown", "unknown"],
    [lessThan(veterans, 2), "unmet", "unmet"],
  ])("decides by its bounds: %j is %s, and %s where there may be more", async (...row) => {
    const [condition, complete, incomplete] = row;
    expect(await ask(condition, two)).toBe(complete);
    expect(await ask(condition, two, [])).toBe(incomplete);
  });

  it("is unknown against an unknown number, and unmet against none", async () => {
    const grade = fact("disabilityGrade");
    expect(await ask(atLeast(veterans as NumberExpression, grade), two)).toBe("unknown");
    expect(
      await ask(atLeast(veterans as NumberExpression, grade), two, ["employee", "disabilityGrade"]),
    ).toBe("unmet");
  });

  it("is a number once each relative is decided and there can be no other", async () => {
    const rule = { eligible: all(atLeast(veterans, 0)), amount: once(perHead(500_00, veterans)) };
    const amountFor = async (employees: readonly FlatFacts[], complete: readonly string[]) => {
      const subject = { facts: {}, relatives: { employee: employees } };
      return askRuleInSql(databases.DB_0, rule, subject, aSetting(complete));
    };
    expect(await amountFor([met, met, unmet, met], ["employee"])).toBe(1_500_00);
    expect(await amountFor([met, met, unmet, met], [])).toBe("unknown");
    expect(await amountFor([met, unknown], ["employee"])).toBe("unknown");
    expect(await amountFor([], ["employee"])).toBe("unmet");
  });
});

describe("relatives of whom a row tells whether they are all", () => {
  it.each<[Condition, isWhole: number, Verdict]>([
    [some("employee", isVeteran), 1, "unmet"],
    [some("employee", isVeteran), 0, "unknown"],
    [every("employee", not(isVeteran)), 1, "met"],
    [every("employee", not(isVeteran)), 0, "unknown"],
    [lessThan(count("employee", isVeteran), 1), 1, "met"],
    [lessThan(count("employee", isVeteran), 1), 0, "unknown"],
  ])(
    "decide %j as %d where their register is complete: %s",
    async (condition, isWhole, verdict) => {
      const columns = jsonbColumns("s.facts", (_, alias) => ({
        from: `json_each(s.employees) AS ${alias}`,
        columns: jsonbColumns(`${alias}.value`),
        areAll: "s.is_whole",
      }));
      const row = `(SELECT '[{"veteran":false}]' AS employees, ${isWhole} AS is_whole) AS s`;
      const verdictIn = async (complete: readonly string[]) =>
        databases.DB_0.prepare(
          `SELECT ${sqlOfCondition(condition, aSetting(complete), columns)} AS verdict FROM ${row}`,
        ).first("verdict");
      expect(await verdictIn(["employee"])).toBe({ met: 1, unmet: 0, unknown: null }[verdict]);
      expect(await verdictIn([])).toBe(null);
    },
  );
});

describe("a relative", () => {
  it("has no relatives that a rule knows", async () => {
    const nested = some("employee", some("child", isVeteran));
    await expect(ask(nested, [])).rejects.toThrow("a relative's child");
  });

  it("is not read by a query that has none", () => {
    const condition = some("employee", isVeteran);
    expect(() => sqlOfCondition(condition, aSetting(), jsonbColumns("p.facts"))).toThrow(
      RangeError,
    );
  });
});

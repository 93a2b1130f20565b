import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  firstOfMonth,
  holds,
  is,
  isOneOf,
  lasted,
  months,
  present,
} from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { all, any, cases, not, worded } from "#shared/rules/language/logic.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import { askInSql, aSetting } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { jsonbColumns } from "./columns.ts";
import { sqlOfCondition } from "./sql-of-rule.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

async function ask(
  condition: Condition,
  facts: FlatFacts,
  complete: readonly string[] = [],
  on?: string,
): Promise<unknown> {
  return askInSql(databases.DB_0, condition, { facts }, aSetting(complete, on));
}

type Row = [Condition, FlatFacts, readonly string[], Verdict];

const allowance = holds("minimumLivingAllowance");
const hasGrade = atLeast({ kind: "fact", name: "disabilityGrade" }, 1);
const died = dateOnOrBefore("deathDate", "2026-01-01");
const livesOn = dateAfter("deathDate", "2026-01-01");
const notListed = is("specialisedNew", "none");
const listed = isOneOf("specialisedNew", ["city", "national"]);

describe("a fact in SQL", () => {
  it.each<Row>([
    [allowance, { minimumLivingAllowance: true }, [], "met"],
    [allowance, { minimumLivingAllowance: false }, [], "unmet"],
    [allowance, {}, [], "unknown"],
    [allowance, { minimumLivingAllowance: null }, [], "unknown"],
    [is("minimumLivingAllowance", false), { minimumLivingAllowance: false }, [], "met"],
    [is("hukouDistrict", "310101"), { hukouDistrict: "310101" }, [], "met"],
    [is("hukouDistrict", "310101"), { hukouDistrict: "elsewhere" }, [], "unmet"],
    [is("hukouDistrict", "310101"), {}, ["hukouDistrict"], "unknown"],
    [is("hukouDistrict", "310101"), { hukouDistrict: null }, [], "unknown"],
    [hasGrade, { disabilityGrade: 1 }, [], "met"],
    [hasGrade, {}, [], "unknown"],
    [hasGrade, { disabilityGrade: null }, [], "unknown"],
    [absent("disabilityGrade"), { disabilityGrade: 4 }, [], "unmet"],
    [absent("disabilityGrade"), {}, [], "unknown"],
    [absent("disabilityGrade"), { disabilityGrade: null }, [], "unknown"],
    [died, { deathDate: "2026-01-01" }, [], "met"],
    [died, { deathDate: "2026-01-02" }, [], "unmet"],
    [died, {}, [], "unknown"],
    [livesOn, { deathDate: "2026-01-02" }, [], "met"],
    [livesOn, { deathDate: null }, [], "unknown"],
    [notListed, { specialisedNew: "none" }, [], "met"],
    [listed, { specialisedNew: "none" }, [], "unmet"],
    [notListed, {}, [], "unknown"],
  ])("%j of %j is judged alike: %s %s", async (condition, facts, complete, verdict) => {
    expect(await ask(condition, facts, complete)).toBe(verdict);
  });
});

describe("a fact of a complete register in SQL", () => {
  const everything = ["minimumLivingAllowance", "disabilityGrade", "deathDate", "specialisedNew"];

  it.each<[Condition, FlatFacts, Verdict]>([
    [allowance, {}, "unmet"],
    [allowance, { minimumLivingAllowance: true }, "met"],
    [allowance, { minimumLivingAllowance: null }, "unknown"],
    [is("minimumLivingAllowance", false), {}, "met"],
    [isOneOf("minimumLivingAllowance", [true]), {}, "unmet"],
    [hasGrade, {}, "unmet"],
    [not(hasGrade), {}, "met"],
    [hasGrade, { disabilityGrade: 3 }, "met"],
    [hasGrade, { disabilityGrade: null }, "unknown"],
    [absent("disabilityGrade"), {}, "met"],
    [absent("disabilityGrade"), { disabilityGrade: 1 }, "unmet"],
    [present("disabilityGrade"), { disabilityGrade: null }, "unknown"],
    [died, {}, "unmet"],
    [died, { deathDate: null }, "unknown"],
    [livesOn, {}, "unmet"],
    [livesOn, { deathDate: "2027-01-01" }, "met"],
    [dateOnOrAfter("deathDate", "2026-01-01"), {}, "unmet"],
    [dateBefore("deathDate", "2026-01-01"), {}, "unmet"],
    [absent("deathDate"), {}, "met"],
    [lasted("deathDate", days(0)), {}, "unmet"],
    [notListed, {}, "met"],
    [listed, {}, "unmet"],
    [notListed, { specialisedNew: null }, "unknown"],
    [{ kind: "absent", fact: { kind: "fact", name: "specialisedNew" } }, {}, "unmet"],
  ])("%j of %j is %s", async (condition, facts, verdict) => {
    expect(await ask(condition, facts, everything)).toBe(verdict);
  });
});

describe("days in SQL", () => {
  const twoDays = dateOnOrBefore("deathDate", { dayOf: "crematedOn" });

  it.each<Row>([
    [twoDays, { deathDate: "2026-01-01", crematedOn: "2026-01-01" }, [], "met"],
    [twoDays, { deathDate: "2026-01-02", crematedOn: "2026-01-01" }, [], "unmet"],
    [twoDays, { deathDate: "2026-01-02" }, [], "unknown"],
    [twoDays, { deathDate: "2026-01-02" }, ["crematedOn"], "unmet"],
    [twoDays, {}, ["crematedOn"], "unmet"],
    [twoDays, { crematedOn: null }, ["deathDate"], "unmet"],
    [twoDays, { deathDate: null }, ["deathDate"], "unknown"],
  ])("%j of %j with %j is %s", async (condition, facts, complete, verdict) => {
    expect(await ask(condition, facts, complete)).toBe(verdict);
  });

  it.each<[Condition, string, string, Verdict]>([
    [ageAtLeast(65), "1960-02-29", "2025-02-27", "unmet"],
    [ageAtLeast(65), "1960-02-29", "2025-02-28", "met"],
    [ageAtLeast(64), "1960-02-29", "2024-02-28", "unmet"],
    [ageAtLeast(64), "1960-02-29", "2024-02-29", "met"],
    [ageAtLeast(66), "1960-03-01", "2026-02-28", "unmet"],
    [ageAtLeast(66), "1960-02-29", "2026-02-28", "met"],
    [lasted("birthDate", months(1)), "2026-01-31", "2026-02-28", "met"],
    [lasted("birthDate", months(1)), "2026-01-28", "2026-02-28", "met"],
    [lasted("birthDate", months(1)), "2026-02-28", "2026-03-28", "met"],
    [lasted("birthDate", months(1)), "2026-03-31", "2026-04-29", "unmet"],
    [lasted("birthDate", months(1)), "2026-03-31", "2026-04-30", "met"],
    [lasted("birthDate", days(30)), "2026-01-31", "2026-03-01", "unmet"],
    [lasted("birthDate", days(30)), "2026-01-31", "2026-03-02", "met"],
    [ageAtLeast(400), "1850-01-01", "2026-03-02", "unmet"],
    [lasted("birthDate", months(9000)), "1850-01-01", "2026-03-02", "unmet"],
    [ageAtLeast(10, firstOfMonth(9, 0)), "2016-09-01", "2026-03-02", "met"],
    [ageAtLeast(10, firstOfMonth(9, 0)), "2016-09-02", "2026-12-02", "unmet"],
    [
      ageAtLeast(10, { kind: "day", day: civilDate("2026-09-01") }),
      "2016-09-01",
      "2020-01-01",
      "met",
    ],
  ])("%j, born %s, on %s: %s", async (condition, birthDate, on, verdict) => {
    expect(await ask(condition, { birthDate }, [], on)).toBe(verdict);
  });
});

describe("logic in SQL", () => {
  const met = holds("veteran");
  const unmet = holds("martyrFamily");
  const unknown = holds("severelyDisabledJobless");
  const facts = { veteran: true, martyrFamily: false };

  it.each<[Condition, Verdict]>([
    [all(met, unknown), "unknown"],
    [all(unmet, unknown), "unmet"],
    [all(met, not(unmet)), "met"],
    [any(met, unknown), "met"],
    [any(unmet, unknown), "unknown"],
    [any(unmet, unmet), "unmet"],
    [not(unknown), "unknown"],
    [worded({ clause: "" }, met), "met"],
    [{ kind: "all", parts: [] }, "met"],
    [{ kind: "any", parts: [] }, "unmet"],
    [atLeast(2, met, unmet, unknown), "unknown"],
    [atLeast(2, met, unknown, met), "met"],
    [atLeast(2, unmet, unmet, unknown), "unmet"],
    [atLeast(0, unknown), "met"],
    [atLeast(1, unmet, unknown, unknown), "unknown"],
    [atLeast(4, met, met, met), "unmet"],
    [cases({ when: met, demand: met }, { when: unknown, demand: unmet }), "met"],
    [cases({ when: met, demand: unknown }, { when: met, demand: unmet }), "unmet"],
    [cases({ when: met, demand: unknown }, { when: unmet, demand: met }), "unknown"],
    [cases({ when: unmet, demand: met }, { when: unmet, demand: met }), "unmet"],
    [cases({ when: unmet, demand: met }), "unmet"],
    [cases({ when: unknown, demand: unmet }), "unknown"],
    [cases({ when: unmet, demand: met }, { when: unknown, demand: met }), "unknown"],
  ])("%j is %s", async (condition, verdict) => {
    expect(await ask(condition, facts)).toBe(verdict);
  });

  it("may be as wide as a rule likes, for SQLite's depth of 100 is used by halves", async () => {
    const wide: Condition = { kind: "all", parts: Array.from({ length: 300 }, () => met) };
    expect(await ask(wide, facts)).toBe("met");
    const quorum: Condition = { kind: "quorum", least: 300, parts: wide.parts };
    expect(await ask(quorum, facts)).toBe("met");
  });
});

describe("the text", () => {
  const columns = jsonbColumns("p.facts");

  it("quotes what a rule names", async () => {
    const odd: Condition = {
      kind: "isOneOf",
      fact: { kind: "fact", name: "industry" },
      values: ["O'Brien'; DROP TABLE profiles; --"],
    };
    const text = sqlOfCondition(odd, aSetting(), columns);
    expect(text).toBe(`((p.facts ->> '$."industry"') IN ('O''Brien''; DROP TABLE profiles; --'))`);
    expect(await ask(odd, { industry: "O'Brien'; DROP TABLE profiles; --" })).toBe("met");
    expect(await ask(odd, { industry: "O" })).toBe("unmet");
  });

  it("has nothing to bind, for a bound number would be a REAL", () => {
    expect(sqlOfCondition(all(hasGrade, ageAtLeast(65)), aSetting(), columns)).not.toContain("?");
  });

  it("is refused for an empty list, which SQLite would find unmet by the unknown, too", () => {
    const values: readonly string[] = [];
    const inNone: Condition = {
      kind: "isOneOf",
      fact: { kind: "fact", name: "industry" },
      values: unchecked(values),
    };
    expect(() => sqlOfCondition(inNone, aSetting(), columns)).toThrow("a list of values is empty");
  });

  it("is refused where a number is not whole, for SQLite would count with a REAL", () => {
    const half = atLeast({ kind: "fact", name: "disabilityGrade" }, 1.5);
    expect(() => sqlOfCondition(half, aSetting(), columns)).toThrow("not a whole number: 1.5");
  });
});

/** Guarantee: none; it is what a rule that was not type-checked might hold. */
function unchecked(values: readonly string[]): readonly [string, ...string[]] {
  return values as readonly [string, ...string[]];
}

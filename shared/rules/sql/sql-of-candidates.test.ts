import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { benefit, once, type Amount } from "#shared/rules/language/amount.ts";
import { absent, ageAtLeast, atLeast, atMost, holds, is } from "#shared/rules/language/compare.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, not, worded } from "#shared/rules/language/logic.ts";
import { byAge, constant, proRata, sum, times } from "#shared/rules/language/number.ts";
import { some } from "#shared/rules/language/relation.ts";
import { aSetting } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { hotColumn, hotColumns, jsonbColumns } from "./columns.ts";
import { hotFacts, hotRowOf } from "./hot-row.ts";
import type { Source } from "./nested-queries.ts";
import { sqlOfCandidates } from "./sql-of-candidates.ts";

const inJsonb: Source = {
  from: "asked AS s WHERE 1",
  carried: ["s.subject_key", "s.facts", "s.children"],
  columns: jsonbColumns("s.facts", (_, alias) => ({
    from: `json_each(s.children) AS ${alias}`,
    columns: jsonbColumns(`${alias}.value`),
  })),
};

/** The table has no column but those of the hot facts, so nothing can be read elsewhere. */
const inHotColumns: Source = {
  from: "hot_facts AS s WHERE 1",
  carried: ["s.*"],
  columns: hotColumns("s", jsonbColumns("s.facts")),
};

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
  await databases.DB_0.prepare(
    "CREATE TABLE asked (subject_key TEXT PRIMARY KEY, facts BLOB, children TEXT)",
  ).run();
});
afterAll(async () => databases.dispose());

interface Rule {
  readonly eligible: Condition;
  readonly amount: Amount;
}
type Subjects = Readonly<Record<string, FlatFacts>>;
type Found = Readonly<Record<string, readonly [verdict: number | null, amountFen: number | null]>>;

/** The candidates among some subjects, each of whom has one child, of grade 4. */
async function candidatesAmong(
  subjects: Subjects,
  rule: Rule,
  source: Source,
  complete: readonly string[] = [],
): Promise<Found> {
  const hot = hotFacts.map((name) => `value ->> '$.${name}'`);
  const hotRows = Object.entries(subjects).map(([key, facts]) => ({ key, ...hotRowOf(facts) }));
  const db = databases.DB_0;
  await db.batch([
    db.prepare("DELETE FROM asked"),
    db.prepare("DELETE FROM hot_facts"),
    db
      .prepare(
        `INSERT INTO asked SELECT key, jsonb(value), '[{"disabilityGrade":4}]' FROM json_each(?)`,
      )
      .bind(JSON.stringify(subjects)),
    db
      .prepare(
        `INSERT INTO hot_facts (subject_key, ${hotFacts.map(hotColumn).join(", ")})
         SELECT value ->> '$.key', ${hot.join(", ")} FROM json_each(?)`,
      )
      .bind(JSON.stringify(hotRows)),
  ]);
  return found(sqlOfCandidates(rule, aSetting(complete), source));
}

async function found(text: string): Promise<Found> {
  const { results } = await databases.DB_0.prepare(text).all<{
    subject_key: string;
    verdict: number | null;
    amount_fen: number | null;
  }>();
  const entries = results.map((row) => [row.subject_key, [row.verdict, row.amount_fen]] as const);
  return Object.fromEntries(entries);
}

const veteran = holds("veteran");
const martyr = holds("martyrFamily");
const grade = fact("disabilityGrade");
const isGraded = all(atLeast(grade, 1), atMost(grade, 3));
const certificate = holds("oneChildCertificate");

describe.each([
  ["JSONB", inJsonb],
  ["hot columns", inHotColumns],
])("candidates in %s", (_, source) => {
  it("are all but those whom a condition excludes, whatever the others tell", async () => {
    const subjects = {
      met: { veteran: true, martyrFamily: true },
      excludedByFirst: { veteran: false, martyrFamily: true },
      excludedBySecond: { veteran: true, martyrFamily: false },
      excludedAllTheSame: { martyrFamily: false },
      unknown: { veteran: true },
      inConflict: { veteran: null, martyrFamily: true },
    };
    const rule = { eligible: all(veteran, martyr), amount: once(600_00) };
    expect(await candidatesAmong(subjects, rule, source)).toEqual({
      met: [1, 600_00],
      unknown: [null, 600_00],
      inConflict: [null, 600_00],
    });
  });

  it.each<[string, Condition, met: FlatFacts, unmet: FlatFacts]>([
    ["a boolean", veteran, { veteran: true }, { veteran: false }],
    [
      "a district",
      is("hukouDistrict", "310101"),
      { hukouDistrict: "310101" },
      { hukouDistrict: "elsewhere" },
    ],
    ["an age", ageAtLeast(65), { birthDate: "1961-11-20" }, { birthDate: "1961-11-21" }],
    ["a grade", atLeast(grade, 2), { disabilityGrade: 2 }, { disabilityGrade: 1 }],
    ["a denial", not(veteran), { veteran: false }, { veteran: true }],
    ["a quorum", atLeast(1, veteran, veteran), { veteran: true }, { veteran: false }],
  ])("are kept by %s unless it is unmet", async (__, eligible, met, unmet) => {
    const rule = { eligible, amount: benefit("免费入园") };
    expect(await candidatesAmong({ met, unmet, unknown: {} }, rule, source)).toEqual({
      met: [1, null],
      unknown: [null, null],
    });
  });

  it("are met or unmet by a register that is complete", async () => {
    const rule = { eligible: all(not(veteran), absent("deathDate")), amount: once(1) };
    const subjects = { listed: { veteran: true }, dead: { deathDate: "2026-01-01" }, neither: {} };
    const complete = ["veteran", "deathDate"];
    expect(await candidatesAmong(subjects, rule, source, complete)).toEqual({ neither: [1, 1] });
  });

  it("have the verdict 0 where the amount comes to nothing, and NULL where it is unknown", async () => {
    const amounts = byAge([
      [65, 75_00],
      [70, 150_00],
    ]);
    const rule = { eligible: veteran, amount: once(amounts) };
    const subjects = {
      old: { veteran: true, birthDate: "1950-01-01" },
      young: { veteran: true, birthDate: "2000-01-01" },
      unheardOf: { veteran: true },
    };
    expect(await candidatesAmong(subjects, rule, source)).toEqual({
      old: [1, 150_00],
      young: [0, 0],
      unheardOf: [null, null],
    });
  });

  it("have the verdict 0 where a part of the amount does not exist", async () => {
    const rule = { eligible: veteran, amount: once(sum(grade, constant(500))) };
    const subjects = { graded: { veteran: true, disabilityGrade: 2 }, other: { veteran: true } };
    const candidates = await candidatesAmong(subjects, rule, source, ["disabilityGrade"]);
    expect(candidates).toMatchObject({ graded: [1, 502] });
    expect(candidates["other"]?.[0]).toBe(0);
  });

  it("are the same through as many queries as it takes", async () => {
    const amount = once(
      proRata(times(310_00, grade), {
        per: "month",
        by: "days",
        since: fact("birthDate"),
        rounding: { mode: "down", clause: "" },
      }),
    );
    const rule = { eligible: all(atLeast(2, veteran, martyr, martyr), isGraded), amount };
    const subjects = {
      met: { veteran: true, martyrFamily: true, disabilityGrade: 2, birthDate: "2026-11-16" },
      unmet: { veteran: true, martyrFamily: false, disabilityGrade: 2, birthDate: "2026-11-16" },
      ungraded: { martyrFamily: true, disabilityGrade: 4, birthDate: "2026-11-16" },
      unborn: { martyrFamily: true, disabilityGrade: 1, birthDate: "2026-12-01" },
    };
    expect(await candidatesAmong(subjects, rule, source)).toEqual({
      met: [1, 310_00],
      unborn: [0, 0],
    });
  });
});

describe("a condition after one that is unmet", () => {
  it.each<[string, Condition]>([
    ["beside it", all(certificate, isGraded)],
    [
      "grouped with it",
      worded({ clause: "" }, all(all(certificate), worded({ clause: "" }, isGraded))),
    ],
  ])("is not judged: %s", async (_, eligible) => {
    const json = jsonbColumns("s.facts");
    const columns = {
      ...json,
      fact: (key: string, absence: "null" | "sentinel") =>
        key === "disabilityGrade" ? `(s.damaged ->> '$.grade')` : json.fact(key, absence),
    };
    const rows = `(SELECT column1 AS subject_key, column2 AS facts, column3 AS damaged FROM (VALUES
      ('unmet', '{"oneChildCertificate":false}', '{'),
      ('met', '{"oneChildCertificate":true}', '{"grade":2}')))`;
    const carried = ["s.subject_key", "s.facts", "s.damaged"];
    const source = { from: `${rows} AS s WHERE 1`, carried, columns };
    expect(await found(sqlOfCandidates({ eligible, amount: once(5) }, aSetting(), source))).toEqual(
      { met: [1, 5] },
    );
  });
});

describe("candidates whose relatives are asked for", () => {
  it("are told apart from a relative by the facts that both have, though several parts read them", async () => {
    const rule = {
      eligible: all(isGraded, some("child", not(atMost(grade, 3)))),
      amount: once(grade),
    };
    const subjects = { one: { disabilityGrade: 2 }, other: { disabilityGrade: 4 } };
    expect(await candidatesAmong(subjects, rule, inJsonb)).toEqual({ one: [1, 2] });
  });
});

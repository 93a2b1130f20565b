import type * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFlat, type FlatSubject, type Setting } from "#shared/rules/compiled/flat-facts.ts";
import { hotColumn, hotColumns, jsonbColumns, type Columns } from "#shared/rules/sql/columns.ts";
import { hotFacts, hotRowOf } from "#shared/rules/sql/hot-row.ts";
import { sqlOfRule } from "#shared/rules/sql/sql-of-rule.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import {
  arbitraryAmountRule,
  arbitraryLargeRule,
  arbitraryRule,
  type Rule,
} from "./arbitrary-rule.ts";
import { arbitraryTrial } from "./arbitrary-subject.ts";
import { examineEveryCase } from "./every-case.ts";
import { referenceRule } from "./reference-judge.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
  const hot = hotFacts.map((name) => `, ${hotColumn(name)} ANY`).join("");
  await databases.DB_0.batch(
    [
      `CREATE TABLE trials (id INTEGER PRIMARY KEY, facts BLOB NOT NULL${hot}) STRICT`,
      `CREATE TABLE trial_relatives (trial INTEGER NOT NULL, relation TEXT NOT NULL, facts BLOB NOT NULL) STRICT`,
    ].map((text) => databases.DB_0.prepare(text)),
  );
});
afterAll(async () => databases.dispose());

const inJsonb: Columns = jsonbColumns("trials.facts", (relation, alias) => ({
  from: `trial_relatives ${alias} WHERE ${alias}.trial = trials.id AND ${alias}.relation = '${relation}'`,
  columns: jsonbColumns(`${alias}.facts`),
}));
const inHotColumns = hotColumns("trials", inJsonb);

/** What a query answers for each subject: 1, 0 or null, and where it is met the amount and its type. */
async function answersInSql(
  rule: Rule,
  setting: Setting,
  subjects: readonly FlatSubject[],
): Promise<readonly string[]> {
  const json = JSON.stringify(
    subjects.map(({ facts, relatives = {} }, id) => {
      return { id, facts, relatives, hot: hotRowOf(facts) };
    }),
  );
  const hotNames = hotFacts.map((name) => `, ${hotColumn(name)}`).join("");
  const hotValues = hotFacts.map((name) => `, value ->> '$.hot.${name}'`).join("");
  const db = databases.DB_0;
  const [, , , , answers] = await db.batch<{ jsonb: string; hot: string }>([
    db.prepare("DELETE FROM trials"),
    db.prepare("DELETE FROM trial_relatives"),
    db
      .prepare(
        `INSERT INTO trials (id, facts${hotNames})
         SELECT value ->> 'id', jsonb(value -> 'facts')${hotValues} FROM json_each(?1)`,
      )
      .bind(json),
    db
      .prepare(
        `INSERT INTO trial_relatives (trial, relation, facts)
         SELECT trial.value ->> 'id', relation.key, jsonb(member.value) FROM json_each(?1) AS trial,
           json_each(trial.value, '$.relatives') AS relation, json_each(relation.value) AS member`,
      )
      .bind(json),
    db.prepare(queryOf(rule, setting)),
  ]);
  const rows = answers?.results ?? [];
  return rows.map((row) => (row.jsonb === row.hot ? row.jsonb : JSON.stringify(row)));
}

/** Materialised, so that what is asked about the answers does not deepen their expressions. */
function queryOf(rule: Rule, setting: Setting): string {
  const [jsonb, hot] = [inJsonb, inHotColumns].map((columns) => sqlOfRule(rule, setting, columns));
  const grant = (verdict: string, amount: string) =>
    `json_array(${verdict}, iif(${verdict}, ${amount}, NULL), iif(${verdict}, typeof(${amount}), ''))`;
  return `WITH answers (id, v1, a1, v2, a2) AS MATERIALIZED
    (SELECT id, ${jsonb?.verdict}, ${jsonb?.amountFen ?? "NULL"}, ${hot?.verdict}, ${hot?.amountFen ?? "NULL"} FROM trials)
    SELECT ${grant("v1", "a1")} AS jsonb, ${grant("v2", "a2")} AS hot FROM answers ORDER BY id`;
}

const verdicts = { met: 1, unmet: 0, unknown: null } as const;

function expectedOf(rule: Rule, setting: Setting, subject: FlatSubject): string {
  const { verdict, amountFen } = referenceRule(rule, readFlat(subject, setting), setting.on);
  const type = amountFen === undefined ? "null" : "integer";
  return JSON.stringify([verdicts[verdict], amountFen ?? null, verdict === "met" ? type : ""]);
}

/** Every subject is judged in both storages; how many rules SQL refused as too large for it. */
async function judgeInSql(
  rules: fc.Arbitrary<Rule>,
  numRuns: number,
  each: number,
): Promise<number> {
  let refused = 0;
  await examineEveryCase(arbitraryTrial(rules, each), numRuns, async (rule, setting, subjects) => {
    let answers: readonly string[];
    try {
      answers = await answersInSql(rule, setting, subjects);
    } catch (error) {
      if (!isTooLargeForSql(error)) throw error;
      refused += 1;
      return [];
    }
    return subjects.map((subject, index) => {
      const expected = expectedOf(rule, setting, subject);
      const answer = answers[index];
      return answer === expected ? undefined : `reference ${expected}, SQL ${answer}`;
    });
  });
  return refused;
}

/** Numbers that might leave 64 bits are refused here, and expressions deeper than 100 by SQLite. */
function isTooLargeForSql(error: unknown): boolean {
  return error instanceof RangeError || String(error).includes("Expression tree is too large");
}

describe("the reference", () => {
  it(
    "agrees with SQL on 8,000 cases, read from JSONB and from hot columns",
    { timeout: 180_000 },
    async () => {
      expect(await judgeInSql(arbitraryRule, 320, 25)).toBeLessThan(20);
    },
  );

  it("agrees with SQL on each fen of an amount", { timeout: 180_000 }, async () => {
    expect(await judgeInSql(arbitraryAmountRule, 200, 10)).toBeLessThan(20);
  });

  it("agrees with SQL on numbers of any size, unless they might leave 64 bits", async () => {
    expect(await judgeInSql(arbitraryLargeRule, 100, 10)).toBeLessThan(50);
  });
});

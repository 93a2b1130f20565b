import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { factNames } from "#shared/facts/dictionary.ts";
import jobRetentionRefund from "#shared/policies/job-retention-refund.ts";
import parkAdmission from "#shared/policies/park-admission.ts";
import seniorAllowance from "#shared/policies/senior-comprehensive-allowance.ts";
import type { FlatFacts } from "#shared/rules/compiled/flat-facts.ts";
import { hotColumn } from "#shared/rules/sql/columns.ts";
import { hotRowOf } from "#shared/rules/sql/hot-row.ts";
import { literal } from "#shared/rules/sql/literal.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { countEntitled } from "./count-entitled.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const today = civilDate("2026-11-20");
const complete = new Set<string>(factNames);

async function store(
  subjectKey: string,
  kind: "person" | "organisation",
  facts: FlatFacts,
  reviewOn?: string,
): Promise<void> {
  const db = databases.DB_0;
  await db
    .prepare(`INSERT INTO profiles VALUES (?, ?, 1, jsonb(?), jsonb('{}'), '[]', '{}', ?, '')`)
    .bind(subjectKey, kind, JSON.stringify(facts), reviewOn ?? null)
    .run();
  if (kind !== "person") return;
  const row = Object.entries(hotRowOf(facts));
  const names = row.map(([name]) => hotColumn(name));
  const values = row.map(([, value]) => (value === null ? "NULL" : literal(value)));
  await db
    .prepare(
      `INSERT INTO hot_facts (subject_key, ${names.join(", ")}) VALUES (?, ${values.join(", ")})`,
    )
    .bind(subjectKey)
    .run();
}

const senior = { birthDate: "1961-11-20", hukouDistrict: "310101" };

describe("a count of the entitled", () => {
  it("tells the eligible from those of whom nobody knows, and sums what they get", async () => {
    await store("a", "person", senior);
    await store("b", "person", { ...senior, birthDate: "1950-01-01" }, "2026-11-21");
    await store("c", "person", { ...senior, birthDate: "1961-11-21" });
    await store("d", "person", { birthDate: "1950-01-01" });
    await store("e", "person", { ...senior, deathDate: null });
    await store("f", "person", { ...senior, crematedOn: "2026-11-20" });
    await store("g", "organisation", {});
    expect(await countEntitled(databases.DB_0, seniorAllowance, { on: today, complete })).toEqual({
      eligible: 2,
      unknown: 2,
      amountFen: 75_00 + 150_00,
      dueForReview: 0,
    });
  });

  it("knows nobody to be alive while one register of death is not complete", async () => {
    await store("a", "person", senior);
    const others = complete.difference(new Set(["deathCertifiedOn"]));
    const setting = { on: today, complete: others };
    const count = await countEntitled(databases.DB_0, seniorAllowance, setting);
    expect(count).toMatchObject({ eligible: 0, unknown: 1, amountFen: 0 });
  });

  it("leaves out who is due for review, whose stored facts may be those of another day", async () => {
    await store("a", "person", senior, "2026-11-20");
    await store("b", "person", senior, "2026-11-21");
    await store("c", "organisation", {}, "2026-11-01");
    const count = await countEntitled(databases.DB_0, seniorAllowance, { on: today, complete });
    expect(count).toMatchObject({ eligible: 1, unknown: 0, dueForReview: 1 });
  });

  it("reads the profiles for a rule about organisations", async () => {
    const firm = {
      establishedOn: "2010-06-01",
      sizeClass: "small",
      "insuredHeadcount@2024-12": 200,
      "insuredHeadcount@2025-12": 189,
      "naturalAttrition@2025": 0,
      "unemploymentPremiumPaidFen@2025": 12_000_00,
    };
    await store("a", "organisation", firm);
    await store("b", "organisation", { ...firm, "insuredHeadcount@2025-12": 188 });
    await store("c", "organisation", { ...firm, seriousDishonesty: null });
    await store("d", "person", {});
    const count = await countEntitled(databases.DB_0, jobRetentionRefund, { on: today, complete });
    expect(count).toEqual({ eligible: 1, unknown: 1, amountFen: 7_200_00, dueForReview: 0 });
  });

  it("sums nothing for a benefit that is no money", async () => {
    await store("a", "person", { ...senior, veteran: true });
    const count = await countEntitled(databases.DB_0, parkAdmission, { on: today, complete });
    expect(count).toMatchObject({ eligible: 1, amountFen: 0 });
  });

  it("is nought on a day on which no version is in force", async () => {
    await store("a", "person", senior);
    const setting = { on: civilDate("2016-04-30"), complete };
    expect(await countEntitled(databases.DB_0, seniorAllowance, setting)).toEqual({
      eligible: 0,
      unknown: 0,
      amountFen: 0,
      dueForReview: 0,
    });
  });
});

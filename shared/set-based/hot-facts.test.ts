import { getTableColumns } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hotFacts as table } from "#shared/db/shard.schema.ts";
import { rowsOf } from "#shared/db/statement.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { hotColumn } from "#shared/rules/sql/columns.ts";
import { hotFacts, hotRowOf } from "#shared/rules/sql/hot-row.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

describe("the table of hot facts", () => {
  it("has a column for each fact that the dictionary calls hot, and no other", () => {
    const { subjectKey, ...columns } = getTableColumns(table);
    expect(subjectKey.primary).toBe(true);
    const declared = Object.entries(columns).map(([name, column]) => [name, column.name]);
    expect(declared).toEqual(hotFacts.map((name) => [name, hotColumn(name)]));
  });

  it("is about people, and about what they are now", () => {
    for (const name of hotFacts) {
      expect(definitionOf(name).about).toBe("person");
      expect(definitionOf(name).period).toBeUndefined();
    }
  });

  it.each([
    ["nothing", {}],
    ["conflicts", Object.fromEntries(hotFacts.map((name) => [name, null]))],
    [
      "values",
      { birthDate: "1950-01-01", deathDate: "2026-01-01", disabilityGrade: 4, veteran: true },
    ],
  ])("takes %s as they are stored", async (_, facts) => {
    const row = hotRowOf(facts);
    const names = Object.keys(row).map(hotColumn);
    const values = Object.keys(row).map((name) => `value ->> '$.${name}'`);
    const [, read] = await databases.DB_0.batch([
      databases.DB_0.prepare(
        `INSERT OR REPLACE INTO hot_facts (subject_key, ${names.join(", ")})
         SELECT 'one', ${values.join(", ")} FROM json_each(?)`,
      ).bind(JSON.stringify([row])),
      databases.DB_0.prepare("SELECT * FROM hot_facts"),
    ]);
    const stored = Object.entries(row).map(([name, value]) => [hotColumn(name), value]);
    expect(rowsOf(read)).toEqual([{ subject_key: "one", ...Object.fromEntries(stored) }]);
  });
});

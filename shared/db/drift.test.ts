import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import * as cases from "./cases.schema.ts";
import * as counter from "./counter.schema.ts";
import * as codes from "./codes.schema.ts";
import * as city from "./city.schema.ts";
import * as differences from "./differences.schema.ts";
import * as cityWork from "./city-work.schema.ts";
import * as adjustments from "./adjustments.schema.ts";
import * as joins from "./joins.schema.ts";
import * as mandates from "./mandates.schema.ts";
import * as gatewayReports from "./gateway-reports.schema.ts";
import * as letters from "./letters.schema.ts";
import * as objections from "./objections.schema.ts";
import * as published from "./published.schema.ts";
import * as scans from "./scans.schema.ts";
import * as venues from "./venues.schema.ts";
import * as smsReplies from "./sms-replies.schema.ts";
import * as shadowRuns from "./shadow-runs.schema.ts";
import * as shard from "./shard.schema.ts";

interface ListedTable {
  name: string;
  type: string;
  strict: number;
}

interface ListedColumn {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

/** As wrangler and SQLite keep their own records. */
const isOurs = ({ name }: ListedTable): boolean => !/^(_cf_|sqlite_|d1_)/.test(name);

async function tablesOf(db: D1Database): Promise<ListedTable[]> {
  const { results } = await db.prepare("PRAGMA table_list").all<ListedTable>();
  return results.filter((table) => isOurs(table) && table.type === "table");
}

async function columnsIn(db: D1Database, table: string): Promise<ListedColumn[]> {
  return (await db.prepare(`PRAGMA table_info("${table}")`).all<ListedColumn>()).results;
}

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const kinds = [
  [
    "shard",
    [
      shard,
      differences,
      cases,
      objections,
      adjustments,
      joins,
      counter,
      smsReplies,
      scans,
      codes,
      mandates,
      letters,
    ],
  ],
  ["city", [city, cityWork, published, shadowRuns, venues, gatewayReports]],
] as const;

describe.each(kinds)("the schema of a %s database", (kind, schemas) => {
  const tables = schemas
    .flatMap((schema) => Object.values<unknown>(schema))
    .filter((one) => is(one, SQLiteTable));
  const database = (): D1Database => (kind === "shard" ? databases.DB_0 : databases.DB_CITY);

  it("names the same tables as the migrations make", async () => {
    const made = (await tablesOf(database())).map(({ name }) => name);
    expect(tables.map((table) => getTableName(table)).toSorted()).toEqual(made.toSorted());
  });

  it("is STRICT in every table", async () => {
    const lax = (await tablesOf(database())).filter(({ strict }) => strict !== 1);
    expect(lax.map(({ name }) => name)).toEqual([]);
  });

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    "gives %s the columns, types, nullability and order of the migrations",
    async (name, table) => {
      const made = await columnsIn(database(), name);
      const declared = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        notNull: column.notNull || column.primary,
        hasDefault: column.default !== undefined,
      }));
      expect(declared).toEqual(
        made.map((column) => ({
          name: column.name,
          type: column.type,
          notNull: column.notnull === 1 || column.pk > 0,
          hasDefault: column.dflt_value !== null,
        })),
      );
    },
  );

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    "gives %s the primary key of the migrations",
    async (name, table) => {
      const { columns, primaryKeys } = getTableConfig(table);
      const declared = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
      const made = (await columnsIn(database(), name))
        .filter(({ pk }) => pk > 0)
        .toSorted((a, b) => a.pk - b.pk);
      expect(declared.map((column) => column.name)).toEqual(made.map((column) => column.name));
    },
  );

  it("allows a column with a closed set of words exactly these words", async () => {
    const { results } = await database()
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
      .all<{ name: string; sql: string }>();
    const checked = tables.flatMap((table) =>
      Object.values(getTableColumns(table)).flatMap(({ name, enumValues }) => {
        if (enumValues === undefined || enumValues.length === 0) return [];
        const text = results.find((one) => one.name === getTableName(table))?.sql ?? "";
        const isOneOf = new RegExp(`CHECK \\(${name} (?:IN \\(|= )([^)]*)\\)`);
        const words = isOneOf.exec(text)?.[1] ?? "";
        return [[name, [...words.matchAll(/'([^']+)'/g)].map((one) => one[1]), enumValues]];
      }),
    );
    expect(checked.length).toBeGreaterThan(0);
    for (const [, made, declared] of checked) expect(made).toEqual(declared);
  });
});

describe("the two shards", () => {
  it("are made alike", async () => {
    expect(await tablesOf(databases.DB_1)).toEqual(await tablesOf(databases.DB_0));
  });
});

import { type Column, getTableColumns, sql, type SQL, type Table } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";

/**
 * Turns a drizzle `sql` template or builder into a prepared D1 statement, for `batch()`. This is the one way from
 * drizzle to D1: drizzle's own `batch([db.run(sql…)])` throws on D1 when it has a parameter.
 */
export function statement(db: D1Database, query: SQL): D1PreparedStatement {
  const { sql: text, params } = query.toQuery(asSqlite());
  return db.prepare(text).bind(...params);
}

/** The columns of a table by the schema's names, but for those that a statement leaves alone. */
function columnEntries(table: Table, without: readonly Column[]): [string, Column][] {
  return Object.entries(getTableColumns(table)).filter(([, column]) => !without.includes(column));
}

/** As drizzle's own dialect of SQLite writes names, parameters and texts; the dialect itself would fill every bundle. */
const asSqlite = () => ({
  casing: new CasingCache(),
  escapeName: (name: string) => `"${name.replaceAll('"', '""')}"`,
  escapeParam: () => "?",
  escapeString: (text: string) => `'${text.replaceAll("'", "''")}'`,
});

/** The columns of a table as `"snake_case" AS "camelCase"`, so that rows arrive in the schema's own names. */
export function columnsOf(table: Table, without: readonly Column[] = []): SQL {
  return sql.join(
    columnEntries(table, without).map(([key, column]) =>
      column.columnType === "SQLiteBlobBuffer" || column.columnType === "SQLiteBlobJson"
        ? sql`json(${column}) AS ${sql.identifier(key)}`
        : sql`${column} AS ${sql.identifier(key)}`,
    ),
    sql`, `,
  );
}

/** `(column, …)` of an INSERT, in the order of `valuesOf`. */
export function targetsOf(table: Table, without: readonly Column[] = []): SQL {
  return sql.join(
    columnEntries(table, without).map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
}

/**
 * The columns of a table read out of one element of `json_each(…)`, each under its camelCase key; BLOB columns are
 * given as JSON text and become JSONB. Sets travel as one JSON parameter, for D1 takes at most 100 parameters.
 */
export function valuesOf(table: Table, without: readonly Column[] = []): SQL {
  return sql.join(
    columnEntries(table, without).map(([key, column]) => {
      const value = sql`"value" ->> ${sql.raw(`'$.${key}'`)}`;
      return column.columnType.startsWith("SQLiteBlob") ? sql`jsonb(${value})` : value;
    }),
    sql`, `,
  );
}

/** One element of a batch's answer, as the rows that its statement selects. The caller's query guarantees the shape. */
export function rowsOf<Row>(result: D1Result | undefined): Row[] {
  return (result?.results ?? []) as Row[];
}

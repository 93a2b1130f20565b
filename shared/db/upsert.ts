import { type Column, getTableColumns, sql, type SQL, type Table } from "drizzle-orm";
import { statement, targetsOf, valuesOf } from "./statement.ts";

/**
 * The statement that stores whole rows, new or changed.
 *
 * @param rows a JSON array of rows under the schema's camelCase names
 * @param condition may name `value`, the element of the JSON set; rows that do not meet it are left out
 * @param untouched columns that stay as they are, and are NULL in new rows
 */
export function upsert(
  db: D1Database,
  table: Table,
  key: readonly Column[],
  rows: string,
  condition: SQL,
  untouched: readonly Column[] = [],
): D1PreparedStatement {
  const names = key.map((column) => column.name);
  const target = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const assignments = sql.join(
    Object.values(getTableColumns(table))
      .filter((column) => !names.includes(column.name) && !untouched.includes(column))
      .map(
        (column) => sql`${sql.identifier(column.name)} = excluded.${sql.identifier(column.name)}`,
      ),
    sql`, `,
  );
  return statement(
    db,
    sql`INSERT INTO ${table} (${targetsOf(table, untouched)}) SELECT ${valuesOf(table, untouched)} FROM json_each(${rows})
        WHERE ${condition} ON CONFLICT (${target}) DO UPDATE SET ${assignments}`,
  );
}

import { sql } from "drizzle-orm";
import { registers } from "#shared/db/city.schema.ts";
import { columnsOf, statement } from "#shared/db/statement.ts";

/** The statement that reads every register (one row for each fact that any department has reported complete). */
export function selectRegisters(city: D1Database): D1PreparedStatement {
  return statement(city, sql`SELECT ${columnsOf(registers)} FROM registers LIMIT 500`);
}

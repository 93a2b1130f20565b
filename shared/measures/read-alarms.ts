import { sql } from "drizzle-orm";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { alarms } from "#shared/db/city.schema.ts";
import { columnsOf, statement } from "#shared/db/statement.ts";

/** How long an alarm is shown, in days. */
const shownDays = 30;

/** The statement that reads the alarms of the last days, the newest first. */
export function selectAlarms(city: D1Database, today: CivilDate): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT ${columnsOf(alarms)} FROM policy_alarms WHERE day > ${addDays(today, -shownDays)}
        ORDER BY day DESC, policy, figure LIMIT 500`,
  );
}

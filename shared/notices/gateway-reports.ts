import { sql } from "drizzle-orm";
import { gatewayReports } from "#shared/db/gateway-reports.schema.ts";
import { statement } from "#shared/db/statement.ts";

/** It is written down no more often than this: most reports come in crowds. */
const atMostEveryMilliseconds = 10 * 60_000;

/** A gateway has reported what became of messages. */
export async function recordGatewayReport(
  city: D1Database,
  gateway: string,
  now: Date,
): Promise<void> {
  await statement(
    city,
    sql`INSERT INTO ${gatewayReports} (gateway, reported_at) VALUES (${gateway}, CAST(${now.getTime()} AS INTEGER))
        ON CONFLICT (gateway) DO UPDATE SET reported_at = excluded.reported_at
        WHERE abs(excluded.reported_at - reported_at) >= CAST(${atMostEveryMilliseconds} AS INTEGER)`,
  ).run();
}

/** When a gateway last reported, in milliseconds; undefined where it never has: its silence says nothing. */
export async function lastGatewayReport(
  city: D1Database,
  gateway: string,
): Promise<number | undefined> {
  const at = await statement(
    city,
    sql`SELECT reported_at FROM ${gatewayReports} WHERE gateway = ${gateway}`,
  ).first<number>("reported_at");
  return at ?? undefined;
}

import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** When a message gateway last reported what became of any message. */
export const gatewayReports = sqliteTable("gateway_reports", {
  gateway: text("gateway").primaryKey(),
  reportedAt: integer("reported_at").notNull(),
});

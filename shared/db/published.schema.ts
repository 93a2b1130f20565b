import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The public lists in the city's database; see migrations/city/0004_publicity.sql. */
export const published = sqliteTable("publicity", {
  id: text("id").primaryKey(),
  policy: text("policy").notNull(),
  period: text("period").notNull(),
  district: text("district"),
  name: text("name"),
  amountFen: integer("amount_fen"),
  openedOn: text("opened_on").notNull(),
  closesOn: text("closes_on"),
});

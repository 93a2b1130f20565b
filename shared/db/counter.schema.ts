import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { decisions } from "./enumerations.ts";

/** Somebody came to a counter in person, and a clerk saw the card. */
export const visits = sqliteTable("visits", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  clerk: text("clerk").notNull(),
  department: text("department").notNull(),
  openedOn: text("opened_on").notNull(),
  openedAt: integer("opened_at").notNull(),
  mandate: text("mandate"),
});

/** What was decided in a visit. */
export const counterDecisions = sqliteTable("counter_decisions", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  visit: text("visit").notNull(),
  clerk: text("clerk").notNull(),
  policy: text("policy").notNull(),
  decision: text("decision", { enum: decisions }).notNull(),
  receipt: text("receipt").notNull(),
  decidedOn: text("decided_on").notNull(),
  decidedAt: integer("decided_at").notNull(),
});

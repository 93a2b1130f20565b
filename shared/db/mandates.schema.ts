import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { mandateKinds } from "./enumerations.ts";

/** Whom somebody has charged with deciding in their stead. */
export const mandates = sqliteTable("mandates", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  agentKey: text("agent_key").notNull(),
  kind: text("kind", { enum: mandateKinds }).notNull(),
  policies: text("policies").notNull(),
  fromOn: text("from_on").notNull(),
  untilOn: text("until_on").notNull(),
  agentMasked: text("agent_masked"),
  grantedBy: text("granted_by").notNull(),
  grantedAt: integer("granted_at").notNull(),
  endedBy: text("ended_by"),
  endedAt: integer("ended_at"),
});

/** Where the mandates lie that somebody holds. */
export const heldMandates = sqliteTable(
  "held_mandates",
  {
    subjectKey: text("subject_key").notNull(),
    mandate: text("mandate").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.mandate] })],
);

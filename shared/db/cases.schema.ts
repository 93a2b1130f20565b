import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { caseChannels, caseStates } from "./enumerations.ts";

export const reportedCases = sqliteTable(
  "reported_cases",
  {
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    period: text("period").notNull(),
    channel: text("channel", { enum: caseChannels }).notNull(),
    caseNumber: text("case_number").notNull(),
    through: text("through").notNull(),
    state: text("state", { enum: caseStates }).notNull(),
    amountFen: integer("amount_fen"),
    consentedOn: text("consented_on"),
    observedAt: integer("observed_at").notNull(),
    reportedBy: text("reported_by").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.subjectKey, table.policy, table.period, table.channel, table.caseNumber],
    }),
  ],
);

export const caseFeed = sqliteTable("case_feed", {
  id: integer("id").primaryKey(),
  toldSeq: integer("told_seq").notNull(),
  busyUntil: integer("busy_until").notNull(),
});

export const caseNumbers = sqliteTable("case_numbers", {
  caseNumber: text("case_number").primaryKey(),
  entitlement: text("entitlement").notNull(),
  unifiedCaseNumber: text("unified_case_number"),
  answeredAt: integer("answered_at").notNull(),
});

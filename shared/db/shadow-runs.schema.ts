import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { caseChannels, shadowFindingKinds } from "./enumerations.ts";

export const shadowRuns = sqliteTable("shadow_runs", {
  id: text("id").primaryKey(),
  policy: text("policy").notNull(),
  period: text("period").notNull(),
  channel: text("channel", { enum: caseChannels }).notNull(),
  judgedOn: text("judged_on"),
  requestedBy: text("requested_by").notNull(),
  requestedAt: integer("requested_at").notNull(),
});

export const shadowParts = sqliteTable(
  "shadow_parts",
  {
    run: text("run").notNull(),
    shard: integer("shard").notNull(),
    after: text("after").notNull(),
    isLast: integer("is_last").notNull(),
    counts: text("counts").notNull(),
    comparedAt: integer("compared_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.run, table.shard, table.after] })],
);

export const shadowFindings = sqliteTable(
  "shadow_findings",
  {
    run: text("run").notNull(),
    shard: integer("shard").notNull(),
    subjectKey: text("subject_key").notNull(),
    kind: text("kind", { enum: shadowFindingKinds }).notNull(),
    hereFen: integer("here_fen"),
    thereFen: integer("there_fen"),
    thereState: text("there_state"),
    caseNumber: text("case_number"),
  },
  (table) => [primaryKey({ columns: [table.run, table.kind, table.shard, table.subjectKey] })],
);

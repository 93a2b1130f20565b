import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { differenceKinds } from "./enumerations.ts";

// Of a shard: what the nightly audit found.

export const differences = sqliteTable(
  "differences",
  {
    policy: text("policy").notNull(),
    kind: text("kind", { enum: differenceKinds }).notNull(),
    subjectKey: text("subject_key").notNull(),
    period: text("period").notNull(),
    foundOn: text("found_on").notNull(),
  },
  (table) => [primaryKey({ columns: [table.policy, table.kind, table.subjectKey, table.period] })],
);

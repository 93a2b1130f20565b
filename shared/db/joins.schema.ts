import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** How two numbers of one subject are joined, on the shards; see migrations/shard/0008_joined_subjects.sql. */

/** Who is being joined with another subject; see migrations/shard/0008_joined_subjects.sql. */
export const joining = sqliteTable(
  "joining",
  { subjectKey: text("subject_key").notNull(), number: integer("number").notNull() },
  (table) => [primaryKey({ columns: [table.subjectKey, table.number] })],
);

/** Whom a subject has become. */
export const successors = sqliteTable("successors", {
  subjectKey: text("subject_key").primaryKey(),
  successorKey: text("successor_key").notNull(),
  number: integer("number").notNull(),
  leftAt: integer("left_at").notNull(),
  arrivedAt: integer("arrived_at"),
});

/** Who has arrived in a subject. */
export const predecessors = sqliteTable(
  "predecessors",
  {
    subjectKey: text("subject_key").notNull(),
    predecessorKey: text("predecessor_key").notNull(),
    number: integer("number").notNull(),
    arrivedAt: integer("arrived_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.predecessorKey] })],
);

/** The rows of a subject that is on its way into another one. */
export const luggage = sqliteTable(
  "luggage",
  {
    subjectKey: text("subject_key").notNull(),
    part: text("part").notNull(),
    number: integer("number").notNull(),
    body: text("body").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.part, table.number] })],
);

/** Instructions that went along with their subject. */
export const forwarded = sqliteTable("forwarded", {
  endToEndId: text("end_to_end_id").primaryKey(),
  successorKey: text("successor_key").notNull(),
});

import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Messages that go by letter. */
export const letters = sqliteTable("letters", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  policy: text("policy").notNull(),
  department: text("department").notNull(),
  wordsSealed: text("words_sealed").notNull(),
  listedAt: integer("listed_at").notNull(),
  takenAt: integer("taken_at"),
  takenBy: text("taken_by"),
  printedAt: integer("printed_at"),
});

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Whose messages may be answered by a text message. */
export const smsRepliers = sqliteTable("sms_repliers", {
  subjectKey: text("subject_key").primaryKey(),
  recordedBy: text("recorded_by").notNull(),
  sinceAt: integer("since_at").notNull(),
});

/** What may be answered from a phone. */
export const smsQuestions = sqliteTable(
  "sms_questions",
  {
    phoneIndex: text("phone_index").notNull(),
    number: integer("number").notNull(),
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    commitment: text("commitment").notNull(),
    scope: text("scope").notNull(),
    generation: integer("generation").notNull(),
    accountVersion: integer("account_version").notNull(),
    phoneDigest: text("phone_digest").notNull(),
    notice: text("notice").notNull(),
    askedAt: integer("asked_at").notNull(),
    heardAt: integer("heard_at"),
  },
  (table) => [primaryKey({ columns: [table.phoneIndex, table.number] })],
);

/** Replies that were heard. */
export const smsReplies = sqliteTable(
  "sms_replies",
  {
    phoneIndex: text("phone_index").notNull(),
    reply: text("reply").notNull(),
    digest: text("digest").notNull(),
    answer: text("answer").notNull(),
    heardAt: integer("heard_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.phoneIndex, table.reply] })],
);

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { endpointPurposes, proposalStates } from "./enumerations.ts";

export const departmentKeys = sqliteTable(
  "department_keys",
  {
    department: text("department").notNull(),
    keyId: text("key_id").notNull(),
    secretSealed: text("secret_sealed").notNull(),
    activeFrom: integer("active_from").notNull(),
    retiredAt: integer("retired_at"),
  },
  (table) => [primaryKey({ columns: [table.department, table.keyId] })],
);

export const endpoints = sqliteTable(
  "endpoints",
  {
    department: text("department").notNull(),
    purpose: text("purpose", { enum: endpointPurposes }).notNull(),
    url: text("url").notNull(),
  },
  (table) => [primaryKey({ columns: [table.department, table.purpose] })],
);

export const registers = sqliteTable("registers", {
  fact: text("fact").primaryKey(),
  department: text("department").notNull(),
  completeAsOf: integer("complete_as_of").notNull(),
  reportedAt: integer("reported_at").notNull(),
  events: text("events").notNull(),
  firstAt: integer("first_at").notNull(),
  reviewsLeft: integer("reviews_left").notNull().default(2),
});

export const proposals = sqliteTable("proposals", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  payload: text("payload").notNull(),
  state: text("state", { enum: proposalStates }).notNull(),
  proposedBy: text("proposed_by").notNull(),
  proposedAt: integer("proposed_at").notNull(),
  decidedBy: text("decided_by"),
  decidedAt: integer("decided_at"),
});

export const authorisations = sqliteTable("authorisations", {
  id: text("id").primaryKey(),
  department: text("department").notNull(),
  policy: text("policy").notNull(),
  dailyCapFen: integer("daily_cap_fen").notNull(),
  validFrom: text("valid_from").notNull(),
  validUntil: text("valid_until").notNull(),
});

export const releases = sqliteTable(
  "releases",
  {
    authorisation: text("authorisation").notNull(),
    day: text("day").notNull(),
    endToEndId: text("end_to_end_id").notNull(),
    amountFen: integer("amount_fen").notNull(),
  },
  (table) => [primaryKey({ columns: [table.authorisation, table.day, table.endToEndId] })],
);

export const signedReleases = sqliteTable(
  "signed_releases",
  {
    endToEndId: text("end_to_end_id").notNull(),
    policy: text("policy").notNull(),
    proposal: text("proposal").notNull(),
    amountFen: integer("amount_fen").notNull(),
  },
  (table) => [primaryKey({ columns: [table.endToEndId, table.policy] })],
);

export const deadLetters = sqliteTable("dead_letters", {
  id: text("id").primaryKey(),
  queue: text("queue").notNull(),
  body: text("body").notNull(),
  reason: text("reason").notNull(),
  recordedAt: integer("recorded_at").notNull(),
  replayedAt: integer("replayed_at"),
  replayedBy: text("replayed_by"),
});

export const sealMarks = sqliteTable("seal_marks", {
  shard: integer("shard").primaryKey(),
  number: integer("number").notNull(),
  hash: text("hash").notNull(),
  sealedAt: integer("sealed_at").notNull(),
});

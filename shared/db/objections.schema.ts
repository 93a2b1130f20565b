import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { objectionStates, objectorKinds } from "./enumerations.ts";

/** Tables of a shard about publicity and objections; see migrations/shard/0005_publicity_and_objections.sql. */

/** Rounds of publicity. */
export const publicity = sqliteTable("publicity", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  policy: text("policy").notNull(),
  period: text("period").notNull(),
  openedOn: text("opened_on").$type<CivilDate>().notNull(),
  days: integer("days").notNull(),
  closesOn: text("closes_on").$type<CivilDate>(),
});

export const objections = sqliteTable("objections", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  policy: text("policy").notNull(),
  period: text("period").notNull(),
  entitlement: text("entitlement").notNull(),
  raisedBy: text("raised_by", { enum: objectorKinds }).notNull(),
  objector: text("objector").notNull(),
  objectorSealed: text("objector_sealed").notNull(),
  groundsSealed: text("grounds_sealed").notNull(),
  state: text("state", { enum: objectionStates }).notNull(),
  version: integer("version").notNull(),
  freezes: integer("freezes").notNull().default(0),
  amountFen: integer("amount_fen"),
  lodgedAt: integer("lodged_at").notNull(),
  consideredAt: integer("considered_at"),
  consideredBy: text("considered_by"),
  consideredText: text("considered_text"),
  answeredAt: integer("answered_at"),
  answeredBy: text("answered_by"),
  answeredText: text("answered_text"),
  outcome: text("outcome"),
});

export const phoneCodes = sqliteTable("phone_codes", {
  id: text("id").primaryKey(),
  phoneSealed: text("phone_sealed").notNull(),
  nonce: text("nonce").notNull(),
  codeHash: text("code_hash"),
  triesLeft: integer("tries_left").notNull(),
  askedAt: integer("asked_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  countedFrom: integer("counted_from").notNull(),
  asked: integer("asked").notNull(),
});

export const hints = sqliteTable("hints", {
  id: text("id").primaryKey(),
  policy: text("policy").notNull(),
  entry: text("entry").notNull(),
  textSealed: text("text_sealed").notNull(),
  receivedAt: integer("received_at").notNull(),
});

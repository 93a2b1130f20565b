import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
  channels,
  claimStates,
  confirmationStates,
  entitlementStates,
  instructionStates,
  locales,
  receipts,
  reservationStates,
  subjectKinds,
  topics,
} from "./enumerations.ts";

export const aliases = sqliteTable("aliases", {
  blindIndex: text("blind_index").primaryKey(),
  subjectKey: text("subject_key").notNull(),
});

export const subjects = sqliteTable("subjects", {
  subjectKey: text("subject_key").primaryKey(),
  kind: text("kind", { enum: subjectKinds }).notNull(),
  documentSealed: text("document_sealed").notNull(),
  nameSealed: text("name_sealed"),
  nameMasked: text("name_masked"),
  phoneSealed: text("phone_sealed"),
  phoneMasked: text("phone_masked"),
  accountSealed: text("account_sealed"),
  accountMasked: text("account_masked"),
  addressSealed: text("address_sealed"),
  accountVersion: integer("account_version").notNull().default(0),
  contact: text("contact").notNull().default("{}"),
  premiumAccountSealed: text("premium_account_sealed"),
  premiumAccountMasked: text("premium_account_masked"),
  lastFourHash: text("last_four_hash"),
  locale: text("locale", { enum: locales }),
  hasApp: integer("has_app"),
});

export const profiles = sqliteTable("profiles", {
  subjectKey: text("subject_key").primaryKey(),
  kind: text("kind", { enum: subjectKinds }).notNull(),
  version: integer("version").notNull(),
  facts: blob("facts").notNull(),
  sources: blob("sources").notNull(),
  events: text("events").notNull(),
  verdicts: text("verdicts").notNull(),
  reviewOn: text("review_on"),
  stamp: text("stamp").notNull(),
});

/** A relation of a subject to another one, and the copied facts of that one. */
export const relatives = sqliteTable(
  "relatives",
  {
    subjectKey: text("subject_key").notNull(),
    relation: text("relation").notNull(),
    otherKey: text("other_key").notNull(),
    register: text("register").notNull(),
    asked: text("asked").notNull(),
    copy: text("copy"),
    copyVersion: integer("copy_version").notNull(),
    facts: blob("facts"),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.relation, table.otherKey] })],
);

/** Who must hear when facts of a subject change. */
export const followers = sqliteTable(
  "followers",
  {
    subjectKey: text("subject_key").notNull(),
    followerKey: text("follower_key").notNull(),
    facts: text("facts").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.followerKey] })],
);

/** A column for each fact that the dictionary calls hot; see migrations/shard/0003_hot_facts.sql. */
export const hotFacts = sqliteTable("hot_facts", {
  subjectKey: text("subject_key").primaryKey(),
  birthDate: text("birth_date"),
  hukouDistrict: text("hukou_district"),
  deathDate: text("death_date"),
  deathCertifiedOn: text("death_certified_on"),
  crematedOn: text("cremated_on"),
  disabilityGrade: integer("disability_grade"),
  minimumLivingAllowance: integer("minimum_living_allowance"),
  severelyDisabledJobless: integer("severely_disabled_jobless"),
  martyrFamily: integer("martyr_family"),
  veteran: integer("veteran"),
});

export const entitlements = sqliteTable(
  "entitlements",
  {
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    period: text("period").notNull(),
    id: text("id").notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: entitlementStates }).notNull(),
    heldBecause: text("held_because"),
    ruleVersion: text("rule_version").notNull(),
    judgedOn: text("judged_on").notNull(),
    amountFen: integer("amount_fen"),
    decision: text("decision").notNull(),
    steps: text("steps").notNull(),
    instruction: text("instruction"),
    attempts: integer("attempts").notNull().default(0),
    auditHead: text("audit_head").notNull(),
    reservation: text("reservation", { enum: claimStates }),
    instructedFen: integer("instructed_fen"),
    ruledFen: integer("ruled_fen"),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.policy, table.period] })],
);

export const confirmations = sqliteTable(
  "confirmations",
  {
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    commitment: text("commitment").notNull(),
    scope: text("scope").notNull(),
    version: integer("version").notNull(),
    state: text("state", { enum: confirmationStates }).notNull(),
    generation: integer("generation").notNull(),
    ruleVersion: text("rule_version").notNull(),
    openedAt: integer("opened_at").notNull(),
    deadlineAt: integer("deadline_at"),
    decidedAt: integer("decided_at"),
    decidedBy: text("decided_by"),
    receipt: text("receipt"),
    accountVersion: integer("account_version").notNull().default(0),
    document: text("document"),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKey, table.policy, table.commitment, table.scope] }),
  ],
);

/** Documents of record whose decision was changed later. */
export const supersededDocuments = sqliteTable("superseded_documents", {
  number: text("number").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  document: text("document").notNull(),
});

export const wrongAnswers = sqliteTable(
  "wrong_answers",
  {
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    commitment: text("commitment").notNull(),
    scope: text("scope").notNull(),
    generation: integer("generation").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.subjectKey, table.policy, table.commitment, table.scope, table.generation],
    }),
  ],
);

export const links = sqliteTable("links", {
  secretHash: text("secret_hash").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  policy: text("policy").notNull(),
  commitment: text("commitment").notNull(),
  scope: text("scope").notNull(),
  generation: integer("generation").notNull(),
});

export const notices = sqliteTable("notices", {
  id: text("id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  policy: text("policy").notNull(),
  template: text("template").notNull(),
  channel: text("channel", { enum: channels }).notNull(),
  sentAt: integer("sent_at").notNull(),
  locale: text("locale", { enum: locales }).notNull().default("zh-CN"),
  kind: text("kind").notNull().default(""),
  reference: text("reference").notNull().default(""),
  first: text("first").notNull().default(""),
  receipt: text("receipt", { enum: receipts }),
  receiptAt: integer("receipt_at"),
  receiptReason: text("receipt_reason"),
  reports: text("reports").notNull().default("[]"),
});

export const toldTogether = sqliteTable("told_together", {
  occasion: text("occasion").primaryKey(),
  noticeId: text("notice_id").notNull(),
});

export const instructions = sqliteTable("instructions", {
  endToEndId: text("end_to_end_id").primaryKey(),
  subjectKey: text("subject_key").notNull(),
  policy: text("policy").notNull(),
  periods: text("periods").notNull(),
  kind: text("kind", {
    enum: ["payment", "reduction", "refund", "service", "certificate"],
  }).notNull(),
  amountFen: integer("amount_fen"),
  payer: text("payer").notNull(),
  state: text("state", { enum: instructionStates }).notNull(),
  release: text("release"),
  payeeSealed: text("payee_sealed"),
  dueOn: text("due_on").notNull(),
  requestedAt: integer("requested_at").notNull(),
  deliveredAt: integer("delivered_at"),
  settledAt: integer("settled_at"),
  reports: text("reports").notNull().default("[]"),
  reason: text("reason"),
  stamp: text("stamp").notNull(),
  termFrom: text("term_from"),
  termDays: integer("term_days"),
  termEndsOn: text("term_ends_on"),
});

export const outbox = sqliteTable(
  "outbox",
  {
    dueAt: integer("due_at").notNull(),
    id: text("id").notNull(),
    topic: text("topic", { enum: topics }).notNull(),
    kind: text("kind").notNull(),
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    reference: text("reference").notNull(),
    attempts: integer("attempts").notNull().default(0),
    relayedAt: integer("relayed_at"),
    failure: text("failure"),
  },
  (table) => [primaryKey({ columns: [table.dueAt, table.id] })],
);

export const audit = sqliteTable("audit", {
  seq: integer("seq").primaryKey(),
  entitlement: text("entitlement").notNull(),
  number: integer("number").notNull(),
  at: integer("at").notNull(),
  actor: text("actor").notNull(),
  event: text("event").notNull(),
  path: text("path").notNull(),
  amountFen: integer("amount_fen"),
  ruleVersion: text("rule_version").notNull(),
  previous: text("previous").notNull(),
  hash: text("hash").notNull(),
  subjectKey: text("subject_key"),
});

export const seals = sqliteTable("seals", {
  number: integer("number").primaryKey(),
  fromSeq: integer("from_seq").notNull(),
  toSeq: integer("to_seq").notNull(),
  root: text("root").notNull(),
  previous: text("previous").notNull(),
  hash: text("hash").notNull(),
  sealedAt: integer("sealed_at").notNull(),
});

export const accesses = sqliteTable("accesses", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  actor: text("actor").notNull(),
  role: text("role").notNull(),
  department: text("department"),
  subjectKey: text("subject_key").notNull(),
  purpose: text("purpose").notNull(),
  scope: text("scope").notNull(),
});

export const reservations = sqliteTable(
  "reservations",
  {
    subjectKey: text("subject_key").notNull(),
    reservedFor: text("reserved_for").notNull(),
    entitlement: text("entitlement").notNull(),
    claimantKey: text("claimant_key").notNull(),
    policy: text("policy").notNull(),
    period: text("period").notNull(),
    state: text("state", { enum: reservationStates }).notNull(),
    askedAt: integer("asked_at").notNull(),
    number: integer("number").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.reservedFor, table.entitlement] })],
);

import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { endpointPurposes, joinStates, policyStages, proposalStates } from "./enumerations.ts";

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

export const stages = sqliteTable(
  "policy_stages",
  {
    policy: text("policy").notNull(),
    number: integer("number").notNull(),
    stage: text("stage", { enum: policyStages }).notNull(),
    pilot: text("pilot"),
    reason: text("reason").notNull(),
    figures: text("figures").notNull().default("{}"),
    proposedBy: text("proposed_by").notNull(),
    decidedBy: text("decided_by").notNull(),
    sinceAt: integer("since_at").notNull(),
    previous: text("previous").notNull(),
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.policy, table.number] })],
);

export const reEvaluations = sqliteTable(
  "re_evaluations",
  {
    policy: text("policy").notNull(),
    cause: text("cause").notNull(),
    reopenFrom: text("reopen_from"),
    createdAt: integer("created_at").notNull(),
    roundsLeft: integer("rounds_left").notNull().default(2),
  },
  (table) => [primaryKey({ columns: [table.policy, table.cause] })],
);

export const policyRules = sqliteTable("policy_rules", {
  policy: text("policy").primaryKey(),
  fingerprint: text("fingerprint").notNull(),
  sinceAt: integer("since_at").notNull(),
});

export const measures = sqliteTable(
  "policy_measures",
  {
    policy: text("policy").notNull(),
    day: text("day").notNull(),
    shard: integer("shard").notNull(),
    district: text("district").notNull(),
    stage: integer("stage").notNull(),
    measuredAt: integer("measured_at").notNull(),
    eligible: integer("eligible").notNull(),
    unknown: integer("unknown").notNull(),
    amountFen: integer("amount_fen").notNull(),
    entitled: integer("entitled").notNull(),
    omitted: integer("omitted").notNull(),
    unfounded: integer("unfounded").notNull(),
    benefited: integer("benefited").notNull(),
    paidFen: integer("paid_fen").notNull(),
    settled: integer("settled").notNull(),
    failed: integer("failed").notNull(),
    objections: integer("objections").notNull(),
    pending: integer("pending").notNull(),
    waits: text("waits").notNull(),
  },
  (table) => [primaryKey({ columns: [table.policy, table.day, table.shard, table.district] })],
);

export const gaps = sqliteTable(
  "policy_gaps",
  {
    policy: text("policy").notNull(),
    day: text("day").notNull(),
    shard: integer("shard").notNull(),
    fact: text("fact").notNull(),
    people: integer("people").notNull(),
    known: integer("known").notNull(),
    subjects: integer("subjects").notNull(),
  },
  (table) => [primaryKey({ columns: [table.policy, table.day, table.shard, table.fact] })],
);

export const measureRounds = sqliteTable("measure_rounds", {
  day: text("day").primaryKey(),
  startedAt: integer("started_at").notNull(),
});

export const alarms = sqliteTable(
  "policy_alarms",
  {
    policy: text("policy").notNull(),
    day: text("day").notNull(),
    figure: text("figure").notNull(),
    count: integer("count").notNull(),
    outOf: integer("out_of"),
    limitAt: integer("limit_at").notNull(),
    raisedAt: integer("raised_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.policy, table.day, table.figure] })],
);

export const obstaclePlans = sqliteTable(
  "obstacle_plans",
  {
    policy: text("policy").notNull(),
    obstacle: text("obstacle").notNull(),
    expectedOn: text("expected_on"),
    note: text("note").notNull(),
    plannedBy: text("planned_by").notNull(),
    plannedAt: integer("planned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.policy, table.obstacle] })],
);

/** Two numbers of one subject, in the order in which departments reported them. */
export const joins = sqliteTable("joins", {
  number: integer("number").primaryKey(),
  department: text("department").notNull(),
  source: text("source").notNull(),
  event: text("event").notNull(),
  digest: text("digest").notNull(),
  fromKey: text("from_key").notNull(),
  intoKey: text("into_key").notNull(),
  state: text("state", { enum: joinStates }).notNull(),
  reportedAt: integer("reported_at").notNull(),
  attempts: integer("attempts").notNull().default(0),
  nextAt: integer("next_at").notNull(),
  failure: text("failure"),
});

export const caseCounts = sqliteTable("case_counts", {
  day: text("day").primaryKey(),
  ours: text("ours").notNull(),
  theirs: text("theirs"),
  marks: text("marks").notNull(),
  countedAt: integer("counted_at").notNull(),
  agreedAt: integer("agreed_at"),
});

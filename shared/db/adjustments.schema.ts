import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
  adjustmentKinds,
  adjustmentStates,
  recoveryProposals,
  repaymentKinds,
} from "./enumerations.ts";

/** What was paid too little or too much of an entitlement; see migrations/shard/0006_adjustments.sql. */
export const adjustments = sqliteTable(
  "adjustments",
  {
    subjectKey: text("subject_key").notNull(),
    policy: text("policy").notNull(),
    period: text("period").notNull(),
    number: integer("number").notNull(),
    id: text("id").notNull(),
    entitlement: text("entitlement").notNull(),
    kind: text("kind", { enum: adjustmentKinds }).notNull(),
    state: text("state", { enum: adjustmentStates }).notNull(),
    amountFen: integer("amount_fen").notNull(),
    dueFen: integer("due_fen").notNull(),
    repaidFen: integer("repaid_fen").notNull().default(0),
    ground: text("ground").notNull(),
    foundAt: integer("found_at").notNull(),
    heldBecause: text("held_because"),
    instruction: text("instruction"),
    attempts: integer("attempts").notNull().default(0),
    proposal: text("proposal", { enum: recoveryProposals }),
    proposedBy: text("proposed_by"),
    proposedAt: integer("proposed_at"),
    announcedAt: integer("announced_at"),
    opinion: text("opinion"),
    heardAt: integer("heard_at"),
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
    reason: text("reason"),
    dueOn: text("due_on"),
    instalments: text("instalments").notNull().default("[]"),
    letters: text("letters").notNull().default("[]"),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKey, table.policy, table.period, table.number] }),
  ],
);

/** What was given back of a recovery. */
export const repayments = sqliteTable(
  "repayments",
  {
    subjectKey: text("subject_key").notNull(),
    adjustment: text("adjustment").notNull(),
    reference: text("reference").notNull(),
    kind: text("kind", { enum: repaymentKinds }).notNull(),
    amountFen: integer("amount_fen").notNull(),
    receivedOn: text("received_on").notNull(),
    recordedBy: text("recorded_by").notNull(),
    recordedAt: integer("recorded_at").notNull(),
    undoneAt: integer("undone_at"),
  },
  (table) => [primaryKey({ columns: [table.subjectKey, table.adjustment, table.reference] })],
);

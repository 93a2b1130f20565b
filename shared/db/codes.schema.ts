import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { printedWays } from "./enumerations.ts";

export const printedCodes = sqliteTable("printed_codes", {
  subjectKey: text("subject_key").primaryKey(),
  nonce: text("nonce").notNull(),
  issuedAt: integer("issued_at").notNull(),
  validUntil: integer("valid_until").notNull(),
  issuedBy: text("issued_by").notNull(),
  way: text("way", { enum: printedWays }).notNull(),
  revokedAt: integer("revoked_at"),
});

export const codeSharings = sqliteTable(
  "code_sharings",
  {
    shownBy: text("shown_by").notNull(),
    subjectKey: text("subject_key").notNull(),
    sinceAt: integer("since_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.shownBy, table.subjectKey] })],
);

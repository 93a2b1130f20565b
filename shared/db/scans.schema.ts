import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { scanOutcomes } from "./enumerations.ts";

// Of a shard: what was scanned, without a word of whose code it was.

export const scans = sqliteTable(
  "scans",
  {
    day: text("day").$type<CivilDate>().notNull(),
    venue: text("venue").notNull(),
    receipt: text("receipt").notNull(),
    at: integer("at").notNull(),
    device: text("device").notNull(),
    operator: text("operator").notNull(),
    purpose: text("purpose").notNull(),
    itemCode: text("item_code"),
    verdict: text("verdict", { enum: scanOutcomes }).notNull(),
    policy: text("policy"),
    because: text("because"),
    offline: integer("offline").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.day, table.venue, table.receipt] })],
);

export const scanAllowances = sqliteTable(
  "scan_allowances",
  {
    expiresOn: text("expires_on").$type<CivilDate>().notNull(),
    mark: text("mark").notNull(),
    times: integer("times").notNull(),
    days: text("days").notNull(),
  },
  (table) => [primaryKey({ columns: [table.expiresOn, table.mark] })],
);

export const usedCodes = sqliteTable(
  "used_codes",
  {
    expiresOn: text("expires_on").$type<CivilDate>().notNull(),
    mark: text("mark").notNull(),
    receipt: text("receipt").notNull(),
  },
  (table) => [primaryKey({ columns: [table.expiresOn, table.mark] })],
);

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { WorkItemKind } from "./enumerations.ts";

// Of the city: what waits for people, what is late, and what departments say that they sent.

export const calendarYears = sqliteTable("calendar_years", {
  year: integer("year").primaryKey(),
  document: text("document").notNull(),
  holidays: text("holidays").notNull(),
  weekendWorkingDays: text("weekend_working_days").notNull(),
  proposal: text("proposal").notNull(),
  approvedAt: integer("approved_at").notNull(),
});

export const workItems = sqliteTable(
  "work_items",
  {
    kind: text("kind").$type<WorkItemKind>().notNull(),
    reference: text("reference").notNull(),
    id: text("id").notNull(),
    owner: text("owner").notNull(),
    policy: text("policy").notNull(),
    detail: text("detail").notNull(),
    termFrom: text("term_from").$type<CivilDate>().notNull(),
    termDays: integer("term_days").notNull(),
    dueOn: text("due_on").$type<CivilDate>(),
    openedAt: integer("opened_at").notNull(),
    closedAt: integer("closed_at"),
    closedBy: text("closed_by"),
    outcome: text("outcome"),
  },
  (table) => [primaryKey({ columns: [table.kind, table.reference] })],
);

export const delays = sqliteTable(
  "delays",
  {
    shard: integer("shard").notNull(),
    kind: text("kind").notNull(),
    waiting: integer("waiting").notNull(),
    late: integer("late").notNull(),
    undated: integer("undated").notNull(),
    countedAt: integer("counted_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.shard, table.kind] })],
);

export const workItemAlarms = sqliteTable(
  "work_item_alarms",
  {
    item: text("item").notNull(),
    day: text("day").notNull(),
    raisedAt: integer("raised_at").notNull(),
    handedAt: integer("handed_at"),
    sentAt: integer("sent_at"),
  },
  (table) => [primaryKey({ columns: [table.item, table.day] })],
);

export const manifests = sqliteTable(
  "manifests",
  {
    department: text("department").notNull(),
    source: text("source").notNull(),
    day: text("day").notNull(),
    events: integer("events").notNull(),
    facts: text("facts").notNull(),
    digest: text("digest"),
    reportedAt: integer("reported_at").notNull(),
    heard: text("heard").notNull(),
    seen: integer("seen"),
    settledAt: integer("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.department, table.source, table.day] })],
);

export const arrivals = sqliteTable(
  "arrivals",
  {
    department: text("department").notNull(),
    source: text("source").notNull(),
    day: text("day").notNull(),
    batch: text("batch").notNull(),
    events: text("events").notNull(),
  },
  (table) => [primaryKey({ columns: [table.department, table.source, table.day, table.batch] })],
);

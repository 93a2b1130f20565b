import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { deviceStates, venueStates } from "./enumerations.ts";

// Of the city: where codes are scanned.

export const venues = sqliteTable("venues", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  venueGroup: text("venue_group").notNull(),
  department: text("department").notNull(),
  policies: text("policies").notNull(),
  organisation: text("organisation"),
  state: text("state", { enum: venueStates }).notNull(),
  registeredAt: integer("registered_at").notNull(),
});

export const venueDevices = sqliteTable(
  "venue_devices",
  {
    venue: text("venue").notNull(),
    device: text("device").notNull(),
    state: text("state", { enum: deviceStates }).notNull(),
    keyId: text("key_id").notNull(),
    secretSealed: text("secret_sealed").notNull(),
    previousKeyId: text("previous_key_id"),
    previousSecretSealed: text("previous_secret_sealed"),
    enrols: integer("enrols").notNull().default(0),
    registeredAt: integer("registered_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.venue, table.device] })],
);

export const scanCircumstances = sqliteTable("scan_circumstances", {
  id: integer("id").primaryKey(),
  registers: text("registers").notNull(),
  stages: text("stages").notNull(),
});

export const venueSettlements = sqliteTable(
  "venue_settlements",
  {
    month: text("month").notNull(),
    venue: text("venue").notNull(),
    policy: text("policy").notNull(),
    organisation: text("organisation").notNull(),
    visits: integer("visits").notNull(),
    beyondCap: integer("beyond_cap").notNull(),
    amountFen: integer("amount_fen").notNull(),
    endToEndId: text("end_to_end_id").notNull(),
    settledAt: integer("settled_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.venue, table.policy] })],
);

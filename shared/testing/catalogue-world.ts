import type { Pilot, Stage } from "#shared/stages/stage.ts";
import { catalogueApp } from "../../functions/catalogue/catalogue.ts";
import { insertStage } from "./all-live.ts";
import { countRows, type RowCount } from "./count-rows.ts";
import { startDatabases } from "./shard-database.ts";

export const asBrowser = { Accept: "text/html,*/*;q=0.8" };

/** A stage that a policy enters, as two persons decided it. */
interface EnteredStage {
  readonly stage: Stage;
  /** Instant (RFC 3339). */
  readonly at: string;
  readonly reason?: string;
  readonly pilot?: Pilot;
}

/** The catalogue on a real city database. */
export interface CatalogueWorld {
  readonly city: D1Database;
  /** What the database wrote, and how often it was asked. */
  readonly count: RowCount;
  /** Its clock; set anew by assigning. */
  now: string;
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>;
  enterStage(policy: string, entered: EnteredStage): Promise<void>;
  /** As it was at first. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a catalogue for one test file: once in `beforeAll`, closed in `afterAll`. */
export async function startCatalogue(): Promise<CatalogueWorld> {
  const databases = await startDatabases();
  const count: RowCount = { written: 0, roundTrips: 0 };
  const env = { DB_CITY: countRows(databases.DB_CITY, count) };
  const app = catalogueApp(async () => new Date(world.now));
  const world: CatalogueWorld = {
    city: databases.DB_CITY,
    count,
    now: "2026-12-01T02:00:00Z",
    get: async (path, headers = {}, method = "GET") => app.request(path, { headers, method }, env),
    enterStage: (policy, { at, reason = "理由", ...stage }) =>
      insertStage(databases.DB_CITY, policy, { ...stage, reason, sinceAt: Date.parse(at) }),
    empty: () => databases.empty(),
    close: () => databases.dispose(),
  };
  return world;
}

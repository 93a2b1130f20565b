import { sql } from "drizzle-orm";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { published } from "#shared/db/published.schema.ts";
import { entitlements, subjects } from "#shared/db/shard.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { fromStored, type StoredEntitlement } from "#shared/entitlements/stored-entitlement.ts";
import { fen } from "#shared/money/fen.ts";
import type { PublishedEntry } from "#shared/publicity/entry.ts";
import { anEntitlement, aStoredSubject, aSubjectKey, aTask, now } from "./builders.ts";
import { storeEntitlements, storeSubject } from "./stored-subjects.ts";

/** Its version of 2020 demands publicity of companies in full, for five working days. */
export const publicPolicy = "job-retention-refund";

/** The steps of an entitlement, a minute apart, the last one now. */
export const stepsTo = (...states: readonly EntitlementState[]): Entitlement["steps"] =>
  states.map((state, place) => ({
    state,
    at: now.getTime() - (states.length - 1 - place) * 60_000,
  }));

/** A company's refund that was confirmed a moment ago, and is to be public before it is paid. */
export async function anEntitlementInPublicity(
  more: Partial<Entitlement> = {},
): Promise<Entitlement> {
  const { subjectKey = aSubjectKey(), policy = publicPolicy, period = "2020" } = more;
  return anEntitlement({
    subjectKey,
    policy,
    period,
    id: await entitlementId(subjectKey, policy, period),
    version: 4,
    state: "in-publicity",
    ruleVersion: "2020",
    judgedOn: civilDate("2020-06-01"),
    amountFen: fen(6_000_00),
    steps: stepsTo("matched", "awaiting-confirmation", "confirmed", "in-publicity"),
    ...more,
  });
}

/** Stores a company with its name, and its entitlement as it is; gives the entitlement. */
export async function storeInPublicity(
  db: D1Database,
  more: Partial<Entitlement> = {},
  name: string | null = "上海某某科技有限公司",
): Promise<Entitlement> {
  const entitlement = await anEntitlementInPublicity(more);
  const { subjectKey } = entitlement;
  const kind = "organisation";
  await storeSubject(db, subjectKey, { registeredDistrict: "310107" }, { kind });
  const row = aStoredSubject({ subjectKey, kind, nameMasked: name });
  await upsert(db, subjects, [subjects.subjectKey], JSON.stringify([row]), sql`1`).run();
  await storeEntitlements(db, [entitlement]);
  return entitlement;
}

/** The task that brings the list into line with an entitlement. */
export const publicityTask = ({ subjectKey, policy, period }: Entitlement, more = {}) =>
  aTask({ topic: "sweep", kind: "publicity", subjectKey, policy, reference: period, ...more });

/** What the city's public list holds, by number. */
export async function publishedIn(city: D1Database): Promise<PublishedEntry[]> {
  return rowsOf<PublishedEntry>(
    await statement(city, sql`SELECT ${columnsOf(published)} FROM publicity ORDER BY id`).all(),
  );
}

/** An entitlement as it is stored now. */
export async function entitlementIn(
  db: D1Database,
  { subjectKey, policy, period }: Pick<Entitlement, "subjectKey" | "policy" | "period">,
): Promise<Entitlement> {
  const [row] = rowsOf<StoredEntitlement>(
    await statement(
      db,
      sql`SELECT ${columnsOf(entitlements)} FROM entitlements
          WHERE subject_key = ${subjectKey} AND policy = ${policy} AND period = ${period}`,
    ).all(),
  );
  if (row === undefined) throw new Error("there is no such entitlement");
  return fromStored(row);
}

/** A line of a public list; by its place, so that lists can be told apart. */
export const anEntry = (place: number, more: Partial<PublishedEntry> = {}): PublishedEntry => ({
  id: `aa${String.fromCharCode(97 + Math.floor(place / 26))}${String.fromCharCode(97 + (place % 26))}${"a".repeat(10)}`,
  policy: publicPolicy,
  period: "2020",
  district: "310107",
  name: "上海某某科技有限公司",
  amountFen: 6_000_00,
  openedOn: "2026-11-20",
  closesOn: "2026-11-27",
  ...more,
});

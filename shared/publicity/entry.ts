import { sql } from "drizzle-orm";
import { published } from "#shared/db/published.schema.ts";
import { statement } from "#shared/db/statement.ts";
import { upsert } from "#shared/db/upsert.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import type { Publicity } from "#shared/rules/publicity.ts";
import type { PublicityMatter, Round } from "./load-publicity.ts";

/** One line of a public list: what everybody may see, and nothing else. */
export type PublishedEntry = typeof published.$inferSelect;

/** Whether the name is known that the list must tell. */
export function hasName({ person }: PublicityMatter, { names }: Publicity): boolean {
  return names === "number-only" || person.name !== null;
}

/**
 * What the list tells of a round. Companies stand in full, with the amount; natural persons with the masked name that
 * the vault keeps beside the sealed one, or by their number alone. So whoever publishes opens nothing of the vault: of a
 * natural person a masked name is all that is known here.
 */
export function entryOf(
  { entitlement, person }: PublicityMatter,
  { id, openedOn, closesOn }: Round,
  { names }: Publicity,
): PublishedEntry {
  const { policy, period, amountFen } = entitlement;
  return {
    id,
    policy,
    period: plainPeriod(period),
    district: districtCodes.find((code) => code === person.district) ?? null,
    name: names === "number-only" ? null : person.name,
    amountFen: names === "in-full" ? amountFen : null,
    openedOn,
    closesOn,
  };
}

/** Puts an entry on the public list, or brings it up to date. */
export async function publish(city: D1Database, entry: PublishedEntry): Promise<void> {
  await upsert(city, published, [published.id], JSON.stringify([entry]), sql`1`).run();
}

/** Takes an entry off the public list; nothing of it remains. */
export async function unpublish(city: D1Database, id: string): Promise<void> {
  await statement(city, sql`DELETE FROM publicity WHERE id = ${id}`).run();
}

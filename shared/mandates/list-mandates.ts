import { sql } from "drizzle-orm";
import { heldMandates, mandates } from "#shared/db/mandates.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import type { Mandate } from "./mandate.ts";
import { endOf, findMandate, type Standing } from "./standing.ts";

/** As many as are told at once, the newest first. */
const mostTold = 20;

/** The mandates that decide for somebody. */
export async function listGiven(
  shards: Shards,
  subjectKey: string,
  now: Date,
): Promise<readonly Standing[]> {
  const result = await statement(
    databaseOf(shards, shardOf(subjectKey)),
    sql`SELECT ${columnsOf(mandates)} FROM mandates WHERE subject_key = ${subjectKey}
        ORDER BY ended_at IS NOT NULL, granted_at DESC LIMIT ${sql.raw(String(mostTold))}`,
  ).all();
  return Promise.all(
    rowsOf<Mandate>(result).map(async (mandate) => ({
      mandate,
      end: await endOf(shards, mandate, now),
    })),
  );
}

/** A mandate that somebody holds, and the masked name of the one whom it decides for. */
export interface Held extends Standing {
  readonly grantorMasked: string | null;
}

/** The mandates by which somebody decides for others, as far as they are in force. */
export async function listHeld(
  shards: Shards,
  agentKey: string,
  now: Date,
): Promise<readonly Held[]> {
  const pointers = await statement(
    databaseOf(shards, shardOf(agentKey)),
    sql`SELECT ${columnsOf(heldMandates)} FROM held_mandates WHERE subject_key = ${agentKey}`,
  ).all();
  const found = await Promise.all(
    rowsOf<{ mandate: string }>(pointers).map(async ({ mandate }) =>
      findMandate(shards, mandate, now),
    ),
  );
  const held = found.filter((one): one is Standing => one !== undefined && one.end === undefined);
  return Promise.all(
    held
      .toSorted((a, b) => b.mandate.grantedAt - a.mandate.grantedAt)
      .slice(0, mostTold)
      .map(async (one) => ({
        ...one,
        grantorMasked: await nameOf(shards, one.mandate.subjectKey),
      })),
  );
}

/** A subject's name as the vault masks it. */
export async function nameOf(shards: Shards, subjectKey: string): Promise<string | null> {
  const name = await statement(
    databaseOf(shards, shardOf(subjectKey)),
    sql`SELECT name_masked AS name FROM subjects WHERE subject_key = ${subjectKey}`,
  ).first<string | null>("name");
  return name ?? null;
}

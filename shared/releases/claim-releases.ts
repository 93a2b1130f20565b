import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";

export interface Claim {
  readonly endToEndId: string;
  readonly department: string;
  readonly policy: string;
  readonly amountFen: number;
}

export type Release =
  | { readonly granted: true; readonly ground: string }
  | { readonly granted: false; readonly because: "release-missing" | "daily-cap" };

/**
 * Claims the release of money: by two persons, or under an authorisation whose cap of the day is not passed. The
 * claim is kept under the end-to-end id, so a repetition on the same day claims nothing more. First come, first
 * served; what does not fit waits for the next day.
 */
export async function claimReleases(
  city: D1Database,
  claims: readonly Claim[],
  day: CivilDate,
): Promise<Map<string, Release>> {
  if (claims.length === 0) return new Map();
  const set = JSON.stringify(claims);
  const [signed, authorised, claimed] = await city.batch([
    statement(
      city,
      sql`SELECT s.end_to_end_id AS "endToEndId", s.proposal FROM json_each(${set}) AS claim
          JOIN signed_releases s ON s.end_to_end_id = claim.value ->> '$.endToEndId'
            AND s.amount_fen >= claim.value ->> '$.amountFen'`,
    ),
    statement(
      city,
      sql`SELECT DISTINCT department, policy FROM authorisations WHERE valid_from <= ${day} AND valid_until >= ${day}`,
    ),
    statement(
      city,
      sql`INSERT INTO releases (authorisation, day, end_to_end_id, amount_fen)
          SELECT id, ${day}, end_to_end_id, amount_fen FROM (
            SELECT a.id, claim.value ->> '$.endToEndId' AS end_to_end_id, claim.value ->> '$.amountFen' AS amount_fen,
              a.daily_cap_fen,
              sum(claim.value ->> '$.amountFen') OVER (PARTITION BY a.id ORDER BY claim.key) + (
                SELECT coalesce(sum(r.amount_fen), 0) FROM releases r WHERE r.authorisation = a.id AND r.day = ${day}
                  AND r.end_to_end_id NOT IN (SELECT value ->> '$.endToEndId' FROM json_each(${set}))) AS used_fen
            FROM json_each(${set}) AS claim
            JOIN authorisations a ON a.id = (SELECT id FROM authorisations
              WHERE department = claim.value ->> '$.department' AND policy = claim.value ->> '$.policy'
                AND valid_from <= ${day} AND valid_until >= ${day} ORDER BY id LIMIT 1)
            WHERE NOT EXISTS (SELECT 1 FROM signed_releases s WHERE s.end_to_end_id = claim.value ->> '$.endToEndId'
              AND s.amount_fen >= claim.value ->> '$.amountFen'))
          WHERE used_fen <= daily_cap_fen
          ON CONFLICT DO UPDATE SET amount_fen = excluded.amount_fen
          RETURNING authorisation, end_to_end_id AS "endToEndId"`,
    ),
  ]);
  const releases = new Map<string, Release>();
  const hasAuthorisation = new Set(
    rowsOf<{ department: string; policy: string }>(authorised).map(
      ({ department, policy }) => `${department} ${policy}`,
    ),
  );
  for (const { endToEndId, department, policy } of claims) {
    releases.set(endToEndId, {
      granted: false,
      because: hasAuthorisation.has(`${department} ${policy}`) ? "daily-cap" : "release-missing",
    });
  }
  for (const { endToEndId, authorisation } of rowsOf<{ endToEndId: string; authorisation: string }>(
    claimed,
  )) {
    releases.set(endToEndId, { granted: true, ground: `authorisation:${authorisation}` });
  }
  for (const { endToEndId, proposal } of rowsOf<{ endToEndId: string; proposal: string }>(signed)) {
    releases.set(endToEndId, { granted: true, ground: `proposal:${proposal}` });
  }
  return releases;
}

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
 * served; what does not fit waits for the next day, and what fits no day's cap waits for two persons.
 */
export async function claimReleases(
  city: D1Database,
  claims: readonly Claim[],
  day: CivilDate,
): Promise<Map<string, Release>> {
  if (claims.length === 0) return new Map();
  // Two tasks of one batch may claim the same payment: it counts once.
  const set = JSON.stringify([...new Map(claims.map((one) => [one.endToEndId, one])).values()]);
  const [signed, authorised, claimed] = await city.batch([
    statement(
      city,
      sql`SELECT s.end_to_end_id AS "endToEndId", s.proposal FROM json_each(${set}) AS claim
          JOIN signed_releases s ON s.end_to_end_id = claim.value ->> '$.endToEndId'
            AND s.policy = claim.value ->> '$.policy' AND s.amount_fen >= claim.value ->> '$.amountFen'`,
    ),
    statement(
      city,
      sql`SELECT department, policy, max(daily_cap_fen) AS "dailyCapFen" FROM authorisations
          WHERE valid_from <= ${day} AND valid_until >= ${day} GROUP BY department, policy`,
    ),
    // What is claimed already comes first and counts with what is new about it, or a newcomer would take its place
    // while its row stays, and the day's sum would pass the cap.
    statement(
      city,
      sql`INSERT INTO releases (authorisation, day, end_to_end_id, amount_fen)
          SELECT id, ${day}, end_to_end_id, amount_fen FROM (
            SELECT a.id, claim.value ->> '$.endToEndId' AS end_to_end_id, claim.value ->> '$.amountFen' AS amount_fen,
              a.daily_cap_fen,
              (SELECT coalesce(sum(amount_fen), 0) FROM releases WHERE authorisation = a.id AND day = ${day})
                + sum(iif(claim.value ->> '$.amountFen' <= a.daily_cap_fen,
                    claim.value ->> '$.amountFen' - coalesce(r.amount_fen, 0), 0))
                  OVER (PARTITION BY a.id ORDER BY r.amount_fen IS NULL, claim.key) AS used_fen
            FROM json_each(${set}) AS claim
            JOIN authorisations a ON a.id = (SELECT id FROM authorisations
              WHERE department = claim.value ->> '$.department' AND policy = claim.value ->> '$.policy'
                AND valid_from <= ${day} AND valid_until >= ${day} ORDER BY daily_cap_fen DESC, id LIMIT 1)
            LEFT JOIN releases r ON r.authorisation = a.id AND r.day = ${day}
              AND r.end_to_end_id = claim.value ->> '$.endToEndId'
            WHERE NOT EXISTS (SELECT 1 FROM signed_releases s WHERE s.end_to_end_id = claim.value ->> '$.endToEndId'
              AND s.policy = claim.value ->> '$.policy' AND s.amount_fen >= claim.value ->> '$.amountFen'))
          WHERE used_fen <= daily_cap_fen AND amount_fen <= daily_cap_fen
          ON CONFLICT DO UPDATE SET amount_fen = excluded.amount_fen
          RETURNING authorisation, end_to_end_id AS "endToEndId"`,
    ),
  ]);
  const releases = new Map<string, Release>();
  const caps = new Map(
    rowsOf<{ department: string; policy: string; dailyCapFen: number }>(authorised).map(
      ({ department, policy, dailyCapFen }) => [`${department} ${policy}`, dailyCapFen],
    ),
  );
  for (const { endToEndId, department, policy, amountFen } of claims) {
    const fitsSomeDay = amountFen <= (caps.get(`${department} ${policy}`) ?? -1);
    releases.set(endToEndId, {
      granted: false,
      because: fitsSomeDay ? "daily-cap" : "release-missing",
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

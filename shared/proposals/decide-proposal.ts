import { sql } from "drizzle-orm";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { proposals } from "#shared/db/city.schema.ts";
import { enterCalendarYear } from "#shared/calendars/enter-calendar-year.ts";
import { enterStage, isNext, judgeAgain } from "#shared/stages/enter-stage.ts";
import { chainStage, type StageEntry } from "#shared/stages/stage-entry.ts";
import { registerDevice, registerVenue, revokeDevice } from "#shared/venues/register-venue.ts";
import type { PlannedStage } from "./plan-stage.ts";
import { actOf, type Proposal, type ProposedAct } from "./proposal.ts";

export async function findProposal(city: D1Database, id: string): Promise<Proposal | undefined> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(proposals)} FROM proposals WHERE id = ${id}`,
  ).all();
  return rowsOf<Proposal>(result)[0];
}

export async function listProposals(
  city: D1Database,
  state: Proposal["state"],
): Promise<Proposal[]> {
  const result = await statement(
    city,
    sql`SELECT ${columnsOf(proposals)} FROM proposals WHERE state = ${state} ORDER BY proposed_at DESC LIMIT 200`,
  ).all();
  return rowsOf<Proposal>(result);
}

/**
 * Decides a proposal; what it proposes takes effect in the same batch. The database itself refuses the proposer as
 * the one who decides.
 *
 * @param planned what a change of stage comes to; it is approved only while the policy is where it was planned from
 * @returns false when it was decided before, or the policy has entered another stage; then nothing was changed
 */
export async function decideProposal(
  city: D1Database,
  proposal: Proposal,
  decision: "approve" | "decline",
  person: string,
  now: Date,
  planned?: PlannedStage,
): Promise<boolean> {
  const state = decision === "approve" ? "approved" : "declined";
  const entry =
    planned &&
    (await chainStage({
      ...planned.entry,
      proposedBy: proposal.proposedBy,
      decidedBy: person,
      sinceAt: now.getTime(),
    }));
  const isPossible = entry === undefined ? sql`1` : isNext(entry);
  const [decided] = await city.batch([
    statement(
      city,
      sql`UPDATE proposals SET state = ${state}, decided_by = ${person}, decided_at = ${now.getTime()}
          WHERE id = ${proposal.id} AND state = 'proposed' AND proposed_by <> ${person} AND ${isPossible} RETURNING id`,
    ),
    ...(decision === "approve"
      ? effectsOf(city, proposal, person, now, entry && { entry, reopenFrom: planned.reopenFrom })
      : []),
  ]);
  return (decided?.results.length ?? 0) > 0;
}

interface Entering {
  readonly entry: StageEntry;
  readonly reopenFrom: PlannedStage["reopenFrom"];
}

/** The statements of an approved act; each takes effect only if this very decision was the one that counted. */
function effectsOf(
  city: D1Database,
  proposal: Proposal,
  person: string,
  now: Date,
  entering: Entering | undefined,
): D1PreparedStatement[] {
  const act: ProposedAct = actOf(proposal);
  const approved = sql`EXISTS (SELECT 1 FROM proposals WHERE id = ${proposal.id} AND state = 'approved'
    AND decided_by = ${person} AND decided_at = ${now.getTime()})`;
  switch (act.kind) {
    case "department-key": {
      const { department, keyId, secretSealed } = act.payload;
      return [
        statement(
          city,
          sql`INSERT INTO department_keys (department, key_id, secret_sealed, active_from)
              SELECT ${department}, ${keyId}, ${secretSealed}, max(${now.getTime()},
                (SELECT coalesce(max(active_from), 0) + 1 FROM department_keys WHERE department = ${department})) WHERE ${approved}
              ON CONFLICT DO UPDATE SET secret_sealed = excluded.secret_sealed, active_from = excluded.active_from, retired_at = NULL`,
        ),
        // Two keys may be active at a time: the third retires the oldest, whatever the clock says.
        statement(
          city,
          sql`UPDATE department_keys SET retired_at = ${now.getTime()} WHERE department = ${department}
              AND retired_at IS NULL AND ${approved} AND key_id NOT IN (SELECT key_id FROM department_keys
                WHERE department = ${department} AND retired_at IS NULL ORDER BY active_from DESC, key_id DESC LIMIT 2)`,
        ),
      ];
    }
    case "department-key-retirement": {
      const { department, keyId } = act.payload;
      return [
        statement(
          city,
          sql`UPDATE department_keys SET retired_at = ${now.getTime()}
              WHERE department = ${department} AND key_id = ${keyId} AND retired_at IS NULL AND ${approved}`,
        ),
      ];
    }
    case "endpoint": {
      const { department, purpose, url } = act.payload;
      return [
        statement(
          city,
          sql`INSERT INTO endpoints (department, purpose, url) SELECT ${department}, ${purpose}, ${url} WHERE ${approved}
              ON CONFLICT DO UPDATE SET url = excluded.url`,
        ),
      ];
    }
    case "authorisation": {
      const { department, policy, dailyCapFen, validFrom, validUntil } = act.payload;
      return [
        statement(
          city,
          sql`INSERT INTO authorisations (id, department, policy, daily_cap_fen, valid_from, valid_until)
              SELECT ${proposal.id}, ${department}, ${policy}, CAST(${dailyCapFen} AS INTEGER), ${validFrom}, ${validUntil} WHERE ${approved}
              ON CONFLICT DO NOTHING`,
        ),
      ];
    }
    case "authorisation-end": {
      const { department, policy } = act.payload;
      return [
        statement(
          city,
          sql`DELETE FROM authorisations WHERE department = ${department} AND policy = ${policy} AND ${approved}`,
        ),
      ];
    }
    case "shard-acceptance": {
      const { shard, number, hash } = act.payload;
      return [
        // A shard without any seal has no mark either.
        statement(city, sql`DELETE FROM seal_marks WHERE shard = ${shard} AND ${approved}`),
        statement(
          city,
          sql`INSERT INTO seal_marks (shard, number, hash, sealed_at)
              SELECT CAST(${shard} AS INTEGER), CAST(${number} AS INTEGER), ${hash}, ${now.getTime()} WHERE ${number} > 0 AND ${approved}`,
        ),
      ];
    }
    case "policy-stage": {
      if (entering === undefined)
        throw new Error("a change of stage is planned before it is approved");
      const { entry, reopenFrom } = entering;
      const opens = entry.stage === "pilot" || entry.stage === "live";
      return [
        enterStage(city, entry, approved),
        ...(opens ? [judgeAgain(city, entry, reopenFrom)] : []),
      ];
    }
    case "calendar-year":
      return [enterCalendarYear(city, act.payload, proposal.id, now, approved)];
    case "venue":
      return [registerVenue(city, act.payload, now, approved)];
    case "venue-device":
      return [registerDevice(city, act.payload, now, approved)];
    case "venue-device-revocation":
      return [revokeDevice(city, act.payload, now, approved)];
    case "release":
      return [
        statement(
          city,
          sql`INSERT INTO signed_releases (end_to_end_id, policy, proposal, amount_fen)
              SELECT value ->> '$.endToEndId', ${act.payload.policy}, ${proposal.id}, value ->> '$.amountFen'
              FROM json_each(${JSON.stringify(act.payload.releases)}) WHERE ${approved}
              ON CONFLICT DO UPDATE SET proposal = excluded.proposal,
                amount_fen = excluded.amount_fen`,
        ),
      ];
  }
  return act satisfies never;
}

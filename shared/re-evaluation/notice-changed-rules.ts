import { sql } from "drizzle-orm";
import { policyRules } from "#shared/db/city.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { policies } from "#shared/policies/index.ts";
import { fingerprintOf } from "#shared/rules/decision-record-fingerprint.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { causeOfRules } from "./start-re-evaluations.ts";

type StoredRules = typeof policyRules.$inferSelect;

/**
 * Compares the rules of this code with those that were last judged by. Where they differ, or a policy is new, everybody
 * whom it may concern is judged again: a version that is in force already has no day on which the sweep would look.
 *
 * @returns the ids of the policies that have changed
 */
export async function noticeChangedRules(
  city: D1Database,
  now: Date,
  known: readonly Policy[] = policies,
): Promise<readonly string[]> {
  const rows = rowsOf<StoredRules>(
    await statement(city, sql`SELECT ${columnsOf(policyRules)} FROM policy_rules LIMIT 2000`).all(),
  );
  const before = new Map(rows.map(({ policy, fingerprint }) => [policy, fingerprint]));
  const changed = known
    .map((policy) => ({ policy, fingerprint: fingerprintOfRules(policy) }))
    .filter(({ policy, fingerprint }) => before.get(policy.id) !== fingerprint);
  if (changed.length === 0) return [];
  const kinds = [...new Set(changed.map(({ policy }) => policy.subject))];
  const combined = fingerprintOf(changed.map(({ fingerprint }) => fingerprint));
  const at = now.getTime();
  await city.batch([
    ...kinds.map((kind) =>
      statement(
        city,
        sql`INSERT INTO re_evaluations (policy, cause, created_at) VALUES ('', ${causeOfRules(kind, combined)}, ${at})
            ON CONFLICT DO UPDATE SET rounds_left = 2, created_at = excluded.created_at`,
      ),
    ),
    statement(
      city,
      sql`INSERT INTO policy_rules (policy, fingerprint, since_at)
          SELECT value ->> 0, value ->> 1, ${at} FROM json_each(${JSON.stringify(
            changed.map(({ policy, fingerprint }) => [policy.id, fingerprint]),
          )}) WHERE 1
          ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, since_at = excluded.since_at`,
    ),
  ]);
  return changed.map(({ policy }) => policy.id);
}

/** Everything by which a policy decides, figures of parameters included; words decide nothing. */
function fingerprintOfRules({ subject, period, per, reserves, versions }: Policy): string {
  const all: readonly Version[] = versions;
  const rules = all.map(
    ({ id, from, until, mode, eligible, amount, arrears, arrearsMonths, fundingGuard }) => ({
      id,
      from,
      until,
      mode,
      eligible,
      amount,
      arrears,
      arrearsMonths,
      fundingGuard,
    }),
  );
  return fingerprintOf({ subject, period, per, reserves, rules }, (key, value) =>
    key === "words" || key === "clause" || key === "source" || key === "label" ? undefined : value,
  );
}

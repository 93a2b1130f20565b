import { sql, type SQL } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { periodAfter } from "./move-lines.ts";

/** A relative was joined with another subject. */
export interface Renamed {
  readonly fromKey: string;
  readonly toKey: string;
}

/**
 * The statements that take away what stands of a subject under the key that its relative had, and lead what points to
 * it to what it has become. They follow those that store the latter.
 *
 * @param adjusted by the ids that adjustments had, those that they have now
 */
export function forgetRelative(
  db: D1Database,
  { profile, entitlements, confirmations, adjustments, cases }: SubjectState,
  { fromKey, toKey }: Renamed,
  adjusted: ReadonlyMap<string, string>,
  committed: SQL,
): readonly D1PreparedStatement[] {
  const { subjectKey } = profile;
  const [fromId, toId] = [idOfRelative(fromKey), idOfRelative(toKey)];
  const isOld = (period: string): boolean => relativeIdIn(period) === fromId;
  const relations = profile.relatives
    .filter(({ otherKey }) => otherKey === fromKey)
    .map(({ relation }) => ({ subjectKey, relation, otherKey: fromKey }));
  const scopes = confirmations
    .filter(({ scope }) => isOld(scope))
    .map(({ policy, commitment, scope, generation }) => ({
      subjectKey,
      policy,
      commitment,
      scope,
      generation,
      next: periodAfter(scope, fromKey, toKey),
    }));
  const rows = (all: readonly object[], ...keys: readonly string[]): SQL =>
    sql`(SELECT ${sql.join(
      keys.map((key) => sql`value ->> ${sql.raw(`'$.${key}'`)}`),
      sql`, `,
    )} FROM json_each(${JSON.stringify(all)}) WHERE ${committed})`;
  const next = sql`json_each(${JSON.stringify(scopes)}) AS next`;
  const isNext = (
    table: SQL,
    key: string,
  ): SQL => sql`${table}.subject_key = next.value ->> '$.subjectKey'
    AND ${table}.policy = next.value ->> '$.policy' AND ${table}.commitment = next.value ->> '$.commitment'
    AND ${table}.scope = next.value ->> ${sql.raw(`'$.${key}'`)}`;
  const isStored = sql`EXISTS ${rows([{ subjectKey }], "subjectKey")}`;
  return [
    statement(
      db,
      sql`DELETE FROM relatives WHERE (subject_key, relation, other_key) IN
          ${rows(relations, "subjectKey", "relation", "otherKey")}`,
    ),
    statement(
      db,
      sql`DELETE FROM entitlements WHERE (subject_key, policy, period) IN
          ${rows(entitlements.filter(({ period }) => isOld(period)).map(keyOf), "subjectKey", "policy", "period")}`,
    ),
    statement(
      db,
      sql`UPDATE repayments SET adjustment = next.value ->> 1 FROM json_each(${JSON.stringify([...adjusted])}) AS next
          WHERE repayments.subject_key = ${subjectKey} AND repayments.adjustment = next.value ->> 0 AND ${isStored}`,
    ),
    statement(
      db,
      sql`DELETE FROM adjustments WHERE (subject_key, policy, period) IN
          ${rows(adjustments.filter(({ period }) => isOld(period)).map(keyOf), "subjectKey", "policy", "period")}`,
    ),
    statement(
      db,
      sql`DELETE FROM reported_cases WHERE (subject_key, policy, period) IN
          ${rows(cases.filter(({ period }) => isOld(period)).map(keyOf), "subjectKey", "policy", "period")}`,
    ),
    statement(
      db,
      sql`UPDATE confirmations SET document = old.document FROM ${next} JOIN confirmations AS old
            ON ${isNext(sql`old`, "scope")}
          WHERE ${isNext(sql`confirmations`, "next")} AND confirmations.receipt = old.receipt AND ${isStored}`,
    ),
    statement(
      db,
      sql`UPDATE links SET scope = own.scope, generation = own.generation FROM ${next} JOIN confirmations AS own
            ON ${isNext(sql`own`, "next")}
          WHERE ${isNext(sql`links`, "scope")} AND links.generation = next.value ->> '$.generation' AND ${isStored}`,
    ),
    statement(
      db,
      sql`DELETE FROM confirmations WHERE (subject_key, policy, commitment, scope) IN
          ${rows(scopes, "subjectKey", "policy", "commitment", "scope")}`,
    ),
    statement(
      db,
      sql`UPDATE outbox SET reference = replace(reference, ${fromId}, ${toId})
          WHERE subject_key = ${subjectKey} AND instr(reference, ${fromId}) > 0 AND ${isStored}`,
    ),
  ];
}

const keyOf = ({
  subjectKey,
  policy,
  period,
}: {
  readonly subjectKey: string;
  readonly policy: string;
  readonly period: string;
}) => ({ subjectKey, policy, period });

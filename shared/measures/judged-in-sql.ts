import type { About } from "#shared/facts/fact-definition.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import { periodOf } from "#shared/rules/period.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { literal } from "#shared/rules/sql/literal.ts";
import { sqlOfCandidates } from "#shared/rules/sql/sql-of-candidates.ts";
import { profilesOf, sourceFor } from "#shared/set-based/count-entitled.ts";
import { districtFactOf } from "#shared/stages/scope.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";

/** Unknown subjects whose missing facts are looked up one by one; beyond them the rest is estimated. */
export const mostUnknown = 2_000;

/** Entitlements that no longer seem founded and are judged one by one. */
export const mostDoubted = 10_000;

/** Omitted subjects that are listed; all of them are counted. */
export const mostListed = 1_000;

/** Which part of the answer a row belongs to; `row` is JSON. */
export interface JudgedRow {
  readonly part: "counts" | "omitted" | "listed" | "unknown" | "doubted";
  readonly row: string;
}

/** "counts": of one district. */
export interface CountedRow {
  readonly district: string;
  readonly eligible: number;
  readonly unknown: number;
  readonly amountFen: number;
}

/** "omitted": eligible subjects of one district in scope that have no entitlement of the period. */
export interface OmittedRow {
  readonly district: string;
  readonly omitted: number;
}

/**
 * "doubted": an entitlement of this period whose subject the rule does not meet today. One of which late facts or people
 * have said that nothing is due is known, and what was paid of it is before people already.
 */
export interface DoubtedRow {
  readonly subjectKey: string;
  readonly district: string;
  readonly period: string;
  readonly judgedOn: string;
}

/**
 * A policy judged for a whole shard, and the difference to its entitlements of the current period, in one statement.
 * Who is due for review is counted nowhere: the stored facts may be those of another day. Nothing is bound.
 */
export function judgedSql(
  policy: Policy,
  version: Version,
  setting: Setting,
  stage: PolicyStage,
): string {
  const due = `SELECT subject_key FROM profiles WHERE review_on <= ${literal(setting.on)}`;
  const candidates = sqlOfCandidates(version, setting, sourceFor(policy.subject, version));
  return `WITH judged AS MATERIALIZED (SELECT * FROM (${candidates}) WHERE subject_key NOT IN (${due})),
    omitted AS MATERIALIZED (SELECT j.subject_key, ${districtSql("p")} AS district
      FROM judged AS j JOIN profiles AS p ON p.subject_key = j.subject_key
      WHERE j.verdict AND ${isInScope(policy, stage, "p")} AND ${withoutEntitlement(policy, setting, "j.subject_key")})
    SELECT 'counts' AS part, json_object('district', district, 'eligible', eligible, 'unknown', "unknown",
        'amountFen', amount_fen) AS row
      FROM (SELECT ${districtSql("p")} AS district, coalesce(sum(j.verdict), 0) AS eligible,
          count(*) - count(j.verdict) AS "unknown", coalesce(sum(j.amount_fen) FILTER (WHERE j.verdict), 0) AS amount_fen
        FROM judged AS j JOIN profiles AS p ON p.subject_key = j.subject_key GROUP BY 1)
    UNION ALL SELECT 'omitted', json_object('district', district, 'omitted', count(*)) FROM omitted GROUP BY district
    UNION ALL SELECT * FROM (SELECT 'listed', json_quote(subject_key) FROM omitted ORDER BY subject_key LIMIT ${mostListed})
    UNION ALL SELECT * FROM (SELECT 'unknown', json_quote(subject_key) FROM judged WHERE verdict IS NULL
      ORDER BY subject_key LIMIT ${mostUnknown})
    UNION ALL SELECT * FROM (SELECT 'doubted', json_object('subjectKey', e.subject_key,
        'district', ${districtSql("p")}, 'period', e.period, 'judgedOn', e.judged_on)
      FROM entitlements AS e JOIN profiles AS p ON p.subject_key = e.subject_key
      LEFT JOIN judged AS j ON j.subject_key = e.subject_key
      WHERE ${isOfPeriod(policy, setting)} AND e.state NOT IN ('terminated', 'redirected')
        AND e.amount_fen IS NOT 0
        AND (j.subject_key IS NULL OR j.verdict = 0) AND e.subject_key NOT IN (${due})
      LIMIT ${mostDoubted + 1})`;
}

/**
 * The eligible subjects of a stretch that have no entitlement of the current period: for a pilot by a share of all
 * subjects, whose members SQL cannot tell.
 */
export function unentitledSql(
  policy: Policy,
  version: Version,
  setting: Setting,
  stretch: { readonly after: string; readonly until: string },
): string {
  const { from, ...source } = profilesOf(policy.subject);
  const { after, until } = stretch;
  const within = `${from} AND s.subject_key > ${literal(after)} AND s.subject_key <= ${literal(until)}`;
  return `SELECT c.subject_key AS "subjectKey", ${districtSql("p")} AS district
    FROM (${sqlOfCandidates(version, setting, { ...source, from: within })}) AS c
    JOIN profiles AS p ON p.subject_key = c.subject_key
    WHERE c.verdict AND (p.review_on IS NULL OR p.review_on > ${literal(setting.on)})
      AND ${withoutEntitlement(policy, setting, "c.subject_key")}`;
}

/** The district of a profile: '' where it is not known, 'elsewhere' outside the city. */
export function districtSql(table: string): string {
  const of = (about: About): string => `${table}.facts ->> '$.${districtFactOf(about)}'`;
  const value = `CASE ${table}.kind WHEN 'person' THEN ${of("person")} ELSE ${of("organisation")} END`;
  const inCity = districtCodes.map((code) => literal(code)).join(", ");
  return `(SELECT CASE WHEN d IS NULL THEN '' WHEN d IN (${inCity}) THEN d ELSE 'elsewhere' END FROM (SELECT ${value} AS d))`;
}

/** An entitlement `e` is of the period of the day; one for each relative has the relative behind it. */
function isOfPeriod(policy: Policy, { on }: Setting): string {
  const period = periodOf(policy, on);
  if (period === undefined) return "0";
  const isSame = `e.period = ${literal(period)}`;
  const ofRelative = `e.period GLOB ${literal(`${period}:*`)}`;
  return `e.policy = ${literal(policy.id)} AND ${policy.per === undefined ? isSame : ofRelative}`;
}

/**
 * Who was handed to the ordinary channel is known, and so not omitted, and so is who was found not entitled by people;
 * what facts have ended is none.
 */
function withoutEntitlement(policy: Policy, setting: Setting, subjectKey: string): string {
  return `NOT EXISTS (SELECT 1 FROM entitlements AS e WHERE e.subject_key = ${subjectKey}
    AND ${isOfPeriod(policy, setting)} AND (e.state <> 'terminated' OR e.ruled_fen IS NOT NULL))`;
}

/** A benefit by the visit opens nothing; of a pilot by share nobody is counted here. */
function isInScope(policy: Policy, { stage, pilot }: PolicyStage, table: string): string {
  if (policy.period === "visit") return "0";
  if (stage === "live") return "1";
  if (stage !== "pilot" || pilot === undefined || !("districts" in pilot)) return "0";
  const districts = pilot.districts.map((code) => literal(code)).join(", ");
  return `${table}.facts ->> '$.${districtFactOf(policy.subject)}' IN (${districts})`;
}

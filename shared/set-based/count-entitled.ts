import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import { isRelationName } from "#shared/facts/relations.ts";
import { policies } from "#shared/policies/index.ts";
import type { Setting } from "#shared/rules/compiled/flat-facts.ts";
import { factsOfRelatives, factsOfVersion } from "#shared/rules/data-requirement.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { hotColumns, jsonbColumns } from "#shared/rules/sql/columns.ts";
import type { Source } from "#shared/rules/sql/nested-queries.ts";
import { sqlOfCandidates } from "#shared/rules/sql/sql-of-candidates.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { storedRelatives } from "./stored-relatives.ts";

/** What a policy comes to on one shard. */
export interface EntitledCount {
  readonly eligible: number;
  /** Of whom the data cannot tell. */
  readonly unknown: number;
  /** What the eligible ones get for one period, in fen; 0 for a benefit that is no money. */
  readonly amountFen: number;
  /** Counted nowhere above: their stored facts may be out of date until they are reviewed. */
  readonly dueForReview: number;
}

/**
 * Judges a policy for every subject of a shard in one statement, which reads a whole table and writes nothing. The
 * stored facts are those of today, so `setting.on` is today. Throws RangeError for a rule about relatives of a kind
 * that no policy of the index names: what is stored of them is not kept up to date.
 */
export async function countEntitled(
  db: D1Database,
  policy: Policy,
  setting: Setting,
): Promise<EntitledCount> {
  const version = versionOn(policy, setting.on);
  if (version === undefined) return { eligible: 0, unknown: 0, amountFen: 0, dueForReview: 0 };
  refuseNeglectedRelations(version);
  const text = countingSql(policy.subject, version, setting);
  const result = await db.prepare(text).first<EntitledCount>();
  if (result === null) throw new Error("a count gave no row");
  return result;
}

/** The whole profiles of one kind of subject. */
export function profilesOf(subject: Policy["subject"]): Source {
  return {
    from: `profiles AS s WHERE s.kind = '${subject}'`,
    carried: ["s.subject_key", "s.facts"],
    columns: jsonbColumns("s.facts", storedRelatives),
  };
}

/** Their days come and go unnoticed, for a subject is read without them. */
function refuseNeglectedRelations(version: Version): void {
  const [neglected] = neglectedRelations(version);
  if (neglected === undefined) return;
  throw new RangeError(
    `no policy of the index names ${neglected}: what is stored of these relatives is not that of today`,
  );
}

/** Whether set-based work may judge a version: what it reads of relatives is that of today. */
export function areRelativesKeptUp(version: Version): boolean {
  return neglectedRelations(version).length === 0;
}

function neglectedRelations(version: Version): string[] {
  const keptUp = factsOfRelatives(policies);
  return factsOfVersion(version)
    .map(({ fact, relation = fact }) => relation)
    .filter((name) => isRelationName(name) && !keptUp.has(name));
}

/** The narrow table of hot facts where it has all that the rule reads of the subject itself, otherwise the profiles. */
export function sourceFor(subject: Policy["subject"], version: Version): Source {
  const profiles = profilesOf(subject);
  const areHot = factsOfVersion(version).every(
    ({ fact, relation }) =>
      relation !== undefined || !isFactName(fact) || definitionOf(fact).hot === true,
  );
  if (subject !== "person" || !areHot) return profiles;
  const columns = hotColumns("s", profiles.columns);
  return { from: "hot_facts AS s WHERE 1", carried: ["s.*"], columns };
}

/** The text of the count; nothing is bound. */
export function countingSql(
  subject: Policy["subject"],
  version: Version,
  setting: Setting,
  source: Source = sourceFor(subject, version),
): string {
  const due = `profiles WHERE review_on <= '${setting.on}'`;
  return `SELECT coalesce(sum(verdict), 0) AS eligible, count(*) - count(verdict) AS unknown,
      coalesce(sum(amount_fen) FILTER (WHERE verdict), 0) AS "amountFen",
      (SELECT count(*) FROM ${due} AND kind = '${subject}') AS "dueForReview"
    FROM (${sqlOfCandidates(version, setting, source)})
    WHERE subject_key NOT IN (SELECT subject_key FROM ${due})`;
}

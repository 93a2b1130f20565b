import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { wordsOfPeriod } from "#shared/cases/occupying-case.ts";
import { byFirmness, type ReportedCase } from "#shared/cases/reported-case.ts";
import { reportedCases } from "#shared/db/cases.schema.ts";
import { columnsOf, rowsOf, statement } from "#shared/db/statement.ts";
import { loadProfiles } from "#shared/measures/load-profiles.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { sqlOfCandidates } from "#shared/rules/sql/sql-of-candidates.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { areRelativesKeptUp, profilesOf } from "#shared/set-based/count-entitled.ts";
import { compare, type Here, type There } from "./compare.ts";
import { addCounts, countOf, noCounts, type ShadowCounts } from "./counts.ts";
import { judgeDays } from "./judge-period.ts";
import { daysOfRun, judgedOnOf, type ShadowFinding, type ShadowRun } from "./shadow-run.ts";

/** What is judged by, and the day whose facts are stored flat. */
export interface Setting {
  readonly today: CivilDate;
  readonly complete: ReadonlySet<string>;
}

/** Some subjects of a shard, one behind the other. */
export interface Stretch {
  readonly after: string;
  readonly until: string;
}

export interface ComparedStretch {
  readonly counts: ShadowCounts;
  readonly findings: readonly Omit<ShadowFinding, "run" | "shard">[];
}

interface Subject {
  readonly subjectKey: string;
  /** Its stored facts may be those of another day. */
  readonly isDue: 0 | 1;
}

/** Compares the subjects of a stretch with what another system has said of them. Reads, and writes nothing. */
export async function compareStretch(
  db: D1Database,
  run: ShadowRun,
  policy: Policy,
  stretch: Stretch,
  setting: Setting,
): Promise<ComparedStretch> {
  const { after, until } = stretch;
  const [subjectRows, caseRows] = await db.batch([
    statement(
      db,
      sql`SELECT subject_key AS "subjectKey", coalesce(review_on <= ${setting.today}, 0) AS "isDue" FROM profiles
          WHERE kind = ${policy.subject} AND subject_key > ${after} AND subject_key <= ${until} ORDER BY subject_key`,
    ),
    statement(
      db,
      sql`SELECT ${columnsOf(reportedCases)} FROM reported_cases WHERE subject_key > ${after}
            AND subject_key <= ${until} AND policy = ${policy.id} AND channel = ${run.channel}`,
    ),
  ]);
  const subjects = rowsOf<Subject>(subjectRows);
  const cases = Map.groupBy(rowsOf<ReportedCase>(caseRows), ({ subjectKey }) => subjectKey);
  const judged = await judgeStretch(db, run, policy, stretch, subjects, setting);
  let counts = noCounts;
  const findings: Omit<ShadowFinding, "run" | "shard">[] = [];
  for (const { subjectKey } of subjects) {
    const here = judged.get(subjectKey) ?? { verdict: "unmet", amountFen: null };
    const there = thereOf(wordsOfPeriod(cases.get(subjectKey) ?? [], run.period));
    const comparison = compare(here, there);
    counts = addCounts(counts, { compared: 1, ...countOf(here, there, comparison) });
    switch (comparison) {
      case "forgotten":
      case "unfounded":
      case "amount":
      case "undecided":
        findings.push({
          subjectKey,
          kind: comparison,
          hereFen: here.verdict === "met" ? here.amountFen : null,
          thereFen: there?.amountFen ?? null,
          thereState: there?.state ?? null,
          caseNumber: there?.caseNumber ?? null,
        });
        break;
      case "neither":
      case "agreed":
      case "without-amount":
      case "under-way":
        break;
    }
  }
  return { counts, findings };
}

/**
 * What is due to each subject; whoever is absent has nothing due. In one statement where one day counts, it is today, and
 * all that the rule reads is stored as of today; otherwise one after the other.
 */
async function judgeStretch(
  db: D1Database,
  run: ShadowRun,
  policy: Policy,
  { after, until }: Stretch,
  subjects: readonly Subject[],
  { today, complete }: Setting,
): Promise<ReadonlyMap<string, Here>> {
  const judged = new Map<string, Here>();
  const version = versionOn(policy, today);
  const isInOne =
    judgedOnOf(run) === today &&
    policy.per === undefined &&
    version !== undefined &&
    areRelativesKeptUp(version);
  if (isInOne) {
    const { from, ...source } = profilesOf(policy.subject);
    const within = `${from} AND s.subject_key > '${after}' AND s.subject_key <= '${until}'`;
    const text = sqlOfCandidates(version, { on: today, complete }, { ...source, from: within });
    const rows = rowsOf<{ subject_key: string; verdict: 0 | 1 | null; amount_fen: number | null }>(
      await db.prepare(text).all(),
    );
    for (const row of rows) judged.set(row.subject_key, hereIn(row));
  }
  const singly = subjects.filter(({ isDue }) => !isInOne || isDue === 1);
  const days = daysOfRun(run, policy);
  for await (const profile of loadProfiles(
    db,
    singly.map(({ subjectKey }) => subjectKey),
  ))
    judged.set(profile.subjectKey, judgeDays(policy, profile, complete, days));
  return judged;
}

function hereIn(row: { readonly verdict: 0 | 1 | null; readonly amount_fen: number | null }): Here {
  if (row.verdict === null) return { verdict: "unknown", amountFen: null };
  return row.verdict === 1
    ? { verdict: "met", amountFen: row.amount_fen }
    : { verdict: "unmet", amountFen: null };
}

/** All cases of the period together: what is granted or paid is summed up. */
function thereOf(words: readonly ReportedCase[]): There | undefined {
  const [firmest] = words.toSorted(byFirmness);
  if (firmest === undefined) return undefined;
  const given = words.filter(({ state }) => state === "granted" || state === "paid");
  const amounts = given.flatMap(({ amountFen }) => amountFen ?? []);
  const isKnown = given.length > 0 && amounts.length === given.length;
  return {
    state: firmest.state,
    amountFen: isKnown ? amounts.reduce((sum, one) => sum + one, 0) : null,
    caseNumber: firmest.caseNumber === "" ? null : firmest.caseNumber,
  };
}

import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Case, CaseCount } from "./inbox.schema.ts";

/** What the platform knows of a case, under which number, and how often it was told. */
export type ReceivedCase = Case & {
  readonly unifiedCaseNumber: string;
  readonly received: number;
  readonly firstReceivedAt: string;
};

/** Remembers cases; what comes late and says less changes nothing. Gives the platform's own numbers, 统一审批编码. */
export async function receiveCases(
  db: D1Database,
  cases: readonly Case[],
  times: number,
  now: Date,
): Promise<{ cases: { caseNumber: string; unifiedCaseNumber: string }[] }> {
  await db
    .prepare(
      `INSERT INTO cases (case_number, data, first_received_at, received)
       SELECT value ->> '$.caseNumber', value, ?2, ?3 FROM json_each(?1) WHERE 1
       ON CONFLICT (case_number) DO UPDATE SET received = received + excluded.received,
         data = CASE WHEN json_array_length(excluded.data, '$.steps') >= json_array_length(data, '$.steps')
           THEN excluded.data ELSE data END`,
    )
    .bind(JSON.stringify(cases), now.getTime(), times)
    .run();
  return {
    cases: cases.map(({ caseNumber }) => ({
      caseNumber,
      unifiedCaseNumber: unifiedNumberOf(caseNumber),
    })),
  };
}

/** The cases in the order of arrival, at most the `limit` newest. */
export async function listCases(db: D1Database, limit: number): Promise<ReceivedCase[]> {
  const { results } = await db
    .prepare(
      `SELECT data, received, first_received_at AS "firstReceivedAt" FROM cases ORDER BY number DESC LIMIT ?`,
    )
    .bind(limit)
    .all<{ data: string; received: number; firstReceivedAt: number }>();
  return results.toReversed().map(({ data, received, firstReceivedAt }) => {
    const one = caseOf(data);
    return {
      ...one,
      unifiedCaseNumber: unifiedNumberOf(one.caseNumber),
      received,
      firstReceivedAt: new Date(firstReceivedAt).toISOString(),
    };
  });
}

/** How many steps of a day the platform has seen, by policy and state. */
export async function countCaseSteps(
  db: D1Database,
  { day }: Pick<CaseCount, "day">,
): Promise<{ counts: CaseCount["counts"] }> {
  const from = startOfShanghaiDay(civilDate(day));
  const until = startOfShanghaiDay(addDays(civilDate(day), 1));
  const { results } = await db
    .prepare(
      `SELECT data ->> '$.policy' AS policy, step.value ->> '$.step' AS state, count(*) AS count
       FROM cases, json_each(data, '$.steps') AS step
       WHERE step.value ->> '$.at' >= ? AND step.value ->> '$.at' < ? GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    .bind(from.toISOString(), until.toISOString())
    .all<CaseCount["counts"][number]>();
  return { counts: results };
}

const unifiedNumberOf = (caseNumber: string): string => `TY${caseNumber.slice(2)}`;

/** Guarantee: `receiveCases` wrote it. */
function caseOf(data: string): Case {
  return JSON.parse(data) as Case;
}

import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { WorkItemKind } from "#shared/db/enumerations.ts";
import { statement } from "#shared/db/statement.ts";
import { kindsOfWork } from "#shared/work-items/kinds.ts";
import { delayKinds, type DelayKind } from "./delay.ts";

/** What waits, late or not, of one kind. */
export interface Waiting {
  readonly kind: DelayKind | "publicity" | WorkItemKind;
  readonly waiting: number;
  readonly late: number;
  readonly undated: number;
  /** Milliseconds; null for what is counted at this moment. */
  readonly countedAt: number | null;
}

/** The statement that counts everything that waits: on the shards as last counted, in the city as it stands. */
export function selectWaiting(city: D1Database, today: CivilDate): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT kind, sum(waiting) AS waiting, sum(late) AS late, sum(undated) AS undated, min(counted_at) AS "countedAt"
          FROM delays GROUP BY kind
        UNION ALL SELECT 'publicity', count(*), count(*) FILTER (WHERE closes_on < ${today}),
            count(*) FILTER (WHERE closes_on IS NULL), NULL FROM publicity HAVING count(*) > 0
        UNION ALL SELECT kind, count(*), count(*) FILTER (WHERE due_on < ${today}),
            count(*) FILTER (WHERE due_on IS NULL), NULL FROM work_items WHERE closed_at IS NULL GROUP BY kind`,
  );
}

/** Kinds of which each is about the system or a day's business as a whole: their number says nothing of anybody. */
const ofNobody: ReadonlySet<Waiting["kind"]> = new Set([
  "backlog",
  "calendar-missing",
  "case-count-gap",
  "case-undecided",
  "dead-letter",
  "manifest-gap",
  "manifest-missing",
  "payment-late",
  "release-due",
]);

/** Whether so many of a kind are so many people or organisations. */
export const isOfPeople = (kind: Waiting["kind"]): boolean => !ofNobody.has(kind);

export function titleOf(kind: Waiting["kind"]): string {
  if (kind === "publicity") return "公示中";
  return isOfShards(kind) ? delayKinds[kind] : kindsOfWork[kind].title;
}

const isOfShards = (kind: Waiting["kind"]): kind is DelayKind => Object.hasOwn(delayKinds, kind);

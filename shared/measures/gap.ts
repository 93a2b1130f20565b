import { sql } from "drizzle-orm";
import { statement } from "#shared/db/statement.ts";
import { newestDays } from "./read-newest-measures.ts";

/** What stands in the way on the side of the data: one fact that a policy asks for, on the day of its newest measure. */
export interface Gap {
  readonly policy: string;
  /** As in `AskedFact`, or "parameter:<id>". */
  readonly fact: string;
  /** Subjects whose verdict is unknown for want of it; estimated where there are many. */
  readonly people: number;
  /** Of so many of whom it could be known, so many have a value. */
  readonly subjects: number;
  readonly known: number;
}

/** The statement that reads the gaps of the policies with these ids, summed over the shards. */
export function selectNewestGaps(city: D1Database, ids: readonly string[]): D1PreparedStatement {
  return statement(
    city,
    sql`SELECT policy, fact, sum(people) AS people, sum(known) AS known, sum(subjects) AS subjects FROM policy_gaps
        WHERE (policy, day) IN (${newestDays(ids)}) GROUP BY policy, fact`,
  );
}

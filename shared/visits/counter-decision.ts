import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { counterDecisions } from "#shared/db/counter.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { randomId } from "#shared/sealing/digest.ts";

/** What was decided in a visit. Its id is the number of the slip: made like a message's, and checked like one. */
export type CounterDecision = typeof counterDecisions.$inferSelect;

/** What a decision in a visit is, but for its id and its day. */
type Said = Omit<CounterDecision, "id" | "decidedOn" | "decidedAt">;

/** The statement that records a decision in the batch that makes it. */
export function storeCounterDecision(db: D1Database, said: Said, now: Date): D1PreparedStatement {
  const row: CounterDecision = {
    ...said,
    id: said.subjectKey.slice(0, 2) + randomId(),
    decidedOn: shanghaiDay(now),
    decidedAt: now.getTime(),
  };
  return statement(
    db,
    sql`INSERT INTO counter_decisions (${targetsOf(counterDecisions)}) SELECT ${valuesOf(counterDecisions)}
        FROM json_each(${JSON.stringify([row])})`,
  );
}

/** The decision at a counter under a receipt's number; undefined where it was made in another way. */
export async function findCounterDecision(
  db: D1Database,
  receipt: string,
): Promise<CounterDecision | undefined> {
  const result = await statement(
    db,
    sql`SELECT ${columnsOf(counterDecisions)} FROM counter_decisions WHERE receipt = ${receipt}`,
  ).all();
  return rowsOf<CounterDecision>(result)[0];
}

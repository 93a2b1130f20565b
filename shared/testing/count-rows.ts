/** What D1 itself said of the statements that ran, summed up. */
export interface RowCount {
  written: number;
  roundTrips: number;
}

/**
 * A database that counts what D1's own meta says of each statement. Only what this house uses is passed on:
 * prepare → bind → run or all, and batch.
 */
export function countRows(db: D1Database, count: RowCount): D1Database {
  const add = (results: readonly D1Result[]): void => {
    count.roundTrips += 1;
    for (const { meta } of results) count.written += meta.rows_written;
  };
  const raw = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      async run() {
        const result = await statement.run();
        add([result]);
        return result;
      },
      async all() {
        const result = await statement.all();
        add([result]);
        return result;
      },
    };
    raw.set(wrapped, statement);
    return partial(wrapped);
  };
  return partial({
    prepare: (text: string) => wrap(db.prepare(text)),
    async batch(statements: D1PreparedStatement[]) {
      const results = await db.batch(statements.map((one) => raw.get(one) ?? one));
      add(results);
      return results;
    },
  });
}

/** Guarantee: the house calls no other member; a call of one fails loudly as "not a function". */
function partial<Whole>(part: object): Whole {
  return part as Whole;
}

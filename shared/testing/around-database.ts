/** One call of a database. */
export interface DatabaseCall {
  /** What its statements say, in their order. */
  readonly texts: readonly string[];
  readonly isBatch: boolean;
  /** Makes the call. `breakOff`: its transaction fails at a further, last statement. */
  execute(how?: { readonly breakOff: boolean }): Promise<unknown>;
}

/**
 * A database whose every call goes through `around`, which may fail, count or delay it. Only what this house uses is passed
 * on: prepare, bind, all, run, first and batch.
 */
export function aroundDatabase(
  db: D1Database,
  around: (call: DatabaseCall) => Promise<unknown>,
): D1Database {
  const raw = new WeakMap<object, { text: string; statement: D1PreparedStatement }>();
  const broken = (): D1PreparedStatement => db.prepare("INSERT INTO no_such_table VALUES (1)");
  const wrap = (text: string, statement: D1PreparedStatement): D1PreparedStatement => {
    const one = async (ask: () => Promise<unknown>): Promise<unknown> =>
      around({
        texts: [text],
        isBatch: false,
        execute: async ({ breakOff } = { breakOff: false }) =>
          breakOff ? db.batch([statement, broken()]) : ask(),
      });
    const wrapped = {
      bind: (...values: unknown[]) => wrap(text, statement.bind(...values)),
      all: async () => one(async () => statement.all()),
      run: async () => one(async () => statement.run()),
      first: async (...column: [string]) => one(async () => statement.first(...column)),
    };
    raw.set(wrapped, { text, statement });
    return partial(wrapped);
  };
  return partial({
    prepare: (text: string) => wrap(text, db.prepare(text)),
    async batch(statements: D1PreparedStatement[]) {
      const known = statements.map((one) => raw.get(one) ?? { text: "", statement: one });
      const all = known.map(({ statement }) => statement);
      return around({
        texts: known.map(({ text }) => text),
        isBatch: true,
        execute: async ({ breakOff } = { breakOff: false }) =>
          db.batch(breakOff ? [...all, broken()] : all),
      });
    },
  });
}

/** Guarantee: the house calls no other member; a call of one fails loudly as "not a function". */
function partial<Whole>(part: object): Whole {
  return part as Whole;
}

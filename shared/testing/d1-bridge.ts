import { convertV4MiniflareOptions, Miniflare } from "miniflare";

/** A Worker that asks its own D1 what it is told over one socket. */
const bridge = `
export default {
  async fetch(request, env) {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
    server.addEventListener("message", async ({ data }) => {
      const { number, database, method, statements, options } = JSON.parse(data);
      try {
        const db = env[database];
        const prepared = statements.map(([text, values]) => db.prepare(text).bind(...values));
        const result =
          method === "batch" ? await db.batch(prepared) : await prepared[0][method](...options);
        server.send(JSON.stringify({ number, result }));
      } catch (error) {
        server.send(JSON.stringify({ number, failure: String(error.message) }));
      }
    });
    return new Response(null, { status: 101, webSocket: client });
  },
};`;

const gone = "the local D1 has ended";

interface Answer {
  readonly number: number;
  readonly result?: unknown;
  readonly failure?: string;
}

/** The real local D1 of these bindings, in memory and empty, each asked in one round trip a call. */
export async function startD1<Binding extends string>(
  bindings: readonly Binding[],
): Promise<{
  readonly databases: Readonly<Record<Binding, D1Database>>;
  dispose(): Promise<void>;
}> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: bridge,
      cf: false,
      compatibilityDate: "2026-11-01",
      d1Databases: [...bindings],
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    }),
  );
  await miniflare.ready;
  const { port } = await miniflare.unsafeGetDirectURL();
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  const waiting = new Map<number, (answer: Omit<Answer, "number">) => void>();
  let asked = 0;
  let isGone = false;
  socket.addEventListener("message", ({ data }) => {
    const answer = answerFrom(String(data));
    waiting.get(answer.number)?.(answer);
    waiting.delete(answer.number);
  });
  // Whoever waits for an answer hears that there will be none.
  socket.addEventListener("close", () => {
    isGone = true;
    for (const answer of waiting.values()) answer({ failure: gone });
    waiting.clear();
  });
  const ask = async (
    database: Binding,
    method: string,
    statements: readonly Prepared[],
    options: readonly unknown[] = [],
  ): Promise<unknown> => {
    if (isGone) throw new Error(gone);
    asked += 1;
    const number = asked;
    const { result, failure } = await new Promise<Omit<Answer, "number">>((resolve) => {
      waiting.set(number, resolve);
      const sent = statements.map(({ text, values }) => [text, values]);
      socket.send(JSON.stringify({ number, database, method, statements: sent, options }));
    });
    if (failure !== undefined) throw new Error(failure);
    return result;
  };
  const databaseOf = (binding: Binding): D1Database => {
    const raw = new WeakMap<object, Prepared>();
    const prepare = (text: string, values: readonly unknown[]): D1PreparedStatement => {
      if (values.includes(undefined)) throw new TypeError(`D1_TYPE_ERROR: undefined in ${text}`);
      const one = { text, values };
      const statement = {
        bind: (...bound: unknown[]) => prepare(text, bound),
        all: async () => ask(binding, "all", [one]),
        run: async () => ask(binding, "run", [one]),
        first: async (...column: string[]) => ask(binding, "first", [one], column),
      };
      raw.set(statement, one);
      return partial(statement);
    };
    return partial({
      prepare: (text: string) => prepare(text, []),
      batch: async (statements: D1PreparedStatement[]) =>
        ask(
          binding,
          "batch",
          statements.map((one) => raw.get(one) ?? unknownStatement()),
        ),
    });
  };
  return {
    databases: recordOf(bindings, databaseOf),
    async dispose() {
      socket.close();
      await miniflare.dispose();
    },
  };
}

interface Prepared {
  readonly text: string;
  readonly values: readonly unknown[];
}

function unknownStatement(): never {
  throw new TypeError("a statement of another database");
}

/** Guarantee: the bridge wrote it. */
function answerFrom(text: string): Answer {
  return JSON.parse(text) as Answer;
}

/** Guarantee: the house calls no other member; a call of one fails loudly as "not a function". */
function partial<Whole>(part: object): Whole {
  return part as Whole;
}

/** Guarantee: every key has its value. */
function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<Key, Value>;
}

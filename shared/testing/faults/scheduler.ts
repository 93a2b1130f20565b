import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as nextTurn } from "node:timers/promises";

/** One run of a function's handler. */
interface Invocation {
  readonly name: string;
  state: "alive" | "done" | "killed";
}

/** How an invocation ended. */
type Ended<Value> =
  | { readonly end: "done"; readonly value: Value }
  | { readonly end: "failed"; readonly error: unknown }
  | { readonly end: "killed" };

/** What waits for its turn: a call of the platform, or somebody of the outside world. */
interface Waiting {
  readonly label: string;
  readonly of: Invocation | undefined;
  /** The instant from which it may go on, in milliseconds; Infinity while it may not. */
  readonly at: () => number;
  readonly go: () => Promise<void>;
}

/**
 * One process in which many invocations run at once, and nothing happens but one thing at a time, in an order that follows
 * from the seed alone: every call of the platform waits for its turn, and so does everybody outside.
 */
export interface Scheduler {
  now(): Date;
  /** Sets the clock forward or back. */
  jump(milliseconds: number): void;
  /** Waits for a turn, at this instant or later. */
  turn(label: string, at?: () => number): Promise<void>;
  /** A call of the platform: it is made when its turn comes, and answered unless its invocation was killed. */
  call<Value>(label: string, make: () => Promise<Value>): Promise<Value>;
  /** Work that no clock and no database does, such as hashing: all that was begun is ended before the next turn. */
  compute<Value>(work: () => Promise<Value>): Promise<Value>;
  invoke<Value>(name: string, work: () => Promise<Value>): Promise<Ended<Value>>;
  /** The invocation that is running now. */
  current(): Invocation | undefined;
  /** It never goes on. What it has asked for is on its way or lost. */
  kill(invocation: Invocation): void;
  killAll(): void;
  /** One turn after the other until it is so, or nobody waits for anything; throws after so many. */
  run(isSo: () => boolean, most: number): Promise<void>;
  /** Everything that has happened, in its order. */
  readonly trace: string[];
}

/** A turn takes so long on the clock, at most. */
const mostMilliseconds = 40;

export function createScheduler(random: () => number, start: Date): Scheduler {
  const storage = new AsyncLocalStorage<Invocation>();
  const trace: string[] = [];
  /** Those that are running, and how each is told that it was killed. */
  const alive = new Map<Invocation, () => void>();
  let waiting: Waiting[] = [];
  let computing: { readonly native: Promise<unknown>; readonly deliver: () => void }[] = [];
  let milliseconds = start.getTime();

  /** Until every invocation waits for its turn or has ended. */
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 1000; turns += 1) {
      await nextTurn();
      if (computing.length > 0) {
        const all = computing;
        computing = [];
        await Promise.allSettled(all.map(({ native }) => native));
        for (const { deliver } of all) deliver();
        continue;
      }
      const blocked = new Set(waiting.map(({ of }) => of));
      if ([...alive.keys()].every((one) => blocked.has(one))) return;
    }
    const names = [...alive.keys()].map(({ name }) => name).join(", ");
    throw new Error(`somebody waits for what no scheduler controls: ${names}`);
  }

  function next(): Waiting | undefined {
    const due = (): Waiting[] => waiting.filter(({ at }) => at() <= milliseconds);
    let ready = due();
    if (ready.length === 0) {
      const earliest = Math.min(...waiting.map(({ at }) => at()));
      if (earliest === Infinity) return undefined;
      milliseconds = earliest;
      ready = due();
    }
    const chosen = ready[Math.floor(random() * ready.length)];
    waiting = waiting.filter((one) => one !== chosen);
    return chosen;
  }

  const scheduler: Scheduler = {
    trace,
    now: () => new Date(milliseconds),
    jump(by) {
      milliseconds += by;
    },
    turn: async (label, at = () => 0) =>
      new Promise((resolve) => {
        waiting.push({ label, of: undefined, at, go: async () => resolve() });
      }),
    async call(label, make) {
      const of = storage.getStore();
      return new Promise((resolve, reject) => {
        // Whoever was killed waits for ever.
        if (of?.state === "killed") return;
        const isAnswered = (): boolean => of?.state !== "killed";
        const go = async (): Promise<void> => {
          try {
            const value = await make();
            if (isAnswered()) resolve(value);
          } catch (error) {
            // What is wrong is the caller's affair.
            if (isAnswered()) reject(error);
          }
        };
        waiting.push({ label, of, at: () => 0, go });
      });
    },
    async compute(work) {
      const native = work();
      if (storage.getStore() === undefined) return native;
      // Delivered later: until then a failure is nobody's.
      native.catch(() => {});
      return new Promise((resolve, reject) => {
        computing.push({ native, deliver: () => void native.then(resolve, reject) });
      });
    },
    async invoke<Value>(name: string, work: () => Promise<Value>): Promise<Ended<Value>> {
      const invocation: Invocation = { name, state: "alive" };
      return new Promise((resolve) => {
        const end = (ended: Ended<Value>): void => {
          if (!alive.delete(invocation)) return;
          invocation.state = ended.end === "killed" ? "killed" : "done";
          trace.push(`${name} ${ended.end}`);
          resolve(ended);
        };
        alive.set(invocation, () => end({ end: "killed" }));
        trace.push(`${name} begins`);
        storage.run(invocation, work).then(
          (value) => end({ end: "done", value }),
          (error: unknown) => end({ end: "failed", error }),
        );
      });
    },
    current: () => storage.getStore(),
    kill(invocation) {
      const end = alive.get(invocation);
      if (end === undefined) return;
      waiting = waiting.filter(({ of }) => of !== invocation || random() < 0.5);
      end();
    },
    killAll() {
      for (const invocation of alive.keys()) scheduler.kill(invocation);
    },
    async run(isSo, most) {
      for (let turns = 0; turns < most; turns += 1) {
        await settle();
        if (isSo()) return;
        const chosen = next();
        if (chosen === undefined) return;
        trace.push(`${chosen.of?.name ?? "outside"}: ${chosen.label}`);
        milliseconds += Math.floor(random() * mostMilliseconds);
        await chosen.go();
      }
      throw new Error(`not at rest after ${most} turns`);
    },
  };
  return scheduler;
}

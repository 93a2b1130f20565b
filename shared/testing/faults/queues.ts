import { aBatch } from "../fake-queue.ts";
import type { Faults } from "./faults.ts";
import type { Scheduler } from "./scheduler.ts";

interface Message {
  readonly id: string;
  readonly body: unknown;
  readonly attempts: number;
  /** From when it may be delivered, in milliseconds. */
  readonly at: number;
}

/** One queue of the platform: at least once, in no order, and here not even that. */
export interface FaultyQueue {
  /** What a producer's binding gives. */
  readonly binding: Queue;
  size(): number;
  /** Puts a message in, whatever the faults. */
  put(body: unknown): void;
  clear(): void;
}

/** As wrangler.toml has it: `max_batch_size`, `max_retries`. */
const [mostAtOnce, mostRetries] = [50, 3];
const retryMilliseconds = 5000;

export function createQueue(
  name: string,
  { scheduler, faults, random }: { scheduler: Scheduler; faults: Faults; random: () => number },
  consume: (batch: MessageBatch<unknown>) => Promise<void>,
  consumers: number,
  deadLetter?: (body: unknown) => void,
): FaultyQueue {
  let messages: Message[] = [];
  let sent = 0;
  const put = (body: unknown, delay = 0, attempts = 0): void => {
    sent += 1;
    messages.push({
      id: `${name}-${sent}`,
      body,
      attempts,
      at: scheduler.now().getTime() + delay,
    });
  };

  function accept(body: unknown): void {
    switch (faults.strike("hint lost", "hint doubled", "hint delayed")) {
      case "hint lost":
        return;
      case "hint doubled":
        put(body);
        break;
      case "hint delayed":
        put(body, random() * 600_000);
        return;
      case undefined:
    }
    put(body);
  }

  /** Some of those that are due, not always the oldest. */
  function take(): Message[] {
    const now = scheduler.now().getTime();
    const due = messages.filter(({ at }) => at <= now);
    const from =
      due.length > 1 && faults.strike("hint overtaken") ? Math.floor(random() * due.length) : 0;
    const taken = due.slice(from, from + 1 + Math.floor(random() * mostAtOnce));
    const ids = new Set(taken.map(({ id }) => id));
    messages = messages.filter(({ id }) => !ids.has(id));
    return taken;
  }

  async function work(): Promise<void> {
    for (;;) {
      await scheduler.turn(`${name} delivers`, () => Math.min(...messages.map(({ at }) => at)));
      const taken = take();
      if (taken.length === 0) continue;
      const { batch, outcomes } = aBatch(
        taken.map(({ body }) => body),
        name,
        (index) => taken[index]?.id ?? "",
      );
      const ended = await scheduler.invoke(`${name} consumer`, async () => consume(batch));
      const settled = outcomes();
      for (const [index, { body, attempts }] of taken.entries()) {
        const isDone = ended.end === "done" ? settled[index] !== "retry" : settled[index] === "ack";
        if (isDone) continue;
        if (attempts < mostRetries) put(body, retryMilliseconds, attempts + 1);
        else deadLetter?.(body);
      }
    }
  }
  for (let number = 0; number < consumers; number += 1) void work();

  return {
    put,
    size: () => messages.length,
    clear() {
      messages = [];
    },
    binding: asQueue({
      async sendBatch(batch: Iterable<{ readonly body: unknown }>): Promise<void> {
        const bodies = [...batch].map(({ body }) => body);
        await scheduler.call(`${name} takes ${bodies.length}`, async () => {
          const fault = faults.strike("queue refuses", "queue reply lost");
          if (fault === "queue refuses") throw new Error("too many requests");
          for (const body of bodies) accept(body);
          if (fault === "queue reply lost") throw new Error("the connection was lost");
        });
      },
    }),
  };
}

/** Guarantee: the house calls nothing else of a queue. */
function asQueue(fake: object): Queue {
  return fake as Queue;
}

import type { Hint } from "#shared/queues.ts";

/** A queue that keeps what it is given; the real one belongs to the platform. */
export function aQueue(): { readonly queue: Queue<Hint>; readonly sent: Hint[][] } {
  const sent: Hint[][] = [];
  return {
    sent,
    queue: asQueue({
      async sendBatch(messages: Iterable<{ readonly body: Hint }>): Promise<void> {
        sent.push([...messages].map(({ body }) => body));
      },
    }),
  };
}

/** A queue that refuses. */
export function aFullQueue(): Queue<Hint> {
  return asQueue({
    async sendBatch(): Promise<void> {
      throw new Error("too many requests");
    },
  });
}

export interface Delivered {
  readonly batch: MessageBatch<unknown>;
  /** What became of each message, in their order; "twice" would be settled by two names. */
  outcomes(): string[];
}

/** A batch of messages with these bodies, as the platform delivers them. */
export function aBatch(
  bodies: readonly unknown[],
  queue = "jixiang-test",
  idOf = (index: number) => `message-${index}`,
): Delivered {
  const settled = bodies.map((): string[] => []);
  const messages = bodies.map((body, index) => ({
    id: idOf(index),
    timestamp: new Date(0),
    body,
    attempts: 1,
    ack: () => settled[index]?.push("ack"),
    retry: () => settled[index]?.push("retry"),
  }));
  const ackAll = (): void => {
    for (const { ack } of messages) ack();
  };
  return {
    batch: asBatch({ queue, messages, ackAll }),
    outcomes: () => settled.map((names) => names.join("+")),
  };
}

/** Guarantee: the house calls nothing else of a queue. */
function asQueue(fake: Pick<Queue<Hint>, never> & object): Queue<Hint> {
  return fake as Queue<Hint>;
}

/** Guarantee: the house reads nothing else of a batch. */
function asBatch(fake: object): MessageBatch<unknown> {
  return fake as MessageBatch<unknown>;
}

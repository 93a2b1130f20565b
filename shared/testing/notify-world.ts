import { vi } from "vitest";
import type { NoticeRequested } from "#shared/contract/outgoing.schema.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Hint } from "#shared/queues.ts";
import type { Env } from "../../functions/notify/env.ts";
import { notify } from "../../functions/notify/notify.ts";
import { approve } from "./approve.ts";
import { aKey, aSubjectKey, now } from "./builders.ts";
import { type Databases, startDatabases } from "./shard-database.ts";
import { storePerson } from "./told-people.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";

/** The consumer of messages on real databases, with a message gateway that remembers what it was sent. */
export interface NotifyWorld {
  readonly databases: Databases;
  readonly env: Env;
  /** What the gateway was sent since the last `forget`, in order, repetitions too. */
  received: NoticeRequested[];
  /** Whether the gateway takes in what it is sent and its reply is lost. */
  losesReply: boolean;
  /** Answers for the provider of text messages. */
  provider: () => Response;
  /** How often the provider was asked since the last `forget`. */
  asked: number;
  forget(): void;
  /** Delivers hints for tasks, as the queue would. */
  consume(tasks: readonly Task[], at?: Date, db?: D1Database): Promise<void>;
  /** What waits of a subject. */
  waiting(subjectKey: string): Promise<Task[]>;
  /** Lets minutes pass as the sweep does, until nothing of the subject waits to be told before `at` and an hour. */
  settleAll(subjectKey: string, at?: Date): Promise<void>;
  /** Somebody with a phone, unless it is said otherwise; gives the key. */
  somebody(more?: Partial<StoredSubject>): Promise<string>;
  close(): Promise<void>;
}

const gateway = "government-services";
const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

export async function startNotifyWorld(): Promise<NotifyWorld> {
  const databases = await startDatabases();
  const env: Env = {
    ...databases,
    PUBLIC_ORIGIN: "https://jixiang.test",
    SMS_ACCOUNT: "",
    SMS_SECRET_KEY: "secret",
    LINK_KEYS: JSON.stringify({ 1: aKey() }),
    VAULT_PHONE_KEY: aKey(),
    VAULT_LETTER_KEY: aKey(),
    PHONE_INDEX_KEY: aKey(),
    VAULT_OBJECTOR_KEY: aKey(),
    KEYRING_KEY: aKey(),
  };
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const acts = [
    { kind: "department-key", payload: { department: gateway, keyId: "k1", secret } },
    {
      kind: "endpoint",
      payload: { department: gateway, purpose: "notices", url: "https://gateway.test/" },
    },
  ] as const;
  for (const act of acts) await approve(env.DB_CITY, env.KEYRING_KEY, act, now);
  vi.stubGlobal("fetch", async (target: Request | string, init?: RequestInit) => {
    const request = new Request(target, init);
    if (new URL(request.url).host === "sms.tencentcloudapi.com") {
      world.asked += 1;
      return world.provider();
    }
    const { data } = (await request.json()) as { data: NoticeRequested };
    world.received.push(data);
    if (world.losesReply) throw new DOMException("too late", "TimeoutError");
    return new Response(null, { status: 202 });
  });
  const world: NotifyWorld = {
    databases,
    env,
    received: [],
    losesReply: false,
    provider: () => Response.json({}),
    asked: 0,
    forget() {
      world.received = [];
      world.losesReply = false;
      world.asked = 0;
    },
    async consume(tasks, at = now, db = env.DB_0) {
      const messages = tasks.map(({ dueAt, id }) => ({
        id,
        body: { shard: 0, dueAt, id } satisfies Hint,
        ack() {},
        retry() {},
      }));
      const batch = { queue: "jixiang-notify", messages } as unknown as MessageBatch;
      await notify(() => Promise.resolve(at)).queue?.(batch, { ...env, DB_0: db }, context);
    },
    async waiting(subjectKey) {
      const { results } = await env.DB_0.prepare(
        `SELECT due_at AS "dueAt", id, topic, kind, subject_key AS "subjectKey", policy, reference, attempts,
           relayed_at AS "relayedAt", failure FROM outbox WHERE subject_key = ? ORDER BY kind, policy`,
      )
        .bind(subjectKey)
        .all<Task>();
      return results;
    },
    async settleAll(subjectKey, at = now) {
      for (let round = 1; round < 20; round += 1) {
        const due = (await world.waiting(subjectKey)).filter(
          ({ topic, dueAt }) => topic === "notify" && dueAt <= at.getTime() + 3_600_000,
        );
        if (due.length === 0) return;
        await world.consume(due, new Date(at.getTime() + round * 60_000));
      }
      throw new Error("the subject is never told");
    },
    async somebody(more = {}) {
      const subjectKey = aSubjectKey();
      await storePerson(env.DB_0, env.VAULT_PHONE_KEY, { subjectKey, ...more });
      return subjectKey;
    },
    async close() {
      vi.unstubAllGlobals();
      await databases.dispose();
    },
  };
  return world;
}

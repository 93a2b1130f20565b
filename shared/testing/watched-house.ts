import { format } from "node:util";
import { vi } from "vitest";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import type { Hint } from "#shared/queues.ts";
import { systemClock } from "#shared/web/clock.ts";
import { functionFor, type FunctionName } from "#shared/web/paths.ts";
import { catalogue } from "../../functions/catalogue/catalogue.ts";
import { code } from "../../functions/code/code.ts";
import { confirm } from "../../functions/confirm/confirm.ts";
import { consoleFunction } from "../../functions/console/console.ts";
import { fulfil } from "../../functions/fulfil/fulfil.ts";
import { gateway } from "../../functions/gateway/gateway.ts";
import { home } from "../../functions/home/home.ts";
import { intake } from "../../functions/intake/intake.ts";
import { join } from "../../functions/join/join.ts";
import { letters } from "../../functions/letters/letters.ts";
import { notify } from "../../functions/notify/notify.ts";
import { remedy } from "../../functions/remedy/remedy.ts";
import { makeSecrets } from "../../functions/sandbox/start/secrets.command.ts";
import { scan } from "../../functions/scan/scan.ts";
import { verify } from "../../functions/verify/verify.ts";
import { mandates } from "../../functions/mandates/mandates.ts";
import { windowFunction } from "../../functions/window/window.ts";
import { venue } from "../../functions/venue/venue.ts";
import { sweep } from "../../functions/sweep/sweep.ts";
import { approve } from "./approve.ts";
import type { Seen } from "./canaries.ts";
import { type OutsideWorld, startOutsideWorld } from "./outside-world.ts";
import { type Databases, startDatabases } from "./shard-database.ts";

const handlers: Readonly<Record<FunctionName, ExportedHandler<never>>> = {
  intake: intake(systemClock),
  join: join(systemClock),
  confirm: confirm(systemClock),
  verify: verify(),
  home: home(systemClock),
  venue: venue(systemClock),
  code: code(systemClock),
  catalogue: catalogue(systemClock),
  console: consoleFunction(systemClock),
  remedy: remedy(systemClock),
  mandates: mandates(systemClock),
  window: windowFunction(systemClock),
  scan: scan(systemClock),
  notify: notify(systemClock),
  gateway: gateway(systemClock),
  letters: letters(systemClock),
  fulfil: fulfil(systemClock),
  sweep: sweep(systemClock),
};

/** Every function on real local databases in this process, where whatever leaves it can be seen. */
export interface WatchedHouse {
  readonly world: OutsideWorld;
  readonly databases: Databases;
  readonly secrets: Readonly<Record<string, string>>;
  /** Log lines, URLs, messages of queues, redirects and refusals, as they came. */
  readonly seen: Seen[];
  /** A request of somebody outside, whose own URL is not ours to keep clean where `isStray`. */
  ask(path: string, init?: RequestInit, how?: { readonly isStray: boolean }): Promise<Response>;
  /** Delivers what waits in the queues until nothing does, and further messages if given. */
  deliver(more?: readonly { readonly to: Topic; readonly body: unknown }[]): Promise<void>;
  /** Makes what failed due at once. */
  hurry(): Promise<void>;
  runSweep(): Promise<void>;
  close(): Promise<void>;
}

type Topic = "notify" | "fulfil" | "sweep";

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

export async function startWatchedHouse(): Promise<WatchedHouse> {
  const [world, databases] = await Promise.all([startOutsideWorld(), startDatabases()]);
  const seen: Seen[] = [];
  const secrets = makeSecrets();
  let waiting: { to: Topic; body: unknown }[] = [];
  const queue = (to: Topic) => ({
    async sendBatch(messages: Iterable<{ readonly body: Hint }>) {
      for (const { body } of messages) {
        seen.push({ in: `queue ${to}`, text: JSON.stringify(body) });
        waiting.push({ to, body });
      }
    },
  });
  const { DB_0, DB_1, DB_CITY } = databases;
  const env = {
    ...secrets,
    DB_0,
    DB_1,
    DB_CITY,
    NOTIFY: queue("notify"),
    FULFIL: queue("fulfil"),
    SWEEP: queue("sweep"),
    PUBLIC_ORIGIN: "https://jixiang.test",
    SMS_ACCOUNT: "",
    CITY_CODE_SERVICE: "",
    CITY_CODE_APP_URL: "",
    CODE_RATE: { limit: async () => ({ success: true }) },
    CODE_TTL_SECONDS: "60",
    PRINTED_CODE_DAYS: "180",
    SEAL_SERVICE_URL: "",
    IDENTITY_ISSUER: world.origin,
    IDENTITY_JWKS_URL: `${world.origin}/jwks`,
    IDENTITY_CLIENT_ID: "jixiang-home",
  } as never;
  for (const level of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, level).mockImplementation((...values) => {
      seen.push({ in: "log", text: format(...values) });
    });
  const send = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    seen.push({ in: "URL that a function asks", text: request.url });
    return send(request);
  });
  await found(databases, secrets["KEYRING_KEY"] ?? "", world);

  /** What nobody catches stands in the platform's log. */
  async function logged<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      seen.push({ in: "log", text: format(error) });
      throw error;
    }
  }

  async function consume(to: Topic, bodies: readonly unknown[]): Promise<void> {
    const messages = bodies.map((body, at) => ({ id: `${to}-${at}`, body, ack() {}, retry() {} }));
    const batch = { queue: `jixiang-${to}`, messages } as unknown as MessageBatch;
    await logged(async () => handlers[to].queue?.(batch, env, context));
  }

  const house: WatchedHouse = {
    world,
    databases,
    secrets,
    seen,
    async ask(path, init, { isStray } = { isStray: false }) {
      if (!isStray) seen.push({ in: "URL that people ask", text: path });
      const name = functionFor(new URL(path, "https://jixiang.test").pathname);
      if (name === undefined) throw new Error(`nobody answers ${path}`);
      const request = new Request(`https://jixiang.test${path}`, init);
      const answer = await logged(async () =>
        handlers[name].fetch?.(request as never, env, context),
      );
      if (answer === undefined) throw new Error(`${name} answers nothing`);
      const to = answer.headers.get("location");
      if (to !== null) seen.push({ in: "redirect", text: to });
      if (answer.status >= 400)
        seen.push({ in: `refusal ${answer.status}`, text: await answer.clone().text() });
      return answer;
    },
    async deliver(more = []) {
      waiting.push(...more);
      for (let round = 0; round < 20 && waiting.length > 0; round += 1) {
        const taken = waiting;
        waiting = [];
        for (const to of ["notify", "fulfil", "sweep"] as const) {
          const bodies = taken.filter((one) => one.to === to).map(({ body }) => body);
          if (bodies.length > 0) await consume(to, bodies);
        }
      }
    },
    async hurry() {
      for (const [shard, db] of [DB_0, DB_1].entries()) {
        const { results } = await db
          .prepare(
            "UPDATE outbox SET due_at = 0 WHERE attempts > 0 RETURNING id, topic, due_at AS dueAt",
          )
          .all<{ id: string; topic: Topic; dueAt: number }>();
        for (const { id, topic, dueAt } of results)
          waiting.push({ to: topic, body: { shard, dueAt, id } });
      }
      await house.deliver();
    },
    async runSweep() {
      const controller = { scheduledTime: Date.now(), cron: "* * * * *", noRetry() {} };
      await logged(async () => handlers.sweep.scheduled?.(controller, env, context));
      await house.deliver();
    },
    async close() {
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
      await databases.dispose();
      await world.close();
    },
  };
  return house;
}

const policy = "senior-comprehensive-allowance";

async function found(
  { DB_CITY }: Databases,
  keyringKey: string,
  { secretOf, origin }: OutsideWorld,
): Promise<void> {
  const key = (department: string): ProposalRequest => ({
    kind: "department-key",
    payload: { department, keyId: "k1", secret: secretOf(department) },
  });
  const endpoint = (department: string, purpose: "notices" | "fulfilment" | "cases") =>
    ({
      kind: "endpoint",
      payload: { department, purpose, url: `${origin}/${department}` },
    }) satisfies ProposalRequest;
  const acts: ProposalRequest[] = [
    ...["public-security", "civil-affairs", "health", "government-services"].map(key),
    key("human-resources"),
    endpoint("government-services", "notices"),
    endpoint("government-services", "cases"),
    endpoint("civil-affairs", "fulfilment"),
    {
      kind: "authorisation",
      payload: {
        department: "civil-affairs",
        policy,
        dailyCapFen: 1_000_000,
        validFrom: "2020-01-01",
        validUntil: "2099-12-31",
      },
    },
  ];
  for (const act of acts) await approve(DB_CITY, keyringKey, act, new Date());
}

import { generateKeyPairSync } from "node:crypto";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import type { EventResult } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { makeSecrets } from "../../../functions/sandbox/start/secrets.command.ts";
import { approve } from "../approve.ts";
import { insertStage } from "../all-live.ts";
import { signedWebhook } from "../outside-world.ts";
import { seeded } from "../seeded.ts";
import type { Databases } from "../shard-database.ts";
import { faultyDatabase, mortalCalls } from "./calls.ts";
import { createFaults, type Faults, type Rates, type Strikes } from "./faults.ts";
import type * as House from "./house.ts";
import {
  createOutside,
  type Booking,
  type Notice,
  type Outside,
  outsideOrigin,
} from "./outside.ts";
import { controlPlatform } from "./platform.ts";
import { firstDay, hiringPolicy, type Population } from "./population.ts";
import { createQueue, type FaultyQueue } from "./queues.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";

/** The house in one process, its databases, and the world outside; everything that happens follows from the seed. */
export interface World {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: () => number;
  readonly databases: Databases;
  readonly population: Population;
  readonly secrets: Readonly<Record<string, string>>;
  readonly outside: Outside;
  readonly queues: readonly FaultyQueue[];
  /** What must never happen, and happened. */
  readonly complaints: string[];
  /** Somebody's business: the storm lasts until all of it is done. */
  begin(work: () => Promise<void>): void;
  openBusiness(): number;
  /** A request to a function; 503 where its process was killed. */
  ask(of: "intake" | "confirm" | "console", path: string, init?: RequestInit): Promise<Response>;
  /** A webhook of a department, sent until it is answered with 200; what it was told of each event. */
  report(department: DepartmentId, events: readonly object[]): Promise<readonly EventResult[]>;
  secretOf(department: string): string;
  /** What every minute brings. */
  cron(): Promise<void>;
}

export interface Start {
  readonly seed: number;
  readonly databases: Databases;
  readonly house: typeof House;
  readonly population: Population;
  readonly rates: Rates;
  readonly strikes: Strikes;
  /** Whether every policy is measured each night: a third of all work. */
  readonly isMeasured: boolean;
  readonly onNotice: (world: World, notice: Notice) => void;
  readonly onBooking: (world: World, booking: Booking) => void;
}

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
const again = 5000;
const payers = ["civil-affairs", "human-resources"] as const;
const gateway = "government-services";
const departments = [
  "public-security",
  "health",
  "education",
  "tax",
  "market-regulation",
  "government-services",
  ...payers,
] as const;

export async function createWorld(start: Start): Promise<World> {
  const { databases, house, population } = start;
  const random = seeded(start.seed);
  const scheduler = createScheduler(random, new Date(`${firstDay}T02:00:00Z`));
  const faults = createFaults(random, start.rates, start.strikes);
  const call = mortalCalls(scheduler, faults);
  const shared = { scheduler, faults, random, call };
  const complaints: string[] = [];
  let open = 0;

  const secrets: Record<string, string> = {};
  const secretOf = (department: string): string =>
    `whsec_${btoa(`the secret of ${department}`.padEnd(32, "."))}`;
  const outside = createOutside(
    shared,
    secretOf,
    {
      notice: (notice) => start.onNotice(world, notice),
      booking: (booking) => start.onBooking(world, booking),
    },
    [publicKey],
  );
  controlPlatform(scheduler, random, outside.network);
  Object.assign(secrets, makeSecrets());
  await foundCity(databases, secrets, secretOf, scheduler.now());
  if (!start.isMeasured) await countAsMeasured(databases.DB_CITY);

  const clock = async (): Promise<Date> => scheduler.now();
  const functions = {
    intake: house.intake(clock),
    confirm: house.confirm(clock),
    console: house.consoleFunction(clock),
    notify: house.notify(clock),
    fulfil: house.fulfil(clock),
    sweep: house.sweep(clock),
    join: house.join(clock),
  };
  const dead = createQueue(
    "dead",
    shared,
    async (batch) =>
      functions.console.queue?.(batch, environmentOf(house.consoleBindings), context),
    1,
  );
  const queueFor = (name: "notify" | "fulfil" | "sweep", bindings: Bindings): FaultyQueue =>
    createQueue(
      name,
      shared,
      async (batch) => functions[name].queue?.(batch, environmentOf(bindings), context),
      2,
      (body) => dead.put(body),
    );
  const queues = {
    NOTIFY: queueFor("notify", house.notifyBindings),
    FULFIL: queueFor("fulfil", house.fulfilBindings),
    SWEEP: queueFor("sweep", house.sweepBindings),
  };
  const all: Readonly<Record<string, unknown>> = {
    DB_0: faultyDatabase("shard 0", databases.DB_0, shared),
    DB_1: faultyDatabase("shard 1", databases.DB_1, shared),
    DB_CITY: faultyDatabase("city", databases.DB_CITY, shared),
    ...Object.fromEntries(Object.entries(queues).map(([name, { binding }]) => [name, binding])),
    ...secrets,
    PUBLIC_ORIGIN: "https://jixiang.test",
    SMS_ACCOUNT: "",
    IDENTITY_ISSUER: outsideOrigin,
    IDENTITY_JWKS_URL: `${outsideOrigin}/jwks`,
  };
  /** What a function's block of wrangler.toml gives it, and nothing else. */
  function environmentOf<Env>(bindings: Bindings): Env {
    const names = Object.values(bindings).flat();
    return Object.fromEntries(names.map((name) => [name, all[name]])) as Env;
  }

  const world: World = {
    scheduler,
    faults,
    random,
    databases,
    population,
    secrets,
    outside,
    complaints,
    queues: [...Object.values(queues), dead],
    secretOf,
    begin(work) {
      open += 1;
      void work()
        .catch((error: unknown) => complaints.push(String(error)))
        .finally(() => (open -= 1));
    },
    openBusiness: () => open,
    async ask(of, path, init) {
      const bindings = house[`${of}Bindings`];
      const ended = await scheduler.invoke(of, async () => {
        const request = new Request(`https://jixiang.test${path}`, init);
        const response = await functions[of].fetch?.(
          request as never,
          environmentOf(bindings),
          context,
        );
        const { status = 500, headers } = response ?? {};
        return { status, headers: [...(headers ?? [])], text: (await response?.text()) ?? "" };
      });
      if (ended.end !== "done") return new Response(null, { status: 503 });
      const { status, headers, text } = ended.value;
      return new Response(text, { status, headers: headers as [string, string][] });
    },
    async report(department, events) {
      const id = `m${Math.floor(random() * 2 ** 40)}`;
      for (let from = 0; ; from = scheduler.now().getTime() + again) {
        const after = from;
        await scheduler.turn(`${department} reports`, () => after);
        const signed = signedWebhook(secretOf(department), id, events, scheduler.now());
        const path = `/v1/departments/${department}/events`;
        const answer = await world.ask("intake", path, signed);
        if (answer.status !== 200 || faults.strike("sent again though answered")) continue;
        const { results } = (await answer.json()) as { results: EventResult[] };
        return results;
      }
    },
    async cron() {
      const at = scheduler.now().getTime();
      const controller = { scheduledTime: at, cron: "* * * * *", noRetry() {} };
      const run = async (name: "sweep" | "join"): Promise<unknown> =>
        scheduler.invoke(`cron of ${name}`, async () =>
          functions[name].scheduled?.(controller, environmentOf(house[`${name}Bindings`]), context),
        );
      await Promise.all([run("sweep"), run("join")]);
    },
  };
  return world;
}

type Bindings = Readonly<Record<string, readonly string[]>>;

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const publicKey = { ...pair.publicKey.export({ format: "jwk" }), kid: "test", alg: "ES256" };

/** Keys and addresses of departments, and what they may pay a day. */
async function foundCity(
  { DB_CITY }: Databases,
  { KEYRING_KEY = "" }: Readonly<Record<string, string>>,
  secretOf: (department: string) => string,
  now: Date,
): Promise<void> {
  const found = async (act: Parameters<typeof approve>[2]): Promise<void> =>
    approve(DB_CITY, KEYRING_KEY, act, now);
  for (const department of departments) {
    const payload = { department, keyId: "k1", secret: secretOf(department) };
    await found({ kind: "department-key", payload });
  }
  const url = (place: string, department: string): string =>
    `${outsideOrigin}/${place}/${department}`;
  for (const purpose of ["notices", "cases"] as const) {
    const payload = { department: gateway, purpose, url: url(purpose, gateway) };
    await found({ kind: "endpoint", payload });
  }
  for (const [department, policy] of [
    ["civil-affairs", "senior-comprehensive-allowance"],
    ["human-resources", hiringPolicy],
  ] as const) {
    await found({
      kind: "endpoint",
      payload: { department, purpose: "fulfilment", url: url("payments", department) },
    });
    const payload = {
      department,
      policy,
      dailyCapFen: 100_000_000_00,
      validFrom: "2022-01-01",
      validUntil: "2022-12-31",
    };
    await found({ kind: "authorisation", payload });
  }
  await insertStage(DB_CITY, hiringPolicy, { stage: "live", reason: "", sinceAt: 0 });
}

/** No policy is measured on the days of the storm. */
async function countAsMeasured(city: D1Database): Promise<void> {
  const days = Array.from({ length: 30 }, (_, number) => addDays(civilDate(firstDay), number));
  await city
    .prepare("INSERT INTO measure_rounds (day, started_at) SELECT value, 0 FROM json_each(?)")
    .bind(JSON.stringify(days))
    .run();
}

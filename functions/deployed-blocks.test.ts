import { afterAll, beforeAll, expect, test } from "vitest";
import { explanationsSchema } from "#shared/contract/explanations.schema.ts";
import {
  fulfilmentRequestedSchema,
  noticeRequestedSchema,
} from "#shared/contract/outgoing.schema.ts";
import { createTestHarness, type TestHarness } from "wrangler";
import { makeSecrets } from "./sandbox/start/secrets.command.ts";
import { ownCodes } from "#shared/codes/own-codes.ts";
import { form, handleOf } from "#shared/testing/browserless.ts";
import { type OutsideWorld, startOutsideWorld } from "#shared/testing/outside-world.ts";
import { organisation, resident } from "#shared/testing/people.ts";

/** The deployed functions as wrangler.toml describes them: each with its own bindings, and the real clock. */
const blocks = [
  "intake",
  "join",
  "confirm",
  "verify",
  "home",
  "code",
  "venue",
  "scan",
  "catalogue",
  "console",
  "remedy",
  "window",
  "mandates",
  "notify",
  "gateway",
  "letters",
  "fulfil",
  "sweep",
] as const;

let world: OutsideWorld;
let harness: TestHarness;
const secrets = makeSecrets();

beforeAll(async () => {
  world = await startOutsideWorld();
  const all = {
    PUBLIC_ORIGIN: "https://jixiang.test",
    IDENTITY_ISSUER: world.origin,
    IDENTITY_JWKS_URL: `${world.origin}/jwks`,
  };
  const vars = {
    intake: {},
    join: {},
    confirm: all,
    verify: {},
    home: all,
    code: all,
    venue: all,
    scan: all,
    catalogue: {},
    console: all,
    remedy: all,
    window: all,
    mandates: all,
    notify: all,
    gateway: {},
    letters: all,
    fulfil: {},
    sweep: {},
  } as const;
  harness = createTestHarness({
    root: process.cwd(),
    workers: blocks.map((env) => ({ configPath: "wrangler.toml", env, vars: vars[env], secrets })),
  });
  await harness.listen();
  const console = harness.getWorker<Record<string, D1Database>>("jixiang-console");
  for (const binding of ["DB_0", "DB_1", "DB_CITY"]) await console.applyD1Migrations(binding);
  await register();
});
afterAll(async () => {
  await harness.close();
  await world.close();
});

const at = (name: (typeof blocks)[number]) => harness.getWorker(`jixiang-${name}`);

async function register(): Promise<void> {
  const now = new Date();
  const person = (sub: string) => world.token({ sub, roles: ["operations", "finance"] }, now);
  const tokens = [await person("one"), await person("two")] as const;
  const propose = async (kind: string, payload: object): Promise<void> => {
    const post = async (path: string, body: object, token: string) =>
      at("console").fetch(`https://jixiang.test/v1/console/proposals${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const proposed = await post("", { kind, payload }, tokens[0]);
    expect(proposed.status).toBe(201);
    const { id } = (await proposed.json()) as { id: string };
    expect((await post(`/${id}/decision`, { decision: "approve" }, tokens[1])).status).toBe(200);
  };
  const departments = [
    "public-security",
    "civil-affairs",
    "health",
    "government-services",
    "human-resources",
    "market-regulation",
    "credit-centre",
    "economy-informatisation",
    "tax",
  ];
  for (const department of departments) {
    await propose("department-key", {
      department,
      keyId: "k1",
      secret: world.secretOf(department),
    });
  }
  await propose("endpoint", {
    department: "government-services",
    purpose: "notices",
    url: `${world.origin}/inbox/government-services`,
  });
  for (const [department, policy] of [
    ["civil-affairs", "senior-comprehensive-allowance"],
    ["human-resources", "job-retention-refund"],
  ] as const) {
    await propose("endpoint", {
      department,
      purpose: "fulfilment",
      url: `${world.origin}/inbox/${department}`,
    });
    await propose("authorisation", {
      department,
      policy,
      dailyCapFen: 10_000_000,
      validFrom: "2020-01-01",
      validUntil: "2099-12-31",
    });
  }
}

async function send(department: string, events: readonly object[]): Promise<void> {
  const now = new Date();
  const response = await at("intake").fetch(
    `https://jixiang.test/v1/departments/${department}/events`,
    world.signed(department, events, now),
  );
  expect(response.status).toBe(200);
  const { results } = (await response.json()) as { results: { status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(events.map(() => "accepted"));
}

const facts = (subject: object, values: object) => ({
  type: "facts.reported.v1",
  data: { subject, facts: values },
});
const contact = (subject: object, values: object) => ({
  type: "contact.reported.v1",
  data: { subject, ...values },
});
const complete = (fact: string) => ({
  type: "register.reported.v1",
  data: { fact, completeAsOf: new Date().toISOString() },
});

async function until<Value>(look: () => Value | undefined): Promise<Value> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const value = look();
    if (value !== undefined) return value;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error("it did not happen within 30 s");
}

test("with a confirmation: webhook, queue, message, tap, queue, instruction, report, message", async () => {
  const subject = resident("1950-05-05", 401);
  await send("public-security", [
    complete("deathDate"),
    facts(subject, { birthDate: "1950-05-05", hukouDistrict: "310101" }),
  ]);
  await send("government-services", [contact(subject, { phone: "13800000401" })]);
  await send("human-resources", [
    contact(subject, {
      account: { bank: "上海银行", number: "6222000000000401", holder: "王建国" },
    }),
  ]);
  // Two of the three registers of death are not complete yet: unknown, and nobody is bothered.
  expect(world.received).toEqual([]);
  await send("health", [complete("deathCertifiedOn")]);
  await send("civil-affairs", [complete("crematedOn")]);
  await at("sweep").scheduled({ cron: "* * * * *", scheduledTime: new Date() });

  const message = await until(() =>
    world.received.find(({ type }) => type === "notice.requested.v1"),
  );
  expect(message.data).toMatchObject({ to: "13800000401", channel: "sms", template: "offer.v1" });
  const code = String(message.data["link"]).split("#")[1] ?? "";
  const opened = await at("confirm").fetch("https://jixiang.test/c", form({ code }));
  const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  expect(cookie).toMatch(/^__Host-/);
  const handle = handleOf(await opened.text());
  const decided = await at("confirm").fetch("https://jixiang.test/c/decision", {
    ...form({ decision: "confirm", handle }, { cookie }),
    redirect: "manual",
  });
  expect(decided.status).toBe(303);

  const instruction = await until(() =>
    world.received.find(({ type }) => type === "fulfilment.requested.v1"),
  );
  expect(instruction).toMatchObject({
    department: "civil-affairs",
    data: {
      amountFen: 15_000,
      payee: { name: "王建国", bank: "上海银行", account: "6222000000000401" },
      remark: "老年综合津贴",
    },
  });
  const { endToEndId } = instruction.data;
  await send("civil-affairs", [
    {
      type: "fulfilment.reported.v1",
      data: { endToEndId, result: "paid", at: new Date().toISOString() },
    },
  ]);
  await until(() => world.received.find(({ data }) => data["template"] === "fulfilled.v1"));
});

test("directly: webhooks, announcement, instruction, report, message", async () => {
  const year = new Date().getUTCFullYear();
  await send("market-regulation", [complete("deregisteredOn")]);
  await send("credit-centre", [complete("seriousDishonesty")]);
  await send("tax", [
    contact(organisation, {
      account: { bank: "上海银行", number: "6222000000000402", holder: "示例企业" },
    }),
  ]);
  await send("economy-informatisation", [facts(organisation, { sizeClass: "small" })]);
  await send("human-resources", [
    facts(organisation, {
      [`insuredHeadcount@${year - 2}-12`]: 200,
      [`insuredHeadcount@${year - 1}-12`]: 189,
      [`naturalAttrition@${year - 1}`]: 0,
      [`unemploymentPremiumPaidFen@${year - 1}`]: 500_000,
    }),
  ]);
  const instruction = await until(() =>
    world.received.find(
      ({ department, type }) =>
        type === "fulfilment.requested.v1" && department === "human-resources",
    ),
  );
  expect(instruction.data).toMatchObject({ amountFen: 300_000, periods: [String(year)] });
  await until(() => world.received.find(({ data }) => data["template"] === "announcement.v1"));
  await send("human-resources", [
    {
      type: "fulfilment.reported.v1",
      data: {
        endToEndId: instruction.data["endToEndId"],
        result: "paid",
        at: new Date().toISOString(),
      },
    },
  ]);
  await until(() => world.received.filter(({ data }) => data["template"] === "fulfilled.v1")[1]);
});

test("who has signed in is told about the own benefits", async () => {
  const token = await world.token({ sub: "citizen", subject: organisation }, new Date());
  const headers = { authorization: `Bearer ${token}` };
  const answer = await at("home").fetch("https://jixiang.test/v1/me", { headers });
  expect(answer.status).toBe(200);
  const { verdicts } = explanationsSchema.parse(await answer.json());
  const refund = verdicts.find(({ policy }) => policy === "job-retention-refund");
  expect(refund?.entitlements).toMatchObject([{ state: "fulfilled", amountFen: 300_000 }]);
  // This issuer describes itself nowhere: the page says so, and nobody is signed in.
  const silent = await at("home").fetch("https://jixiang.test/me/sign-in");
  expect(silent.status).toBe(503);
});

test("a code that one function signs is opened by the keys of another", async () => {
  const now = new Date();
  const clerk = await world.token(
    { sub: "clerk", roles: ["window"], department: "civil-affairs" },
    now,
  );
  const answer = await at("code").fetch("https://jixiang.test/v1/console/printed-codes", {
    method: "POST",
    headers: { authorization: `Bearer ${clerk}`, "content-type": "application/json" },
    body: JSON.stringify({ subject: resident("1950-05-05", 401), cardSeen: true }),
  });
  expect(answer.status).toBe(201);
  const { code } = (await answer.json()) as { code: string };
  const issuer = ownCodes({
    CODE_PUBLIC_KEYS: secrets["CODE_PUBLIC_KEYS"] ?? "",
    CODE_OPENING_KEYS: secrets["CODE_OPENING_KEYS"] ?? "",
  });
  const showing = { venue: "", purpose: "", operator: "" };
  expect(await issuer.resolve(code, showing, now)).toMatchObject({ ok: true, class: "printed" });
});

test("everything that was sent is as the contract's document describes it", () => {
  const shapes = {
    "notice.requested.v1": noticeRequestedSchema,
    "fulfilment.requested.v1": fulfilmentRequestedSchema,
  };
  expect(world.received.length).toBeGreaterThanOrEqual(6);
  for (const { type, data } of world.received) {
    const schema = Object.entries(shapes).find(([name]) => name === type)?.[1];
    expect(schema?.safeParse(data).error).toBeUndefined();
    expect(schema).toBeDefined();
  }
});

test("the public side answers, and each function's health", async () => {
  expect((await at("catalogue").fetch("https://jixiang.test/v1/policies")).status).toBe(200);
  for (const name of blocks) {
    const response = await at(name).fetch(`https://jixiang.test/healthz/${name}`);
    expect(await response.json()).toEqual({ status: "ok", function: name });
  }
});

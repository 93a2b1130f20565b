import { decode } from "hono/jwt";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readSecrets, reportEvents } from "./start/outside.command.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { startDev, type Content, type Dev } from "#shared/testing/dev-harness.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.tick();
});
afterAll(() => dev.close());
afterEach(async () => {
  await dev.faults({});
  await dev.fetch("/sandbox/clock", { method: "DELETE" });
});

const person = (id: string): SubjectReference => ({ kind: "person", idType: "resident-id", id });

/** Somebody of 69 whom the senior allowance is offered to. */
async function reportElder(id: string): Promise<void> {
  const subject = person(id);
  const about = (content: object): Content =>
    trusted({ type: "contact.reported.v1", data: { subject, ...content } });
  await dev.department("public-security").send([about({ name: "王小明" })]);
  await dev.department("government-services").send([about({ phone: "13800000012" })]);
  const birthDate = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const facts = { birthDate, sex: "male", hukouDistrict: "310101" };
  const reported = trusted({ type: "facts.reported.v1", data: { subject, facts } });
  const results = await dev.department("public-security").send([reported]);
  expect(results).toMatchObject([{ status: "accepted" }]);
}

/** Guarantee: each caller writes the content of a known event. */
const trusted = (content: object): Content => content as Content;

test("the clock is set, runs on, and goes back to the machine's time", async () => {
  const set = await dev.clock("2027-01-15T02:00:00Z");
  expect(set.toISOString()).toMatch(/^2027-01-15T02:00:0/);
  const later = await dev.clock();
  expect(later.getTime()).toBeGreaterThanOrEqual(set.getTime());
  expect(later.getTime() - set.getTime()).toBeLessThan(5000);
  await dev.fetch("/sandbox/clock", { method: "DELETE" });
  expect(Math.abs((await dev.clock()).getTime() - Date.now())).toBeLessThan(5000);
});

test("every function lives by the sandbox's clock: only a signature of that day is right", async () => {
  await dev.clock("2027-01-15T02:00:00Z");
  const data = { subject: person("319900195703080012"), facts: { deathCertifiedOn: null } };
  expect(
    await dev.department("health").send([trusted({ type: "facts.reported.v1", data })]),
  ).toHaveLength(1);
  const secret = (await readSecrets(dev.fetch)).get("health") ?? "";
  const sender = { department: "health", secret, now: new Date() } as const;
  await expect(reportEvents(dev.fetch, sender, [])).rejects.toThrow("401");
});

test("a malformed instant is refused and leaves the clock alone", async () => {
  const answer = await dev.fetch("/sandbox/clock", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ now: "tomorrow" }),
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
});

test("every department has a secret of its own, and reading it changes nothing", async () => {
  const secrets = await readSecrets(dev.fetch);
  expect(new Set(secrets.values()).size).toBe(21);
  expect(await readSecrets(dev.fetch)).toEqual(secrets);
});

test("a token carries whose it is; every token is another person's unless the person is named", async () => {
  const claims = (token: string) => decode(token).payload;
  const first = claims(await dev.staff("approver", "civil-affairs", { person: "a" }));
  const again = claims(await dev.staff("approver", "civil-affairs", { person: "a" }));
  const other = claims(await dev.staff("approver", "civil-affairs"));
  expect(first).toMatchObject({ roles: ["approver"], department: "civil-affairs", aud: "jixiang" });
  expect(first["sub"]).toBe(again["sub"]);
  expect(first["sub"]).not.toBe(other["sub"]);
  expect(first["iss"]).toBe(`${dev.origin}/sandbox`);
  expect(Number(first["exp"]) - Number(first["iat"])).toBe(12 * 3600);
});

test.each([
  ["an unknown role", { role: "mayor", department: "health" }],
  ["an unknown department", { role: "auditor", department: "weather" }],
  ["a wrong check digit", { subject: person("319900195703080013") }],
  ["nothing", {}],
])("no token for %s", async (_, body) => {
  const answer = await dev.post("/sandbox/tokens", body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).not.toHaveProperty("token");
});

test("the public keys hold nothing private", async () => {
  const text = await (await dev.fetch("/sandbox/jwks")).text();
  expect(text).toContain('"kid":"sandbox"');
  expect(text).not.toContain('"d":');
});

test("a message arrives once, however often its reply is lost or it is doubled", async () => {
  await dev.faults({ gateway: { loseReply: 1, duplicate: 1 } });
  const before = (await dev.messages()).length;
  await reportElder("319900195703080012");
  await expect
    .poll(async () => (await dev.messages()).length, { timeout: 10_000 })
    .toBe(before + 1);
  await letRetriesFallDue();
  await dev.tick();
  const after = await dev.messages();
  expect(after).toHaveLength(before + 1);
  expect(after.at(-1)?.received).toBeGreaterThan(2);
});

test("what fails is not received", async () => {
  await dev.faults({ gateway: { fail: 1 } });
  const before = (await dev.messages()).length;
  await reportElder("319900195202290038");
  await expect.poll(async () => failures(), { timeout: 10_000 }).toBeGreaterThan(0);
  expect(await dev.messages()).toHaveLength(before);
  await letRetriesFallDue();
  const report = await dev.tick();
  expect(report).toEqual({ ran: ["register.reported.v1", "sweep"], delivered: 1, quiet: true });
});

/** The outside world behaves again, and the first retry's five seconds have passed. */
async function letRetriesFallDue(): Promise<void> {
  await dev.faults({});
  await dev.clock(new Date((await dev.clock()).getTime() + 10_000).toISOString());
}

/** How many tasks of both shards have failed and wait. */
async function failures(): Promise<number> {
  const dbs = await Promise.all([dev.database("DB_0"), dev.database("DB_1")]);
  const counts = await Promise.all(
    dbs.map((db) =>
      db.prepare("SELECT count(*) AS n FROM outbox WHERE attempts > 0").first<number>("n"),
    ),
  );
  return counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

test("an unsigned webhook to the inbox is refused", async () => {
  const answer = await dev.post("/sandbox/inbox/government-services", {
    type: "notice.requested.v1",
  });
  expect(answer.status).toBe(401);
});

test.each([
  ["rates above one", { gateway: { fail: 2 } }],
  ["an unknown target", { bank: { fail: 1 } }],
])("faults refuse %s", async (_, faults) => {
  await expect(dev.faults(faults)).rejects.toThrow("400");
});

test("a result for an instruction that never arrived is a 404 problem", async () => {
  const answer = await dev.report("aaaaaaaaaaaaaaaaaaaaaaaaaa", "paid");
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
});

test("results of instructions that never arrived are passed over; no result is a 400 problem", async () => {
  const report = (body: object) => dev.post("/sandbox/results", body);
  const unknown = await report({ endToEndIds: ["aaaaaaaaaaaaaaaaaaaaaaaaaa"], result: "paid" });
  expect(await unknown.json()).toEqual({ reported: 0 });
  expect((await report({ endToEndIds: [], result: "paid" })).status).toBe(400);
});

test("another site's page may not press the buttons", async () => {
  const answer = await dev.fetch("/sandbox/actions/clock", {
    method: "POST",
    headers: {
      "Sec-Fetch-Site": "cross-site",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "move=30",
  });
  expect(answer.status).toBe(403);
});

test("the page shows the messages with links of this origin", async () => {
  const page = await (await dev.fetch("/sandbox", { headers: { Accept: "text/html" } })).text();
  expect(page).toContain("外面的世界收到了什么");
  expect(page).toMatch(/href="\/c#[a-z2-7]{28}"/);
});

test("set back, the clock makes due what waits for a later day, but not what has failed for good", async () => {
  const db = await dev.database("DB_0");
  const now = (await dev.clock()).getTime();
  const day = 86_400_000;
  const insert = (id: string, dueAt: number) =>
    db
      .prepare(
        "INSERT INTO outbox VALUES (?, ?, 'sweep', 'deadline', 'aa', 'none', 'x', 0, ?, NULL)",
      )
      .bind(dueAt, id, dueAt)
      .run();
  await insert("waits", now + day);
  await insert("parked", 253_402_300_799_000);
  await dev.clock(new Date(now - day).toISOString());
  const dueAt = (id: string) =>
    db.prepare("SELECT due_at FROM outbox WHERE id = ?").bind(id).first<number>("due_at");
  expect(await dueAt("waits")).toBeLessThanOrEqual(now - day + 5000);
  expect(await dueAt("parked")).toBe(253_402_300_799_000);
  await db.prepare("DELETE FROM outbox WHERE id IN ('waits', 'parked')").run();
});

test("an address that belongs to nobody is a 404 problem", async () => {
  const answer = await dev.fetch("/console");
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
});

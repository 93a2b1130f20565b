import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask } from "#shared/outbox/task.ts";
import { decide, form, openOffer, readReceipt } from "#shared/testing/browserless.ts";
import { type Canary, findCanaries, type Seen, writingsOf } from "#shared/testing/canaries.ts";
import { resident } from "#shared/testing/people.ts";
import { startWatchedHouse, type WatchedHouse } from "#shared/testing/watched-house.ts";

const subject = resident("1950-05-05", 431);
const [name, phone, account] = ["欧阳金丝雀", "13987654321", "6222987654321098765"] as const;
const address = "金丝雀路9981弄17号602室";
const grounds = `本人${name}，证件${subject.id}，认为漏发，请核查。`;

let house: WatchedHouse;
const canaries: Canary[] = [
  { name: "document number", value: subject.id },
  { name: "name", value: name },
  { name: "phone", value: phone },
  { name: "account", value: account },
  { name: "address", value: address },
];
beforeAll(async () => {
  house = await startWatchedHouse();
  for (const [secret, value] of Object.entries(house.secrets))
    for (const part of value.match(/[\w+/=-]{30,}/g) ?? [])
      canaries.push({ name: `secret ${secret}`, value: part });
});
afterAll(async () => house.close());

const contact = (data: object) => ({ type: "contact.reported.v1", data: { subject, ...data } });
const facts = (data: object) => ({ type: "facts.reported.v1", data: { subject, facts: data } });
const complete = (fact: string) => ({
  type: "register.reported.v1",
  data: { fact, completeAsOf: new Date().toISOString() },
});
const json = (body: unknown, token?: string): RequestInit => ({
  method: "POST",
  headers: {
    "content-type": "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

async function report(department: string, events: readonly object[]): Promise<Response> {
  const signed = house.world.signed(department, events, new Date());
  const response = await house.ask(`/v1/departments/${department}/events`, signed);
  house.seen.push({ in: "results of events", text: await response.clone().text() });
  return response;
}

/** Every event was taken in. */
async function told(department: string, events: readonly object[]): Promise<void> {
  const response = await report(department, events);
  const { results } = (await response.json()) as { results: { status: string }[] };
  expect(results.map(({ status }) => status)).toEqual(events.map(() => "accepted"));
}

const lastOf = (type: string) => house.world.received.findLast((one) => one.type === type)?.data;

/** What the databases keep of work and of what went wrong. */
async function kept(): Promise<Seen[]> {
  const { DB_0, DB_1, DB_CITY } = house.databases;
  const tables = [
    ...["dead_letters", "work_items", "delays", "proposals"].map(
      (table) => [DB_CITY, table] as const,
    ),
    ...[DB_0, DB_1].flatMap((db) =>
      ["outbox", "audit", "notices", "visits", "sms_questions", "sms_replies"].map(
        (table) => [db, table] as const,
      ),
    ),
  ];
  const rows = await Promise.all(
    tables.map(async ([db, table]) => {
      const { results } = await db.prepare(`SELECT * FROM ${table}`).all();
      return results.map((row) => ({ in: `row of ${table}`, text: JSON.stringify(row) }));
    }),
  );
  return rows.flat();
}

const findAll = async () => findCanaries(canaries, [...house.seen, ...(await kept())]);

describe("no canary comes out", () => {
  test("on the way from the webhook over message, page and tap to payment and report", async () => {
    await told("public-security", [complete("deathDate")]);
    await told("health", [complete("deathCertifiedOn")]);
    await told("civil-affairs", [complete("crematedOn")]);
    await told("government-services", [contact({ phone })]);
    await told("human-resources", [
      contact({ account: { bank: "上海银行", number: account, holder: name } }),
    ]);
    await told("public-security", [
      contact({ name, address }),
      facts({ birthDate: "1950-05-05", hukouDistrict: "310101" }),
    ]);
    // The gateway fails, and says everything back that it was sent.
    house.world.respond = (events) => ({ status: 500, body: { error: events } });
    await house.deliver();
    house.seen.push(...(await kept()));
    house.world.respond = () => ({ status: 202 });
    await house.hurry();
    const notice = lastOf("notice.requested.v1");
    expect(notice).toMatchObject({ to: phone, template: "offer.v1" });
    const link = String(notice?.["link"]);
    canaries.push({ name: "code of the link", value: new URL(link).hash.slice(1) });

    const dev = { fetch: async (path: string, init?: RequestInit) => house.ask(path, init) };
    const offer = await openOffer(dev, link);
    canaries.push({ name: "cookie of the offer", value: offer.cookie.split("=")[1] ?? "" });
    canaries.push({ name: "handle of the form", value: offer.handle });
    expect((await house.ask("/c/form", { headers: { cookie: offer.cookie } })).status).toBe(200);
    expect((await decide(dev, offer, "confirm")).status).toBe(303);
    expect((await readReceipt(dev, offer)).number).not.toBe("");
    house.world.respond = (events) => ({ status: 503, body: { error: events } });
    await house.deliver();
    house.seen.push(...(await kept()));
    house.world.respond = () => ({ status: 202 });
    await house.hurry();
    const instruction = lastOf("fulfilment.requested.v1");
    expect(instruction).toMatchObject({ payee: { name, account } });
    const { endToEndId } = instruction ?? {};
    const at = new Date().toISOString();
    await told("civil-affairs", [
      { type: "fulfilment.reported.v1", data: { endToEndId, result: "paid", at } },
    ]);
    await house.deliver();
    await house.runSweep();
    expect(lastOf("notice.requested.v1")).toMatchObject({ template: "fulfilled.v1" });
    expect(await findAll()).toEqual([]);
  });

  test("in an objection, by whoever has signed in or has verified a phone", async () => {
    const token = await house.world.token({ sub: "citizen", subject }, new Date());
    canaries.push({ name: "token of the citizen", value: token.split(".")[2] ?? "" });
    const objection = { policy: "disability-living-allowance", grounds };
    const lodged = await house.ask("/v1/objections", json(objection, token));
    expect(lodged.status).toBe(201);
    const me = { headers: { authorization: `Bearer ${token}` } };
    expect((await house.ask("/v1/me", me)).status).toBe(200);
    expect((await house.ask("/me", me)).status).toBe(200);

    expect((await house.ask("/v1/phone-codes", json({ phone }))).status).toBe(202);
    await house.deliver();
    const code = /验证码(\d{6})/.exec(String(lastOf("notice.requested.v1")?.["body"]))?.[1] ?? "";
    canaries.push({ name: "code of the phone", value: code });
    const wrong = { phone, code: code === "111111" ? "222222" : "111111" };
    expect((await house.ask("/v1/phone-codes/verification", json(wrong))).status).toBe(403);
    const verified = await house.ask("/v1/phone-codes/verification", json({ phone, code }));
    const { verification } = (await verified.json()) as { verification: string };
    canaries.push({ name: "verification of the phone", value: verification });
    const unknown = { entry: "aaaaaaaaaaaaaa", grounds, verification };
    expect((await house.ask("/v1/objections", json(unknown))).status).toBe(404);
    await house.deliver();
    expect(await findAll()).toEqual([]);
  });

  test("in a code on paper, given out at a counter", async () => {
    const clerk = await house.world.token({ sub: "clerk", roles: ["window"] }, new Date());
    canaries.push({ name: "token of the clerk", value: clerk.split(".")[2] ?? "" });
    const answer = await house.ask(
      "/v1/console/printed-codes",
      json({ subject, cardSeen: true }, clerk),
    );
    expect(answer.status).toBe(201);
    const { code } = (await answer.json()) as { code: string };
    canaries.push({ name: "code on paper", value: code.split(".")[2] ?? "" });
    expect(await findAll()).toEqual([]);
  });

  test("at the counter, by a mandate and by a text message", async () => {
    const elder = resident("1948-03-03", 432);
    const [elderName, elderPhone] = ["诸葛画眉", "13987651122"] as const;
    const elderAccount = "6222987651122334455";
    canaries.push(
      { name: "document number of the elder", value: elder.id },
      { name: "name of the elder", value: elderName },
      { name: "phone of the elder", value: elderPhone },
      { name: "account of the elder", value: elderAccount },
    );
    const about = (data: object) => ({
      type: "contact.reported.v1",
      data: { subject: elder, ...data },
    });
    await told("government-services", [about({ phone: elderPhone })]);
    const claims = { sub: "clerk", roles: ["window"], department: "civil-affairs" };
    const clerk = await house.world.token(claims, new Date());
    canaries.push({ name: "token of the clerk", value: clerk.split(".")[2] ?? "" });
    const counter = "/v1/console/window/visits";
    const come = async (who: SubjectReference) => {
      const visit = await house.ask(counter, json({ subject: who, cardSeen: true }, clerk));
      expect(visit.status).toBe(201);
      return `${counter}/${((await visit.json()) as { visit: string }).visit}`;
    };
    const own = await come(elder);
    const wanted = await house.ask(`${own}/sms-replies`, json({ wanted: true }, clerk));
    expect(wanted.status).toBe(200);
    const holder = { bank: "上海银行", number: elderAccount, holder: elderName };
    await told("human-resources", [about({ account: holder })]);
    const living = { birthDate: "1948-03-03", hukouDistrict: "310101" };
    await told("public-security", [
      about({ name: elderName }),
      { type: "facts.reported.v1", data: { subject: elder, facts: living } },
    ]);
    await house.deliver();
    expect(lastOf("notice.requested.v1")).toMatchObject({ template: "offer-by-reply.v1" });
    const reply = async (text: string, from: string) => {
      const at = new Date().toISOString();
      const data = { from, text, at, id: crypto.randomUUID() };
      const signed = house.world.signed(
        "government-services",
        [{ type: "notice.replied.v1", data }],
        new Date(),
      );
      const answer = await house.ask("/v1/gateways/government-services/events", signed);
      house.seen.push({ in: "results of events", text: await answer.clone().text() });
      expect(answer.status).toBe(200);
    };
    await reply(`我是${elderName}，证件${elder.id}，卡号${elderAccount}`, elderPhone);
    await reply(`${elderName} ${elderPhone}`, `${elderPhone} ${elder.id}`);
    await reply("同意", elderPhone);
    await house.deliver();
    expect(lastOf("notice.requested.v1")).toMatchObject({ template: "decided-sms.v1" });

    const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const together = { agent: subject, agentCardSeen: true, until };
    expect((await house.ask(`${own}/mandates`, json(together, clerk))).status).toBe(201);
    const wrong = { ...together, agent: { ...subject, id: `${subject.id}9` } };
    expect((await house.ask(`${own}/mandates`, json(wrong, clerk))).status).toBe(400);
    const citizen = await house.world.token({ sub: "elder", subject: elder }, new Date());
    canaries.push({ name: "token of the elder", value: citizen.split(".")[2] ?? "" });
    const charge = async (said: string) => {
      const charging = { agent: subject, name: said, until };
      return (await house.ask("/v1/me/mandates", json(charging, citizen))).status;
    };
    expect([await charge(`不是${name}`), await charge(name)]).toEqual([409, 201]);
    await house.deliver();
    const agent = await come(subject);
    const again = await house.ask(agent, { headers: { authorization: `Bearer ${clerk}` } });
    const { held } = (await again.json()) as { held: { mandate: string }[] };
    const other = await house.ask(`${agent}/mandates/${held[0]?.mandate}/visits`, json({}, clerk));
    expect(other.status).toBe(201);
    await house.deliver();
    expect(await findAll()).toEqual([]);
  });

  test("when what is sent is broken, in the wrong place or from nobody", async () => {
    const link = String(house.world.received.find(({ data }) => data["link"])?.data["link"]);
    const code = new URL(link).hash.slice(1);
    const token = await house.world.token({ sub: "auditor", roles: ["auditor"] }, new Date());
    canaries.push({ name: "token of the auditor", value: token.split(".")[2] ?? "" });
    const said = { subject, name, phone, account, address, grounds, code };
    const all = JSON.stringify(said);
    const statuses: number[] = [];
    const ask = async (path: string, init: RequestInit, how?: { isStray: boolean }) =>
      statuses.push((await house.ask(path, init, how)).status);

    const events = "/v1/departments/public-security/events";
    const signed = house.world.signed("public-security", [facts(said)], new Date());
    await ask(events, { ...signed, body: `${signed.body} ` });
    await ask("/v1/departments/nobody/events", signed);
    for (const body of [`${all}}`, `{"type": "${name} ${phone}`, all]) {
      const headers = house.world.signed("public-security", [], new Date()).headers;
      await ask(events, { method: "POST", headers, body });
    }
    const faulty = [
      facts({ [name]: phone, birthDate: subject.id }),
      contact({ phone: `${phone} ${name}` }),
      contact({ account: { bank: name, number: `${account}x`, holder: 7 } }),
      { type: "facts.reported.v1", data: { subject: { ...subject, id: `${subject.id}1` } } },
      { type: `${name}.v1`, data: said },
      { type: "fulfilment.reported.v1", data: { endToEndId: account, result: name } },
    ];
    expect((await report("public-security", faulty)).status).toBe(200);

    const near = code.slice(0, -1) + (code.endsWith("a") ? "b" : "a");
    canaries.push({ name: "code that nearly is one", value: near });
    for (const typed of [near, all, `${link} ${name}`]) await ask("/c", form({ code: typed }));
    await ask(`/c?code=${code}&name=${encodeURIComponent(name)}`, {}, { isStray: true });
    await ask("/c/decision", form({ decision: name, handle: code }));
    await ask("/c/decision", form({ decision: "confirm" }, { "sec-fetch-site": "cross-site" }));
    await ask("/c/check", form({ lastFour: subject.id, handle: all }));
    await ask(`/c/nowhere/${code}`, {}, { isStray: true });
    await ask("/verify", form({ text: all }));
    const keys = { [name]: 1, [phone]: 2, [subject.id]: { [account]: 3 } };
    const bodies = [all, `${all}}`, `"${phone}`, { document: said, signature: code }, keys];
    for (const body of bodies) {
      for (const path of [
        "/v1/verifications",
        "/v1/verifications/messages",
        "/v1/phone-codes",
        "/v1/phone-codes/verification",
        "/v1/hints",
      ])
        await ask(path, json(body));
      await ask("/v1/objections", json(body, token));
      await ask("/v1/console/explanations", json(body, token));
      await ask("/v1/console/explanations", json(body, `${token}x`));
      await ask("/v1/console/proposals", json(body, token));
    }
    await ask("/v1/console/explanations", json({ subject, policy: name, purpose: "审计" }, token));
    expect(statuses.filter((status) => status >= 400).length).toBeGreaterThan(40);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(await findAll()).toEqual([]);
  });

  test("when the vault is spoilt and what rests on it becomes a dead letter", async () => {
    const first = house.world.received.find(({ type }) => type === "fulfilment.requested.v1");
    const { endToEndId } = first?.data ?? {};
    const reference = String(endToEndId);
    const db = databaseOf(house.databases, shardOf(reference));
    await db
      .prepare("UPDATE subjects SET phone_sealed = ?1, name_sealed = ?1, document_sealed = ?1")
      .bind(`${phone} ${name} ${subject.id}`)
      .run();
    const about = await db
      .prepare("SELECT subject_key AS subjectKey, policy FROM instructions WHERE end_to_end_id = ?")
      .bind(reference)
      .first<{ subjectKey: string; policy: string }>();
    if (about === null) throw new Error("there is no such instruction");
    const now = new Date();
    const task = newTask(
      { ...about, topic: "notify", kind: "returned", reference, dueAt: now },
      now,
    );
    await storeTasks(db, [task]).run();
    const shard = shardOf(reference);
    await house.deliver([
      { to: "notify", body: { shard, dueAt: task.dueAt, id: task.id } },
      { to: "notify", body: { phone, name, id: subject.id } },
      { to: "fulfil", body: `${account} ${name}` },
    ]);
    await house.runSweep();
    // A table that is gone: the request breaks off, and its code is bound to the statement that does.
    await db.prepare("DROP TABLE links").run();
    const code = canaries.find((one) => one.name === "code of the link")?.value ?? "";
    expect((await house.ask("/c", form({ code }))).status).toBe(500);
    expect(house.seen.findLast((one) => one.in === "log")?.text).toContain("confirm: POST /c:");
    const letters = (await kept()).filter((one) => one.in === "row of dead_letters");
    expect(letters.map(({ text }) => text).join("\n")).toContain(task.id);
    expect(await findAll()).toEqual([]);
  });
});

describe("the search can fail", () => {
  test("a planted line is found in every way of writing, wherever it stands", () => {
    for (const canary of canaries) {
      for (const writing of writingsOf(canary.value)) {
        const planted = { in: "log", text: `notify: failed {"to":"${writing}"}` };
        expect(findCanaries([canary], [...house.seen.slice(0, 5), planted])).not.toEqual([]);
      }
    }
  });

  test("what was really logged, asked, queued and refused was looked at", () => {
    console.warn(`a line with ${phone}`);
    expect(findCanaries(canaries, house.seen)).toEqual([`phone in log: a line with ${phone}`]);
    const places = new Set(house.seen.map((one) => one.in.replace(/ \d+$/, "")));
    for (const place of ["log", "URL that people ask", "URL that a function asks", "redirect"])
      expect(places).toContain(place);
    for (const place of ["queue notify", "queue fulfil", "refusal"])
      expect(places).toContain(place);
  });

  test("base64 of a longer text is seen through, whatever stands before", () => {
    for (const before of ["", "a", "ab", "abc"]) {
      const text = Buffer.from(`${before}${phone}!`).toString("base64url");
      expect(findCanaries(canaries, [{ in: "URL", text }])).toHaveLength(1);
    }
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { routes, schemas } from "#shared/contract/routes.ts";
import { publicitySchema } from "#shared/contract/publicity.schema.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { enterYear } from "#shared/testing/enter-year.ts";
import { explain } from "#shared/testing/people.ts";

/** Its version of 2020 demands publicity; there is no calendar of that year until two persons enter one. */
const policy = "job-retention-refund";
const organisation = (id: string): SubjectReference => ({
  kind: "organisation",
  idType: "uscc",
  id,
});
const [first, second, third] = [
  organisation("91319900000000019N"),
  organisation("91350100M000100Y43"),
  organisation("523199000000000438"),
] as const;

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2020-06-01T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

/** A company of 200, none laid off, with its name and account; and its confirmation, signed in. */
async function confirmed(subject: SubjectReference, name: string, tail: string): Promise<void> {
  const contact = (data: object) => [
    { type: "contact.reported.v1" as const, data: { subject, ...data } },
  ];
  const facts = (data: object) => [
    { type: "facts.reported.v1" as const, data: { subject, facts: data } },
  ];
  const account = { bank: "上海银行", number: `622200000000${tail}`, holder: name };
  await dev
    .department("market-regulation")
    .send([
      ...contact({ name }),
      ...facts({ establishedOn: "2010-01-01", registeredDistrict: "310107" }),
    ]);
  await dev.department("government-services").send(contact({ phone: `1380000${tail}` }));
  await dev.department("tax").send(contact({ account }));
  await dev.department("economy-informatisation").send(facts({ sizeClass: "small" }));
  await dev.department("human-resources").send(
    facts({
      "insuredHeadcount@2018-12": 200,
      "insuredHeadcount@2019-12": 200,
      "naturalAttrition@2019": 0,
      "unemploymentPremiumPaidFen@2019": 12_000_00,
    }),
  );
  await dev.tick();
  const offer = (await dev.messages()).find(
    ({ to, template }) => to === `1380000${tail}` && template === "offer.v1",
  );
  const token = await dev.citizen(subject);
  const opened = await openOffer(dev, offer?.link ?? "", token);
  expect(opened.page).toContain("拨付前先公示5个工作日，公示单位全称和金额");
  expect((await decide(dev, opened, "confirm", token)).status).toBe(303);
  await dev.tick();
}

const list = async () =>
  z.parse(publicitySchema, await (await dev.fetch("/v1/publicity")).json()).items;
const entryOf = async (name: string) =>
  (await list()).find((one) => one.name === name)?.number ?? "";
const stateOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, policy)).entitlements[0]?.state;
const messagesTo = async (tail: string) =>
  (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));

const handler = async () => dev.staff("handler", "human-resources", { person: "h1" });
const reviewer = async () => dev.staff("reviewer", "human-resources", { person: "r1" });
const get = async (path: string, token: string) =>
  dev.fetch(path, { headers: { authorization: `Bearer ${token}` } });

/** Holds an answer to the schema that /openapi.json gives for it: nothing missing and nothing extra. */
async function described<Shape = Record<string, unknown>>(
  method: "get" | "post",
  path: string,
  response: Response,
): Promise<Shape> {
  const route = routes.find((one) => one.method === method && one.path === path);
  const name = Object.values(route?.responses[response.status]?.content ?? {})[0];
  const schema = Object.entries(schemas).find(([key]) => key === name)?.[1];
  const body: unknown = await response.json();
  if (schema === undefined || !response.ok)
    throw new Error(`${method} ${path} ${response.status}: ${JSON.stringify(body)}`);
  return z.parse(schema, body) as Shape;
}

interface Lodged {
  id: string;
  decisionBy: string | null;
}

/** Verifies a phone by the code in the message. */
async function verified(phone: string): Promise<string> {
  await described("post", "/v1/phone-codes", await dev.post("/v1/phone-codes", { phone }));
  await dev.tick();
  const message = (await dev.messages()).findLast(
    ({ to, template }) => to === phone && template === "phone-code.v1",
  );
  const code = /\d{6}/.exec(message?.body ?? "")?.[0] ?? "";
  const path = "/v1/phone-codes/verification";
  const answer = await described("post", path, await dev.post(path, { phone, code }));
  expect((await dev.post(path, { phone, code })).status).toBe(403);
  return String(answer["verification"]);
}

const grounds = "该单位上年裁员人数与公示不符，附有名单。";
const object = async (body: object, token?: string) =>
  dev.post("/v1/objections", { grounds, ...body }, token);
const accept = async (id: string, decision = "accept", token?: string) =>
  dev.post(
    `/v1/console/objections/${id}/acceptance`,
    { decision, text: "理由充分，予以受理。" },
    token ?? (await handler()),
  );
const answer = async (id: string, body: object, token?: string) =>
  dev.post(
    `/v1/console/objections/${id}/answer`,
    { text: "经核查，与登记的数据一致。", ...body },
    token ?? (await reviewer()),
  );

describe("a refund whose document demands publicity", () => {
  test("is public and unpaid, without a last day while the calendar is missing, and in full", async () => {
    await confirmed(first, "上海甲科技有限公司", "0501");
    expect(await list()).toMatchObject([
      {
        policy,
        name: "上海甲科技有限公司",
        district: "310107",
        amountFen: 6_000_00,
        from: "2020-06-01",
        until: null,
      },
    ]);
    expect(await stateOf(first)).toBe("in-publicity");
    await dev.clock("2020-06-20T02:00:00Z");
    await dev.tick();
    expect(await paidTo("0501")).toEqual([]);
  });

  test("has its last day once the calendar is there, closes by itself, and is paid then", async () => {
    await dev.clock("2020-06-02T02:00:00Z");
    await enterYear(await dev.database("DB_CITY"), { year: 2020 });
    await dev.tick();
    await dev.clock("2020-06-03T02:00:00Z");
    await dev.tick();
    expect(await list()).toMatchObject([{ until: "2020-06-08" }]);
    await dev.clock("2020-06-08T15:00:00Z");
    await dev.tick();
    expect(await paidTo("0501")).toEqual([]);
    await dev.clock("2020-06-08T16:30:00Z");
    await dev.tick();
    expect(await list()).toEqual([]);
    expect(await paidTo("0501")).toMatchObject([{ amountFen: 6_000_00 }]);
    const page = await (await dev.fetch("/publicity", { headers: { accept: "text/html" } })).text();
    expect(page).not.toContain("上海甲科技有限公司");
  });

  test("that is waived while it is public leaves the list, and nothing is paid", async () => {
    await confirmed(third, "上海丙服务中心", "0503");
    expect(await list()).toHaveLength(1);
    const token = await dev.citizen(third);
    const link = (await messagesTo("0503")).find(({ template }) => template === "offer.v1")?.link;
    const opened = await openOffer(dev, link ?? "", token);
    expect((await decide(dev, opened, "waive", token)).status).toBe(303);
    await dev.tick();
    expect(await list()).toEqual([]);
    expect(await stateOf(third)).toBe("waived");
  });
});

describe("an objection by a verified phone", () => {
  let lodged: Lodged;

  test("is lodged, with nothing stopped by it, and once", async () => {
    await confirmed(second, "上海乙实业有限公司", "0502");
    const entry = (await entryOf("上海乙实业有限公司")).toUpperCase();
    expect((await object({ entry })).status).toBe(401);
    const verification = await verified("13900000001");
    const response = await object({ entry, verification });
    expect(response.status).toBe(201);
    lodged = await described<Lodged>("post", "/v1/objections", response);
    expect(lodged.decisionBy).toBe("2020-06-11");
    expect(await stateOf(second)).toBe("in-publicity");
    const again = await object({ entry, verification });
    expect([again.status, (await described<Lodged>("post", "/v1/objections", again)).id]).toEqual([
      200,
      lodged.id,
    ]);
    expect((await object({ entry: "aaaaaaaaaaaaaa", verification })).status).toBe(404);
    expect((await object({ verification })).status).toBe(400);
    expect((await object({ entitlement: "a".repeat(28), verification })).status).toBe(401);
  });

  test("is a work item of the lead department, and no other department sees it", async () => {
    const { items } = await described<{ items: { id: string; raisedBy: string }[] }>(
      "get",
      "/v1/console/objections",
      await get("/v1/console/objections", await handler()),
    );
    expect(items).toMatchObject([{ id: lodged.id, raisedBy: "phone", state: "lodged" }]);
    const others = await get("/v1/console/objections", await dev.staff("handler", "civil-affairs"));
    expect(await others.json()).toEqual({ items: [] });
    const work = await get("/v1/console/work-items?kind=objection", await handler());
    expect(await work.json()).toMatchObject({
      items: [{ reference: lodged.id, owner: "human-resources", dueOn: "2020-06-11" }],
    });
    const detail = await described(
      "get",
      "/v1/console/objections/{id}",
      await get(`/v1/console/objections/${lodged.id}`, await handler()),
    );
    expect(detail).toMatchObject({ grounds });
    expect(JSON.stringify(detail)).not.toContain("1390000");
    const stranger = await dev.staff("handler", "civil-affairs");
    expect((await get(`/v1/console/objections/${lodged.id}`, stranger)).status).toBe(403);
    expect((await accept(lodged.id, "accept", stranger)).status).toBe(403);
    expect((await accept(lodged.id, "accept", await reviewer())).status).toBe(403);
  });

  test("stops the payment once it is accepted; whom it concerns hears of it, not by whom", async () => {
    const path = "/v1/console/objections/{id}/acceptance";
    expect(await described("post", path, await accept(lodged.id))).toMatchObject({
      state: "accepted",
      frozen: true,
      consideredBy: expect.stringMatching(/./),
    });
    expect((await accept(lodged.id)).status).toBe(200);
    expect((await accept(lodged.id, "decline")).status).toBe(409);
    expect(await stateOf(second)).toBe("objection-under-review");
    await dev.tick();
    const told = await messagesTo("0502");
    expect(told.at(-1)).toMatchObject({ template: "objection-frozen.v1" });
    expect(told.at(-1)?.body).toContain("核查期间暂缓兑现");
    expect(JSON.stringify(told)).not.toContain("1390000");
    await dev.clock("2020-06-20T02:00:00Z");
    await dev.tick();
    expect(await list()).toEqual([]);
    expect(await paidTo("0502")).toEqual([]);
  });

  test("is answered by another person; refused, the payment goes on, and everybody hears", async () => {
    const alsoHandler = await dev.staff("reviewer", "human-resources", { person: "h1" });
    expect((await answer(lodged.id, { decision: "refused" }, alsoHandler)).status).toBe(403);
    const corrected = { decision: "upheld", finding: "facts-corrected" };
    expect((await answer(lodged.id, corrected)).status).toBe(409);
    const path = "/v1/console/objections/{id}/answer";
    const response = await answer(lodged.id, { decision: "refused" });
    expect(await described("post", path, response)).toMatchObject({ state: "refused" });
    await dev.tick();
    expect(await paidTo("0502")).toMatchObject([{ amountFen: 6_000_00 }]);
    const concerned = (await messagesTo("0502")).find(
      ({ template }) => template === "objection-answered.v1",
    );
    expect(concerned?.body).toContain("60日内申请行政复议");
    expect(concerned?.body).toContain("6个月内");
    expect((await dev.messages()).findLast(({ to }) => to === "13900000001")).toMatchObject({
      template: "objection-result.v1",
    });
  });

  test("is read, with its reasons, by whom it concerns; who objected learns whether it was upheld", async () => {
    const own = await described<{ items: Record<string, unknown>[] }>(
      "get",
      "/v1/objections",
      await get("/v1/objections", await dev.citizen(second)),
    );
    expect(own.items).toMatchObject([
      {
        id: lodged.id,
        role: "concerned",
        state: "refused",
        text: "经核查，与登记的数据一致。",
        remedies: { zh: expect.stringContaining("行政复议") },
      },
    ]);
    expect(JSON.stringify(own)).not.toContain(grounds);
    await dev.clock("2020-06-20T03:00:00Z");
    const verification = await verified("13900000001");
    const lodgedBy = await dev.fetch("/v1/objections", {
      headers: { "phone-verification": verification },
    });
    const { items } = await described<{ items: Record<string, unknown>[] }>(
      "get",
      "/v1/objections",
      lodgedBy,
    );
    expect(items).toMatchObject([{ id: lodged.id, role: "objector", state: "refused" }]);
    expect(items[0]).not.toHaveProperty("text");
    expect((await dev.fetch("/v1/objections")).status).toBe(401);
  });

  test("comes too late once the list has closed", async () => {
    const verification = await verified("13900000009");
    const db = await Promise.all(
      (["DB_0", "DB_1"] as const).map(async (binding) =>
        (await dev.database(binding)).prepare("SELECT id FROM publicity").all<{ id: string }>(),
      ),
    );
    const [known] = db.flatMap(({ results }) => results);
    expect((await object({ entry: known?.id, verification })).status).toBe(410);
  });
});

describe("an objection of the company itself", () => {
  const fourth = organisation("5331990000000006XP");
  const token = async () => dev.citizen(fourth);

  test("to its own amount is lodged signed in, and stops its own payment when it is accepted", async () => {
    await confirmed(fourth, "上海丁工厂", "0504");
    const { entitlements } = await explain(dev, fourth, policy);
    const entitlement = entitlements[0]?.id;
    const stranger = await dev.citizen(first);
    expect((await object({ entitlement }, stranger)).status).toBe(404);
    const lodged = await described<Lodged>(
      "post",
      "/v1/objections",
      await object({ entitlement }, await token()),
    );
    await accept(lodged.id);
    expect(await stateOf(fourth)).toBe("objection-under-review");

    // An approver may lift the freeze; the objection is examined on.
    const lifting = `/v1/console/entitlements/${entitlement}/freeze-lifting`;
    const text = { text: "核查不影响拨付，先行恢复。" };
    expect((await dev.post(lifting, text, await reviewer())).status).toBe(403);
    const approver = await dev.staff("approver", "human-resources", { person: "a1" });
    const other = await dev.staff("approver", "civil-affairs", { person: "a2" });
    expect((await dev.post(lifting, text, other)).status).toBe(403);
    const lifted = await dev.post(lifting, text, approver);
    const path = "/v1/console/entitlements/{id}/freeze-lifting";
    expect(await described("post", path, lifted)).toEqual({ entitlement, state: "in-publicity" });
    expect((await dev.post(lifting, text, approver)).status).toBe(404);

    // The steward corrects the facts: the system works out the right amount, and the answer can say so.
    await dev.department("human-resources").send([
      {
        type: "facts.reported.v1",
        data: { subject: fourth, facts: { "unemploymentPremiumPaidFen@2019": 14_000_00 } },
      },
    ]);
    await dev.tick();
    const upheld = { decision: "upheld", finding: "facts-corrected" };
    expect((await answer(lodged.id, upheld)).status).toBe(200);
    await dev.tick();
    expect(await list()).toMatchObject([{ name: "上海丁工厂", amountFen: 7_000_00 }]);
    expect((await messagesTo("0504")).at(-1)?.body).toContain("异议成立");
  });

  test("to its layoff rate, though nothing was opened, is answered once the facts are corrected", async () => {
    const fifth = organisation("31319900000000094M");
    await dev.department("human-resources").send([
      {
        type: "facts.reported.v1",
        data: {
          subject: fifth,
          facts: {
            "insuredHeadcount@2018-12": 200,
            "insuredHeadcount@2019-12": 100,
            "naturalAttrition@2019": 0,
            "unemploymentPremiumPaidFen@2019": 12_000_00,
          },
        },
      },
    ]);
    await dev
      .department("economy-informatisation")
      .send([
        { type: "facts.reported.v1", data: { subject: fifth, facts: { sizeClass: "small" } } },
      ]);
    await dev.tick();
    expect(await explain(dev, fifth, policy)).toMatchObject({ verdict: "unmet", entitlements: [] });
    const lodged = await described<Lodged>(
      "post",
      "/v1/objections",
      await object({ policy }, await dev.citizen(fifth)),
    );
    await accept(lodged.id);
    const upheld = { decision: "upheld", finding: "facts-corrected" };
    expect((await answer(lodged.id, upheld)).status).toBe(409);
    await dev.clock("2020-06-21T02:00:00Z");
    await dev.department("human-resources").send([
      {
        type: "facts.reported.v1",
        data: { subject: fifth, facts: { "insuredHeadcount@2019-12": 200 } },
      },
    ]);
    await dev.tick();
    expect((await answer(lodged.id, upheld)).status).toBe(200);
    expect(await stateOf(fifth)).toBe("awaiting-confirmation");
  });
});

describe("a hint without a name", () => {
  test("is work for the lead department, and has no effect on anything", async () => {
    const entry = await entryOf("上海丁工厂");
    const before = await list();
    const hint = { policy, entry, text: "听说这家单位已经停产。" };
    const response = await dev.post("/v1/hints", hint);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ state: "received" });
    await dev.tick();
    const work = await get("/v1/console/work-items?kind=hint", await handler());
    const { items } = (await work.json()) as { items: { reference: string }[] };
    const path = `/v1/console/hints/${items[0]?.reference}`;
    const read = await described("get", "/v1/console/hints/{id}", await get(path, await handler()));
    expect(read).toMatchObject({ policy, entry, text: hint.text });
    const stranger = await dev.staff("handler", "civil-affairs");
    expect((await get(path, stranger)).status).toBe(403);
    expect(await list()).toEqual(before);
    expect(await stateOf(organisation("5331990000000006XP"))).toBe("in-publicity");
    expect((await dev.post("/v1/hints", { ...hint, policy: "none" })).status).toBe(404);
  });
});

describe("a one-time code", () => {
  const phone = "13900000077";
  const codes = async () => (await dev.messages()).filter(({ to }) => to === phone);
  const check = async (code: string) =>
    (await dev.post("/v1/phone-codes/verification", { phone, code })).status;

  test("is sent once a minute and five times a day, however many ask at once", async () => {
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => dev.post("/v1/phone-codes", { phone })),
    );
    expect(asked.map(({ status }) => status).toSorted()).toEqual([
      202,
      ...Array.from({ length: 9 }, () => 429),
    ]);
    await dev.tick();
    expect(await codes()).toHaveLength(1);
    for (let minute = 1; minute < 5; minute += 1) {
      await dev.clock(`2020-06-21T03:0${minute * 2}:00Z`);
      expect((await dev.post("/v1/phone-codes", { phone })).status).toBe(202);
    }
    await dev.clock("2020-06-21T03:30:00Z");
    expect((await dev.post("/v1/phone-codes", { phone })).status).toBe(429);
  });

  test("is tried five times, at once or not, and then no more", async () => {
    const other = "13900000078";
    await dev.post("/v1/phone-codes", { phone: other });
    await dev.tick();
    const body = (await dev.messages()).findLast(({ to }) => to === other)?.body ?? "";
    const right = /\d{6}/.exec(body)?.[0] ?? "";
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
    const tried = await Promise.all(
      Array.from({ length: 8 }, () =>
        dev.post("/v1/phone-codes/verification", { phone: other, code: wrong }),
      ),
    );
    expect(tried.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 403));
    const late = await dev.post("/v1/phone-codes/verification", { phone: other, code: right });
    expect(late.status).toBe(403);
  });

  test("that was never sent to anybody verifies nothing, and one that is old neither", async () => {
    expect(await check("000000")).toBe(403);
    expect(
      (await dev.post("/v1/phone-codes/verification", { phone: "13900000079", code: "123456" }))
        .status,
    ).toBe(403);
    const old = "13900000080";
    await dev.post("/v1/phone-codes", { phone: old });
    await dev.tick();
    const body = (await dev.messages()).findLast(({ to }) => to === old)?.body ?? "";
    const code = /\d{6}/.exec(body)?.[0] ?? "";
    await dev.clock("2020-06-21T04:30:00Z");
    const late = await dev.post("/v1/phone-codes/verification", { phone: old, code });
    expect(late.status).toBe(403);
    expect((await dev.post("/v1/phone-codes", { phone: "12345" })).status).toBe(400);
  });
});

describe("an objection that is upheld", () => {
  const notEntitled = { decision: "upheld", finding: "not-entitled", text: "属于政策排除的单位。" };
  const lodged = async (name: string, phone: string): Promise<Lodged> => {
    const verification = await verified(phone);
    const response = await object({ entry: await entryOf(name), verification });
    return described<Lodged>("post", "/v1/objections", response);
  };

  test("ends what is not paid, for good: neither facts nor time begin it again", async () => {
    await dev.clock("2020-06-22T01:00:00Z");
    const subject = organisation("91319900000000027H");
    await confirmed(subject, "上海己有限公司", "0506");
    const { id } = await lodged("上海己有限公司", "13900000006");
    await accept(id);
    expect((await answer(id, notEntitled)).status).toBe(200);
    await dev.tick();
    expect((await list()).map(({ name }) => name)).not.toContain("上海己有限公司");
    await dev.clock("2020-06-22T02:00:00Z");
    await dev.department("human-resources").send([
      {
        type: "facts.reported.v1",
        data: { subject, facts: { "unemploymentPremiumPaidFen@2019": 13_000_00 } },
      },
    ]);
    await dev.tick();
    await dev.clock("2020-08-03T02:00:00Z");
    await dev.tick();
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { state: "terminated", heldBecause: "异议成立，不再兑现" },
    ]);
    expect(await paidTo("0506")).toEqual([]);
  });

  test("after the payment claims it back to the fen, whatever the law lets the subject say first", async () => {
    const subject = organisation("51319900000000078X");
    await confirmed(subject, "上海庚研究所", "0507");
    const { id } = await lodged("上海庚研究所", "13900000007");
    // The handler is late: the window closes, and what nobody has stopped is paid.
    await dev.clock("2020-08-12T02:00:00Z");
    await dev.tick();
    const [instruction] = await paidTo("0507");
    await accept(id);
    expect((await answer(id, notEntitled)).status).toBe(409);
    await dev.report(instruction?.endToEndId ?? "", "paid");
    await dev.tick();
    expect((await answer(id, notEntitled)).status).toBe(200);
    await dev.tick();
    const found = await Promise.all(
      (["DB_0", "DB_1"] as const).map(async (binding) =>
        (await dev.database(binding))
          .prepare("SELECT kind, state, amount_fen FROM adjustments WHERE ground = ?")
          .bind(`objection:${id}`)
          .all(),
      ),
    );
    expect(found.flatMap(({ results }) => results)).toEqual([
      { kind: "recovery", state: "found", amount_fen: 6_000_00 },
    ]);
    expect((await messagesTo("0507")).at(-1)?.body).toContain("依法追回");
    const work = await get(
      "/v1/console/work-items?kind=objection&state=closed&late=true",
      await handler(),
    );
    expect(await work.json()).toMatchObject({ items: [{ reference: id, late: true }] });
  });
});

test("no log of all this holds a phone, a name or a reason", () => {
  const logs = dev.logs().join("\n");
  for (const secret of ["1390000", "裁员人数", "上海乙实业"]) expect(logs).not.toContain(secret);
});

import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { counterReceiptSchema, visitSchema } from "#shared/contract/window.schema.ts";
import { schemas } from "#shared/contract/routes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer, readReceipt } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import {
  explain,
  organisation,
  reportContact,
  reportPerson,
  resident,
} from "#shared/testing/people.ts";

type Visit = z.output<typeof visitSchema>;
type Receipt = z.output<typeof counterReceiptSchema>;

const allowance = "senior-comprehensive-allowance";
const visits = "/v1/console/window/visits";

let dev: Dev;
let clerk: string;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
  clerk = await dev.staff("window", "civil-affairs", { person: "clerk" });
});
afterAll(async () => dev.close());

/** Somebody of whom departments report enough for an offer. */
async function elder(number: number, birthDate = "1950-05-05"): Promise<SubjectReference> {
  const subject = resident(birthDate, number);
  await reportContact(dev, subject, String(number).padStart(4, "0"));
  await reportPerson(dev, subject, { birthDate, hukouDistrict: "310101" });
  await dev.tick();
  return subject;
}

const come = async (subject: SubjectReference, more: object = {}, token = clerk) =>
  dev.post(visits, { subject, cardSeen: true, ...more }, token);

async function visitOf(subject: SubjectReference): Promise<Visit> {
  const response = await come(subject);
  expect(response.status).toBe(201);
  return z.parse(schemas.Visit, await response.json());
}

const offerIn = ({ offers }: Visit, policy = allowance) => {
  const offer = offers.find((one) => one.offer.policy === policy);
  if (offer === undefined) throw new Error(`nothing was offered of ${policy}`);
  return offer;
};

const say = async (visit: Visit, decision: string, more: object = {}, token = clerk) =>
  dev.post(
    `${visits}/${visit.visit}/decisions`,
    { offer: offerIn(visit).offer, decision, readOut: true, ...more },
    token,
  );

async function receiptOf(response: Response): Promise<Receipt> {
  expect(response.status).toBe(200);
  return z.parse(schemas.CounterReceipt, await response.json());
}

const stateOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, allowance)).entitlements.map(({ state }) => state);

async function rows<Row>(query: string, ...values: readonly string[]): Promise<Row[]> {
  const shards = await Promise.all([dev.database("DB_0"), dev.database("DB_1")]);
  const results = await Promise.all(
    shards.map(async (db) =>
      db
        .prepare(query)
        .bind(...values)
        .all<Row>(),
    ),
  );
  return results.flatMap((result) => result.results);
}

describe("whoever comes with the card", () => {
  test("hears what waits, masked, and confirms with a receipt, a document of record and a payment", async () => {
    const subject = await elder(901);
    const visit = await visitOf(subject);
    expect(visit.name).toBe("王**");
    expect(offerIn(visit)).toMatchObject({
      title: "老年综合津贴",
      standing: "open",
      benefit: "每月150元",
      account: "中国工商银行 尾号0901",
      promise: expect.stringMatching(/./),
      choices: ["confirm", "waive"],
    });
    expect(JSON.stringify(visit)).not.toMatch(/3199001950|6222000|1380000/);
    const receipt = await receiptOf(await say(visit, "confirm"));
    expect(receipt).toMatchObject({
      decision: "confirm",
      way: expect.stringMatching(
        /^本人持证件到窗口确认，由窗口工作人员（编号[a-z2-7]+）核对证件后登记$/,
      ),
      document: { kind: "application", number: receipt.receipt, assurance: "counter" },
    });
    const { document, signature } = receipt;
    const genuine = await dev.post("/v1/verifications", { document, signature });
    expect(await genuine.json()).toMatchObject({ genuine: true });
    const slip = { number: receipt.messageNumber ?? "" };
    const ours = await dev.post("/v1/verifications/messages", slip);
    expect(await ours.json()).toEqual({ ours: true });
    await dev.tick();
    expect(await stateOf(subject)).toEqual(["fulfilling"]);
    const accesses = await rows<{ purpose: string; scope: string }>(
      "SELECT purpose, scope FROM accesses WHERE role = 'window' AND subject_key = (SELECT subject_key FROM visits WHERE id = ?)",
      visit.visit,
    );
    expect(accesses).toEqual([
      { purpose: "本人到窗口办理", scope: expect.stringContaining(allowance) },
    ]);
  });

  test("is asked again before waiving, and takes it back in another visit", async () => {
    const subject = await elder(902);
    const visit = await visitOf(subject);
    const unasked = await say(visit, "waive");
    expect(unasked.status).toBe(409);
    expect(await unasked.json()).toMatchObject({ detail: expect.stringContaining("再问一次") });
    expect(await stateOf(subject)).toEqual(["awaiting-confirmation"]);
    const waiver = await receiptOf(await say(visit, "waive", { askedAgain: true }));
    expect(waiver.document).toMatchObject({ kind: "waiver", assurance: "counter" });
    expect(await stateOf(subject)).toEqual(["waived"]);
    const later = await visitOf(subject);
    expect(offerIn(later)).toMatchObject({ standing: "waived", choices: ["confirm"] });
    await receiptOf(await say(later, "confirm"));
    await dev.tick();
    expect(await stateOf(subject)).toEqual(["fulfilling"]);
  });

  test("ends a standing decision for later periods while a payment is under way", async () => {
    const subject = await elder(903);
    await receiptOf(await say(await visitOf(subject), "confirm"));
    await dev.tick();
    const visit = await visitOf(subject);
    expect(offerIn(visit)).toMatchObject({ laterPeriodsOnly: true, choices: ["waive"] });
    await receiptOf(await say(visit, "waive", { askedAgain: true }));
    expect(await stateOf(subject)).toEqual(["fulfilling"]);
  });

  test("sees what takes a sign-in elsewhere: the card is as sure", async () => {
    const subject = resident("1990-05-05", 904);
    const facts = (told: object) => [
      { type: "facts.reported.v1" as const, data: { subject, facts: told as never } },
    ];
    await reportContact(dev, subject, "0904");
    await reportPerson(dev, subject, { birthDate: "1990-05-05", hukouDistrict: "310101" });
    const disability = { disabilityGrade: 2, disabilityCategory: 1 };
    await dev.department("disabled-persons-federation").send(facts(disability));
    await dev.department("civil-affairs").send(facts({ minimumLivingAllowance: true }));
    await dev.tick();
    const visit = await visitOf(subject);
    const { offer } = offerIn(visit, "disability-living-allowance");
    const response = await dev.post(
      `${visits}/${visit.visit}/decisions`,
      { offer, decision: "confirm", readOut: true },
      clerk,
    );
    expect((await receiptOf(response)).title).toBe("困难残疾人生活补贴");
  });
});

describe("one decision, one receipt", () => {
  test("the same at the counter again, and of the tap before it", async () => {
    const subject = await elder(911);
    const message = (await dev.messages()).findLast(({ to }) => to === "13800000911");
    const offer = await openOffer(dev, message?.link ?? "");
    const visit = await visitOf(subject);
    await decide(dev, offer, "confirm");
    const { number } = await readReceipt(dev, offer);
    const first = await receiptOf(await say(visit, "confirm"));
    const second = await receiptOf(await say(visit, "confirm"));
    expect([first.receipt, second.receipt]).toEqual([number, number]);
    expect(first.way).toBe("本人凭短信链接确认");
    expect(first).not.toHaveProperty("messageNumber");
    expect(await rows("SELECT id FROM counter_decisions WHERE visit = ?", visit.visit)).toEqual([]);
  });

  test("however many taps and counters come at once", async () => {
    const subject = await elder(912);
    const message = (await dev.messages()).findLast(({ to }) => to === "13800000912");
    const offer = await openOffer(dev, message?.link ?? "");
    const visit = await visitOf(subject);
    const taps = Array.from({ length: 5 }, async () => decide(dev, offer, "confirm"));
    const counters = Array.from({ length: 5 }, async () => say(visit, "confirm"));
    const statuses = await Promise.all(taps.map(async (one) => (await one).status));
    expect(new Set(statuses)).toEqual(new Set([303]));
    const receipts = await Promise.all(counters.map(async (one) => receiptOf(await one)));
    const { number } = await readReceipt(dev, offer);
    expect(new Set(receipts.map(({ receipt }) => receipt))).toEqual(new Set([number]));
    const written = await rows<{ receipt: string }>(
      "SELECT receipt FROM counter_decisions WHERE visit = ?",
      visit.visit,
    );
    expect(written.length).toBeLessThanOrEqual(1);
    await dev.tick();
    const paid = (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0912"));
    expect(paid).toHaveLength(1);
  });

  test("what was read out before the account changed is not decided", async () => {
    const subject = await elder(913);
    const visit = await visitOf(subject);
    const account = { bank: "上海银行", number: "6222000000009999", holder: "王建国" };
    await dev
      .department("human-resources")
      .send([{ type: "contact.reported.v1", data: { subject, account } }]);
    const changed = await say(visit, "confirm");
    expect(changed.status).toBe(409);
    expect(await stateOf(subject)).toEqual(["awaiting-confirmation"]);
  });
});

describe("nobody else", () => {
  test("is served: organisations, children under 14, the dead, strangers, wrong numbers, the clerk", async () => {
    expect((await come(organisation)).status).toBe(403);
    const child = resident("2016-05-05", 921);
    await reportPerson(dev, child, { birthDate: "2016-05-05" });
    expect((await come(child)).status).toBe(403);
    const dead = await elder(922);
    await reportPerson(dev, dead, { deathDate: "2026-11-15" });
    const refused = await come(dead);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining("已经去世") });
    expect((await come(resident("1951-01-01", 923))).status).toBe(404);
    const self = await elder(926);
    const alone = await dev.staff("window", "civil-affairs", { self });
    expect((await come(self, {}, alone)).status).toBe(403);
    expect((await come(self)).status).toBe(201);
    expect((await come({ ...dead, id: "319900195703080013" } as SubjectReference)).status).toBe(
      400,
    );
  });

  test("decides without the declaration, the reading out, or the role; nor another clerk in the visit", async () => {
    const subject = await elder(924);
    expect((await dev.post(visits, { subject }, clerk)).status).toBe(400);
    expect((await come(subject, { cardSeen: false })).status).toBe(400);
    for (const role of ["handler", "operations", "auditor"])
      expect((await come(subject, {}, await dev.staff(role, "civil-affairs"))).status).toBe(403);
    expect((await come(subject, {}, await dev.citizen(subject))).status).toBe(403);
    const visit = await visitOf(subject);
    expect((await say(visit, "confirm", { readOut: false })).status).toBe(400);
    const other = await dev.staff("window", "civil-affairs", { person: "another" });
    expect((await say(visit, "confirm", {}, other)).status).toBe(404);
    const handler = await dev.staff("handler", "civil-affairs");
    expect((await say(visit, "confirm", {}, handler)).status).toBe(403);
    expect((await say({ ...visit, visit: "aa" }, "confirm")).status).toBe(404);
    expect((await dev.post(visits, { subject, cardSeen: true })).status).toBe(401);
    expect(await stateOf(subject)).toEqual(["awaiting-confirmation"]);
  });

  test("decides once the visit is over", async () => {
    const subject = await elder(925);
    const visit = await visitOf(subject);
    await dev.clock("2026-11-16T04:30:00Z");
    expect((await say(visit, "confirm")).status).toBe(404);
    await dev.clock("2026-11-16T02:00:00Z");
    expect(await stateOf(subject)).toEqual(["awaiting-confirmation"]);
  });
});

test("auditors see what each clerk did on a day, and nobody else does", async () => {
  const busy = await dev.staff("window", "civil-affairs", { person: "busy" });
  const subject = await elder(931);
  const response = await come(subject, {}, busy);
  const visit = z.parse(schemas.Visit, await response.json());
  await say(visit, "waive", { askedAgain: true }, busy);
  await say(visit, "confirm", {}, busy);
  const ask = async (token: string, query = "") =>
    dev.fetch(`/v1/console/window/counts${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  const answer = await ask(await dev.staff("auditor"));
  const { day, clerks } = z.parse(schemas.ClerkCounts, await answer.json());
  expect(day).toBe("2026-11-16");
  expect(clerks).toContainEqual({
    clerk: expect.stringMatching(/^[a-z2-7]{26}$/),
    department: "civil-affairs",
    visits: 1,
    confirmed: 1,
    waived: 1,
  });
  expect((await ask(busy)).status).toBe(403);
  const other = await ask(await dev.staff("auditor"), "?day=2026-11-15");
  expect(await other.json()).toEqual({ day: "2026-11-15", clerks: [] });
  expect((await ask(await dev.staff("auditor"), "?day=x")).status).toBe(400);
});

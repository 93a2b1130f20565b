import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventResultsSchema } from "#shared/contract/events.schema.ts";
import { schemas } from "#shared/contract/routes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer, readReceipt } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

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

const come = async (subject: SubjectReference) =>
  z.parse(schemas.Visit, await (await dev.post(visits, { subject, cardSeen: true }, clerk)).json());

/** Somebody without a smartphone: who said so at the counter before anything was due. Gives the tail of the phone. */
async function elder(
  number: number,
  tail = String(number).padStart(4, "0"),
): Promise<SubjectReference> {
  const subject = resident("1950-05-05", number);
  await reportContact(dev, subject, tail);
  const { visit } = await come(subject);
  const wanted = await dev.post(`${visits}/${visit}/sms-replies`, { wanted: true }, clerk);
  expect(z.parse(schemas.Visit, await wanted.json()).answersBySms).toBe(true);
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
  return subject;
}

const messagesTo = async (tail: string, template = "") =>
  (await dev.messages()).filter(
    (one) => one.to === `1380000${tail}` && one.template.startsWith(template),
  );

async function asked(tail: string) {
  const message = (await messagesTo(tail, "offer-by-reply")).at(-1);
  if (message === undefined) throw new Error("nothing was asked");
  return message;
}

/** Answers the message; gives the result that the gateway is told. */
async function reply(noticeId: string, text: string, more: object = {}) {
  const response = await dev.post(`/sandbox/messages/${noticeId}/replies`, { text, ...more });
  expect(response.status).toBe(200);
  return eventResultsSchema.parse(await response.json()).results[0];
}

const stateOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, allowance)).entitlements.map(({ state }) => state);
const waiting = ["awaiting-confirmation"];

describe("who has no smartphone", () => {
  test("is asked by a message that says how to answer, has no link, and asks for nothing else", async () => {
    await elder(601);
    const message = await asked("0601");
    expect(message.body).toContain("同意领取，直接回复数字1；不领，回复“放弃1”");
    expect(message.body).toContain("我们不要证件号、银行卡号、验证码，也不要钱");
    expect(message.body).toMatch(/验真编号/);
    expect(message.link).toBeUndefined();
    expect(message.body).not.toMatch(/http|不会向您索要任何信息/);
  });

  test("answers with the number: confirmed, with receipt, document and payment, and told so once", async () => {
    const subject = await elder(602);
    const { noticeId } = await asked("0602");
    const once = { id: "one", at: "2026-11-16T02:00:00Z" };
    expect(await reply(noticeId, " 1。", once)).toMatchObject({ status: "accepted" });
    expect(await reply(noticeId, " 1。", once)).toMatchObject({ status: "duplicate" });
    await dev.tick();
    expect(await stateOf(subject)).toEqual(["fulfilling"]);
    const [told, ...more] = await messagesTo("0602", "decided-sms");
    expect(more).toEqual([]);
    const number = /回执号([A-Z2-7]{12})/.exec(told?.body ?? "")?.[1];
    expect(told?.body).toContain("您已用短信回复确认领取老年综合津贴");
    const { offers } = await come(subject);
    expect(offers[0]).toMatchObject({ standing: "confirmed", receipt: number });
    const paid = (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0602"));
    expect(paid).toHaveLength(1);
    // Another reply that says the same is answered by what is so.
    await reply(noticeId, "同意");
    await dev.tick();
    const [again] = await messagesTo("0602", "reply-decided");
    expect(again?.body).toContain(`您已确认领取，回执号${number}`);
  });

  test("is asked once more before waiving, by a second word that only this phone gets", async () => {
    const subject = await elder(603);
    const { noticeId } = await asked("0603");
    await reply(noticeId, "放弃1", { at: "2026-11-16T02:00:00Z" });
    await dev.tick();
    expect(await stateOf(subject)).toEqual(waiting);
    const [sure] = await messagesTo("0603", "reply-sure");
    const code = /“放弃 (\d{4})”/.exec(sure?.body ?? "")?.[1] ?? "none";
    const wrong = code === "1234" ? "4321" : "1234";
    await reply(noticeId, `放弃 ${wrong}`, { at: "2026-11-16T02:01:00Z" });
    expect(await stateOf(subject)).toEqual(waiting);
    await reply(noticeId, `放弃 ${code}`, { at: "2026-11-16T02:02:00Z" });
    expect(await stateOf(subject)).toEqual(["waived"]);
    await dev.tick();
    expect(await messagesTo("0603", "decided-sms")).toHaveLength(1);
    // Taken back with the number, as it was offered.
    await reply(noticeId, "1", { at: "2026-11-16T02:03:00Z" });
    expect(await stateOf(subject)).not.toEqual(["waived"]);
  });

  test("who writes anything else is helped once, and a machine that answers machines is not", async () => {
    const subject = await elder(604);
    const { noticeId } = await asked("0604");
    for (const text of [
      "您好，我正在开会",
      "您好，我正在开会",
      "？",
      "6222000000000604",
      "同意 放弃",
    ])
      await reply(noticeId, text);
    await dev.tick();
    const [help, ...more] = await messagesTo("0604", "reply-help");
    expect(help?.body).toContain("没看懂您的回复，没有改动任何内容");
    expect(more).toEqual([]);
    expect(await stateOf(subject)).toEqual(waiting);
  });

  test("whose messages are not wanted by reply any more gets the link again", async () => {
    const subject = resident("1950-05-05", 605);
    await reportContact(dev, subject, "0605");
    const { visit } = await come(subject);
    for (const wanted of [true, false])
      await dev.post(`${visits}/${visit}/sms-replies`, { wanted }, clerk);
    await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
    await dev.tick();
    expect((await messagesTo("0605")).map(({ template }) => template)).toEqual(["offer.v1"]);
  });
});

describe("nothing is changed", () => {
  test("by a phone that was not asked, whatever message it names", async () => {
    const subject = await elder(611);
    const { noticeId } = await asked("0611");
    const strange = { from: "13900009999" };
    expect(await reply(noticeId, "1", strange)).toMatchObject({ status: "accepted" });
    expect(await reply(noticeId, "1", { ...strange, names: false })).toMatchObject({
      status: "accepted",
    });
    await dev.tick();
    expect(await stateOf(subject)).toEqual(waiting);
    expect((await dev.messages()).filter(({ to }) => to === "13900009999")).toEqual([]);
  });

  test("by a phone that is no longer the person's", async () => {
    const subject = await elder(612);
    const { noticeId } = await asked("0612");
    await dev
      .department("government-services")
      .send([{ type: "contact.reported.v1", data: { subject, phone: "13800006612" } }]);
    await reply(noticeId, "1");
    expect(await stateOf(subject)).toEqual(waiting);
  });

  test("for an account that changed after the question; the next question is asked of the new one", async () => {
    const subject = await elder(613);
    const { noticeId } = await asked("0613");
    const account = { bank: "上海银行", number: "6222000000009999", holder: "王建国" };
    await dev
      .department("human-resources")
      .send([{ type: "contact.reported.v1", data: { subject, account } }]);
    await reply(noticeId, "1");
    await dev.tick();
    expect(await stateOf(subject)).toEqual(waiting);
    expect(await messagesTo("0613", "reply-account")).toHaveLength(1);
  });

  test("by an older reply that comes after a newer one", async () => {
    const subject = await elder(614);
    const { noticeId } = await asked("0614");
    await reply(noticeId, "1", { at: "2026-11-16T01:59:00Z" });
    const late = await reply(noticeId, "放弃1", { at: "2026-11-16T01:58:00Z" });
    expect(late).toMatchObject({ status: "stale" });
    await dev.tick();
    expect(await messagesTo("0614", "reply-sure")).toEqual([]);
    expect(await stateOf(subject)).toEqual(["fulfilling"]);
    const reused = { id: "same" };
    await reply(noticeId, "好", reused);
    expect(await reply(noticeId, "放弃", reused)).toMatchObject({ status: "rejected" });
  });

  test("by a malformed reply, or one from the future, and the answer repeats neither phone nor text", async () => {
    await elder(615);
    const { noticeId } = await asked("0615");
    const future = await reply(noticeId, "1", { at: "2026-11-17T02:00:00Z" });
    expect(future).toMatchObject({ status: "rejected" });
    const malformed = await reply(noticeId, "1", { from: "no phone 13800000615" });
    expect(malformed).toMatchObject({ status: "rejected" });
    expect(JSON.stringify(malformed)).not.toContain("13800000615");
  });
});

describe("one phone of two people", () => {
  test("a bare word is asked back, a number is not", async () => {
    const first = await elder(621, "0620");
    const second = await elder(622, "0620");
    const [one, two] = await messagesTo("0620", "offer-by-reply");
    expect([one?.body, two?.body].map((body) => /数字(\d)/.exec(body ?? "")?.[1])).toEqual([
      "1",
      "2",
    ]);
    await reply(one?.noticeId ?? "", "同意", { names: false });
    await dev.tick();
    const [which] = await messagesTo("0620", "reply-which");
    expect(which?.body).toContain("1是老年综合津贴，2是老年综合津贴");
    expect([await stateOf(first), await stateOf(second)]).toEqual([waiting, waiting]);
    // The message says 1 and the reply 2: not clear either.
    await reply(one?.noticeId ?? "", "2");
    expect(await stateOf(second)).toEqual(waiting);
    await reply(one?.noticeId ?? "", "2", { names: false });
    await dev.tick();
    expect([await stateOf(first), await stateOf(second)]).toEqual([waiting, ["fulfilling"]]);
  });
});

test("tap, counter and text message at once are one decision with one receipt", async () => {
  const subject = resident("1950-05-05", 631);
  await reportContact(dev, subject, "0631");
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
  const [linked] = await messagesTo("0631", "offer.v1");
  const first = await come(subject);
  await dev.post(`${visits}/${first.visit}/sms-replies`, { wanted: true }, clerk);
  await dev.clock("2026-11-23T03:00:00Z");
  await dev.tick();
  const [reminder] = await messagesTo("0631", "reminder-by-reply");
  clerk = await dev.staff("window", "civil-affairs", { person: "clerk" });
  const visit = await come(subject);
  const { offer } = visit.offers[0] ?? { offer: {} };
  const counter = async () =>
    dev.post(
      `${visits}/${visit.visit}/decisions`,
      { offer, decision: "confirm", readOut: true },
      clerk,
    );
  const opened = await openOffer(dev, linked?.link ?? "");
  const tap = async () => decide(dev, opened, "confirm");
  const text = async () => reply(reminder?.noticeId ?? "", "1");
  const answers = await Promise.all([tap(), counter(), text(), tap(), counter(), text(), tap()]);
  const receipts = await Promise.all(
    [answers[1], answers[4]].flatMap((one) => (one instanceof Response ? [one.json()] : [])),
  );
  const numbers = new Set(receipts.map((one) => z.parse(schemas.CounterReceipt, one).receipt));
  numbers.add((await readReceipt(dev, opened)).number);
  expect(numbers.size).toBe(1);
  await dev.tick();
  const paid = (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0631"));
  expect(paid).toHaveLength(1);
  expect((await messagesTo("0631", "decided-")).length).toBeLessThanOrEqual(1);
  await dev.clock("2026-11-16T02:00:00Z");
});

test("after the deadline a reply still confirms, while the policy lasts, and the reminder can be answered too", async () => {
  const subject = await elder(641);
  const { noticeId } = await asked("0641");
  await dev.clock("2026-11-23T03:00:00Z");
  await dev.tick();
  expect((await messagesTo("0641", "reminder-by-reply"))[0]?.body).toContain("直接回复数字1");
  await dev.clock("2026-12-18T03:00:00Z");
  await dev.tick();
  await dev.tick();
  expect(await stateOf(subject)).toContain("lapsed");
  await reply(noticeId, "1");
  await dev.tick();
  expect(await stateOf(subject)).toContain("fulfilling");
});

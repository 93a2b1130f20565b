import { afterAll, beforeAll, expect, test } from "vitest";
import { eventResultsSchema } from "#shared/contract/events.schema.ts";
import { shardOf } from "#shared/db/shards.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { signedWebhook } from "#shared/testing/outside-world.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { readSecrets } from "./sandbox/start/outside.command.ts";

const gateway = "government-services";

let dev: Dev;
let secrets: ReadonlyMap<string, string>;
let number = 800;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  secrets = await readSecrets(dev.fetch);
});
afterAll(async () => dev.close());

/** A message that was sent to somebody new. */
async function aMessage() {
  number += 1;
  const subject = resident("1957-03-08", number);
  await reportContact(dev, subject, `0${number}`);
  await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  await dev.tick();
  const message = (await dev.messages()).find(({ to }) => to.endsWith(`0${number}`));
  if (message === undefined) throw new Error("no message was sent");
  return message;
}

async function send(
  data: object,
  how: { id?: string; as?: string; signer?: string; time?: string } = {},
): Promise<Response> {
  const { as = gateway, signer = as, time, ...more } = how;
  const now = await dev.clock();
  const event = {
    ...more,
    type: "notice.reported.v1",
    data,
    ...(time === undefined ? {} : { time }),
  };
  const id = crypto.randomUUID();
  const request = signedWebhook(secrets.get(signer) ?? "", id, [event], now);
  return dev.fetch(`/v1/gateways/${as}/events`, request);
}

async function resultOf(response: Response) {
  expect(response.status).toBe(200);
  return eventResultsSchema.parse(await response.json()).results[0];
}

async function receiptOf(noticeId: string) {
  const db = await dev.database(shardOf(noticeId) === 0 ? "DB_0" : "DB_1");
  return db
    .prepare("SELECT receipt, receipt_reason AS reason FROM notices WHERE id = ?")
    .bind(noticeId)
    .first();
}

test("what became of a message is kept; the same word again changes nothing", async () => {
  const { noticeId, channel } = await aMessage();
  const at = (await dev.clock()).toISOString();
  const said = { noticeId, channel, result: "failed", reason: "UNDELIV", at };
  const once = { id: "one", time: at };
  expect(await resultOf(await send(said, once))).toMatchObject({ status: "accepted" });
  expect(await resultOf(await send(said, once))).toMatchObject({ status: "duplicate" });
  expect(await receiptOf(noticeId)).toEqual({ receipt: "failed", reason: "UNDELIV" });
  const other = await resultOf(await send({ ...said, result: "delivered" }, once));
  expect(other).toMatchObject({
    status: "rejected",
    problem: { type: "/problems/event-id-reused" },
  });
});

test("a message that has arrived has arrived, whatever comes late", async () => {
  const { noticeId, channel } = await aMessage();
  const at = (await dev.clock()).toISOString();
  const words = [
    { noticeId, channel, result: "delivered", at },
    { noticeId, channel, result: "failed", at },
    { noticeId, channel, result: "rejected", at },
  ];
  const statuses = [];
  for (const word of words) statuses.push((await resultOf(await send(word)))?.status);
  expect(statuses).toEqual(["accepted", "stale", "stale"]);
  expect(await receiptOf(noticeId)).toEqual({ receipt: "delivered", reason: null });
});

test("ten words at once about one message are each taken in, and it has arrived", async () => {
  const { noticeId, channel } = await aMessage();
  const at = (await dev.clock()).toISOString();
  const results = Array.from({ length: 10 }, (_, one) => (one === 4 ? "delivered" : "failed"));
  const answers = await Promise.all(
    results.map(async (result) => resultOf(await send({ noticeId, channel, result, at }))),
  );
  expect(answers.filter((one) => one?.status === "rejected")).toEqual([]);
  expect(await receiptOf(noticeId)).toMatchObject({ receipt: "delivered" });
});

test("a word about what was never sent is refused, or waits while it may be on its way", async () => {
  const { noticeId } = await aMessage();
  const now = (await dev.clock()).getTime();
  const [recent, hourOld] = [0, 3_600_000].map((ago) => new Date(now - ago).toISOString());
  const nobodys = `${noticeId.slice(0, 2)}${"a".repeat(26)}`;
  const rejected = { status: "rejected", problem: { type: "/problems/unknown-notice" } };
  const failed = { channel: "sms", result: "failed", at: hourOld };
  expect(await resultOf(await send({ noticeId: nobodys, ...failed }))).toMatchObject(rejected);
  const wrong = { noticeId, ...failed, channel: "app" };
  expect(await resultOf(await send(wrong))).toMatchObject(rejected);
  expect((await send({ noticeId: nobodys, ...failed, at: recent })).status).toBe(503);
});

test("whoever is no gateway, or signs as another one, is refused without a reason", async () => {
  const { noticeId, channel } = await aMessage();
  const at = (await dev.clock()).toISOString();
  const said = { noticeId, channel, result: "failed", at };
  const refusals = [
    await send(said, { as: "health" }),
    await send(said, { signer: "health" }),
    await send(said, { as: "nobody", signer: gateway }),
  ];
  for (const refused of refusals) {
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ type: "/problems/signature-not-valid" });
  }
  expect(await receiptOf(noticeId)).toEqual({ receipt: null, reason: null });
});

test("an event that is malformed or of the future is told what is wrong, and blocks no other", async () => {
  const { noticeId, channel } = await aMessage();
  const at = (await dev.clock()).toISOString();
  const malformed = await resultOf(await send({ noticeId, channel, result: "lost", at }));
  expect(malformed).toMatchObject({
    status: "rejected",
    problem: { type: "/problems/invalid-event", detail: expect.stringContaining("data.result") },
  });
  const said = { noticeId, channel, result: "delivered", at };
  const time = new Date(Date.parse(at) + 3_600_000).toISOString();
  expect(await resultOf(await send(said, { time }))).toMatchObject({
    problem: { type: "/problems/time-in-future" },
  });
});

test("the sandbox's gateway reports at a call or a button", async () => {
  const { noticeId } = await aMessage();
  expect(await resultOf(await dev.reportMessage(noticeId, "failed"))).toMatchObject({
    status: "accepted",
  });
  const pressed = await dev.fetch("/sandbox/actions/report-message", {
    method: "POST",
    body: new URLSearchParams({ noticeId, result: "delivered" }),
  });
  expect(pressed.headers.get("location")).toContain("did=report-message&result=delivered&ok=true");
  expect(await receiptOf(noticeId)).toEqual({ receipt: "delivered", reason: null });
  expect((await dev.reportMessage("aanothing", "failed")).status).toBe(404);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  lettersSchema,
  openLettersSchema,
  printedSchema,
} from "#shared/contract/letters.schema.ts";
import { shardOf } from "#shared/db/shards.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { form } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportPerson, resident } from "#shared/testing/people.ts";
import { authorised, okJson } from "./sandbox/start/outside.command.ts";

const address = "上海市黄浦区虚构路1号";

let dev: Dev;
let handler: string;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  handler = await dev.staff("handler", "civil-affairs", { person: "one" });
});
afterAll(async () => dev.close());

const contact = async (
  subject: SubjectReference,
  department: "public-security" | "government-services" | "human-resources",
  data: object,
) => dev.department(department).send([{ type: "contact.reported.v1", data: { subject, ...data } }]);

/** Somebody without a phone, who is offered the senior allowance; gives the letter's id. */
async function writeTo(number: number, more: object = {}): Promise<string> {
  const before = new Set((await waiting()).map(({ id }) => id));
  const subject = resident("1957-03-08", number);
  await contact(subject, "public-security", { name: "王建国", ...more });
  await contact(subject, "government-services", { app: false });
  const account = { bank: "中国工商银行", number: `6222000000000${number}`, holder: "王建国" };
  await contact(subject, "human-resources", { account });
  await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  await dev.tick();
  const letter = (await waiting()).find(({ id }) => !before.has(id));
  if (letter === undefined) throw new Error("no letter was written");
  return letter.id;
}

async function waiting(token = handler) {
  const answer = await dev.fetch("/v1/console/letters", authorised(token));
  return lettersSchema.parse(await okJson(answer)).items;
}

const post = async (act: "taken" | "printed", ids: readonly string[], token = handler) =>
  dev.post(`/v1/console/letters/${act}`, { ids }, token);
const take = async (ids: readonly string[], token = handler) =>
  openLettersSchema.parse(await okJson(await post("taken", ids, token))).letters;
const print = async (ids: readonly string[], token = handler) =>
  printedSchema.parse(await okJson(await post("printed", ids, token))).printed;

describe("somebody without phone and app", () => {
  test("is written to; whoever prints it reads name, address and a code to type, and is on record", async () => {
    const id = await writeTo(841, { address });
    const [letter] = await take([id]);
    expect(letter).toMatchObject({ id, name: "王建国", address, locale: "zh-CN" });
    const code = /输入 ([A-Z2-7-]{34}) /.exec(letter?.body ?? "")?.[1] ?? "";
    const page = await (await dev.fetch("/c", form({ code }))).text();
    expect(page).toContain("老年综合津贴");
    const number = /验真编号(.*)$/.exec(letter?.body ?? "")?.[1];
    const ours = await dev.post("/v1/verifications/messages", { number });
    expect(await ours.json()).toEqual({ ours: true });
    const db = await dev.database(shardOf(id) === 0 ? "DB_0" : "DB_1");
    const access = await db
      .prepare("SELECT role, department, purpose FROM accesses WHERE scope = ?")
      .bind(`letter ${id}`)
      .first();
    expect(access).toEqual({ role: "handler", department: "civil-affairs", purpose: "打印信件" });
    expect(await dev.messages()).toEqual([]);
  });

  test("whose address is not on file is on the list too", async () => {
    const [letter] = await take([await writeTo(842)]);
    expect(letter).toMatchObject({ name: "王建国" });
    expect(letter).not.toHaveProperty("address");
  });
});

describe("a letter", () => {
  test("on the list says nothing of whom it is for", async () => {
    const id = await writeTo(843, { address });
    const found = (await waiting()).find((one) => one.id === id);
    expect(found).toEqual({
      id,
      policy: "senior-comprehensive-allowance",
      title: "老年综合津贴",
      listedAt: expect.any(String),
      mine: false,
    });
  });

  test("is printed once: who took it gets it again, and nobody else does for a day", async () => {
    const id = await writeTo(844, { address });
    const other = await dev.staff("handler", "civil-affairs", { person: "two" });
    expect(await take([id])).toHaveLength(1);
    expect(await take([id])).toHaveLength(1);
    expect(await take([id], other)).toEqual([]);
    expect(await print([id], other)).toEqual([]);
    expect(await print([id])).toEqual([id]);
    expect(await print([id])).toEqual([id]);
    expect(await take([id])).toEqual([]);
    expect((await waiting()).map((one) => one.id)).not.toContain(id);
  });

  test("that was taken and never printed is another's after a day", async () => {
    const id = await writeTo(845, { address });
    expect(await take([id])).toHaveLength(1);
    await dev.clock("2026-11-17T03:00:00Z");
    handler = await dev.staff("handler", "civil-affairs", { person: "one" });
    const other = await dev.staff("handler", "civil-affairs", { person: "two" });
    expect(await take([id], other)).toHaveLength(1);
    expect(await take([id])).toEqual([]);
  });

  test("is taken by one of ten who ask at once", async () => {
    const id = await writeTo(846, { address });
    const people = await Promise.all(
      Array.from({ length: 10 }, async (_, person) =>
        dev.staff("handler", "civil-affairs", { person: `p${person}` }),
      ),
    );
    const taken = await Promise.all(people.map(async (token) => take([id], token)));
    expect(taken.flat()).toHaveLength(1);
  });

  test("is opened by handlers of its department alone", async () => {
    const id = await writeTo(847, { address });
    const others = [
      await dev.staff("handler", "human-resources"),
      await dev.staff("auditor", "civil-affairs"),
      await dev.staff("handler"),
    ] as const;
    expect(await take([id], others[0])).toEqual([]);
    expect((await waiting(others[0])).map((one) => one.id)).not.toContain(id);
    expect((await post("taken", [id], others[1])).status).toBe(403);
    expect((await post("taken", [id], "")).status).toBe(401);
    expect((await post("taken", ["no letter"])).status).toBe(400);
    expect(await take(["zzzzzzzzzzzzzz"])).toEqual([]);
  });

  test("follows a text message that did not arrive, by the gateway's word", async () => {
    const subject = resident("1957-03-08", 848);
    await contact(subject, "government-services", { phone: "13800000848", app: true });
    const before = (await waiting()).length;
    await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
    await dev.tick();
    const [first] = (await dev.messages()).slice(-1);
    expect(first?.channel).toBe("app");
    await dev.reportMessage(first?.noticeId ?? "", "rejected");
    await dev.tick();
    const [second] = (await dev.messages()).slice(-1);
    expect(second).toMatchObject({ channel: "sms", to: "13800000848", link: first?.link });
    await dev.reportMessage(second?.noticeId ?? "", "failed");
    await dev.tick();
    expect(await waiting()).toHaveLength(before + 1);
  });
});

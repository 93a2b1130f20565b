import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shardOf } from "#shared/db/shards.ts";
import { form } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

let dev: Dev;
/** Numbers of messages as they were received, one on each shard at least. */
let numbers: readonly string[];
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  for (let number = 721; number < 727; number += 1) {
    const subject = resident("1957-03-08", number);
    await reportContact(dev, subject, `0${number}`);
    await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  }
  await dev.tick();
  const messages = await dev.messages();
  numbers = messages.map(({ body }) => /验真编号((?:[0-9A-Z]{4} ?){4})$/.exec(body)?.[1] ?? "");
});
afterAll(async () => dev.close());

const ask = async (number: unknown): Promise<Response> =>
  dev.post("/v1/verifications/messages", { number });
const isOurs = async (number: unknown): Promise<unknown> => (await ask(number)).json();

/** Whole answers, but for what each of them has anew. */
async function seenOf(response: Response): Promise<unknown> {
  const headers = [...response.headers].filter(([name]) => name !== "date").toSorted();
  return [response.status, headers, await response.text()];
}

/** Never was, misread by a character, too short, too long, no number at all. */
const strange = () => [
  "7777 7777 7777 7777",
  `${(numbers[0] ?? "").slice(0, -1)}${numbers[0]?.endsWith("0") ? "1" : "0"}`,
  "0000 0000 0000 0000",
  "12345",
  "1".repeat(200),
  "您好",
  "%' OR 1=1 --",
];

describe("the number of a message", () => {
  test("stands in every message, and each is ours, however it is typed", async () => {
    expect(numbers).toHaveLength(6);
    expect(new Set(numbers).size).toBe(6);
    const shards = (await dev.messages()).map(({ noticeId }) => shardOf(noticeId));
    expect(new Set(shards).size).toBe(2);
    for (const number of numbers) {
      expect(await isOurs(number)).toEqual({ ours: true });
      expect(await isOurs(number.toLowerCase().replaceAll(" ", "-"))).toEqual({ ours: true });
    }
  });

  test("that is not ours is answered in one way, whatever it is", async () => {
    const answers = await Promise.all(strange().map(async (one) => seenOf(await ask(one))));
    expect(answers.filter((one) => JSON.stringify(one) !== JSON.stringify(answers[0]))).toEqual([]);
    expect(answers[0]).toMatchObject([200, expect.anything(), '{"ours":false}']);
    const pages = await Promise.all(
      strange().map(async (number) => seenOf(await dev.fetch("/verify", form({ number })))),
    );
    expect(pages.filter((one) => JSON.stringify(one) !== JSON.stringify(pages[0]))).toEqual([]);
    expect(pages[0]).toMatchObject([
      200,
      expect.anything(),
      expect.stringContaining("不是我们发的"),
    ]);
  });

  test("that is ours tells nothing of whom it was sent to, what it says or what was typed", async () => {
    const [message] = await dev.messages();
    const [number = ""] = numbers;
    const response = await dev.fetch("/verify", form({ number }));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain("是我们发的：有这个编号的消息");
    for (const secret of [number, message?.noticeId, message?.to, "老年综合津贴", "人力资源"])
      expect(page).not.toContain(secret);
  });

  test("of a message that was erased is not ours, in the same words", async () => {
    const messages = await dev.messages();
    const index = 5;
    const { noticeId = "" } = messages[index] ?? {};
    const db = await dev.database(shardOf(noticeId) === 0 ? "DB_0" : "DB_1");
    await db.prepare("DELETE FROM notices WHERE id = ?").bind(noticeId).run();
    const erased = numbers[index] ?? "";
    expect(await seenOf(await ask(erased))).toEqual(await seenOf(await ask("12345")));
    const pages = [erased, "12345"].map(async (number) =>
      seenOf(await dev.fetch("/verify", form({ number }))),
    );
    expect(await pages[0]).toEqual(await pages[1]);
  });
});

describe("who asks wrongly", () => {
  test("is told what to do", async () => {
    const page = await dev.fetch("/verify", form({ number: "  " }));
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("请输入消息末尾");
    for (const body of [{}, { number: "" }, { number: 12 }, { number: "1".repeat(201) }]) {
      const refused = await dev.post("/v1/verifications/messages", body);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ type: "/problems/invalid-request" });
    }
  });
});

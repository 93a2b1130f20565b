import { afterAll, beforeAll, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { form } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
});
afterAll(async () => dev.close());

const reach = async (subject: SubjectReference, said: { locale?: "en" | "zh-CN"; app?: boolean }) =>
  dev
    .department("government-services")
    .send([{ type: "contact.reported.v1", data: { subject, ...said } }]);

const toldTo = async (tail: string) => (await dev.messages()).filter(({ to }) => to.endsWith(tail));

/** Makes somebody eligible for the senior allowance. */
const turnOld = async (subject: SubjectReference) =>
  reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });

test("who has chosen English at the one-stop platform is told in English, and the next one in Chinese", async () => {
  const [english, chinese] = [resident("1957-03-08", 811), resident("1957-03-08", 812)];
  await reportContact(dev, english, "0811");
  await reportContact(dev, chinese, "0812");
  expect(await reach(english, { locale: "en" })).toMatchObject([{ status: "accepted" }]);
  await turnOld(english);
  await turnOld(chinese);
  await dev.tick();
  const [told] = await toldTo("0811");
  expect(told).toMatchObject({
    locale: "en",
    template: "offer.en.v1",
    title: "You can receive: Comprehensive allowance for seniors",
    segments: 3,
  });
  expect(told?.body).toMatch(/ Message no\. (\w{4} ?){4}$/);
  expect(told?.body).toContain("75 yuan a month");
  expect(await toldTo("0812")).toMatchObject([{ locale: "zh-CN", template: "offer.v1" }]);
});

test("only the one-stop platform says in which language, and whether its app reaches somebody", async () => {
  const subject = resident("1957-03-08", 813);
  const refused = { status: "rejected", problem: { type: "/problems/not-the-steward" } };
  for (const said of [{ locale: "en" }, { app: true }] as const) {
    const data = { subject, ...said };
    const answer = await dev
      .department("public-security")
      .send([{ type: "contact.reported.v1", data }]);
    expect(answer).toMatchObject([refused]);
  }
  const empty = await dev
    .department("public-security")
    .send([{ type: "contact.reported.v1", data: { subject } }]);
  expect(empty).toMatchObject([
    { status: "rejected", problem: { type: "/problems/invalid-event" } },
  ]);
});

const gift = "pudong-ninetieth-birthday-gift";

test("what arrives together is told in one message, and each link leads to its own benefit", async () => {
  await dev.stage(gift, "live");
  const elder = resident("1936-05-05", 821);
  await reportContact(dev, elder, "0821");
  await reportPerson(dev, elder, { birthDate: "1936-05-05", hukouDistrict: "310115" });
  await dev.tick();
  const told = await toldTo("0821");
  expect(told).toMatchObject([{ template: "together.v1", title: expect.stringContaining("2项") }]);
  const pages = await Promise.all(
    (told[0]?.links ?? []).map(async (link) => {
      const code = link.split("#")[1] ?? "";
      return (await dev.fetch("/c", form({ code }))).text();
    }),
  );
  // What waits for an answer comes first, and stands where a gateway looks that knows of one link only.
  const about = pages.map((page) => [page.includes("老年综合津贴"), page.includes("寿辰慰问金")]);
  expect(about).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(told[0]?.link).toBe(told[0]?.links?.[0]);
  // The offer's reminder comes on its day, with its own link.
  await dev.clock("2026-11-23T03:00:00Z");
  await dev.tick();
  const later = (await toldTo("0821")).filter(({ template }) => template === "reminder.v1");
  expect(later).toHaveLength(1);
  expect(told[0]?.links).toContain(later[0]?.link);
});

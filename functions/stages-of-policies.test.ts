import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());
beforeEach(async () => dev.stage(policy, "live"));

let number = 700;

/** Somebody of seventy whose phone and account end with `tail`. */
async function senior(hukouDistrict: string): Promise<{ subject: SubjectReference; tail: string }> {
  const tail = `0${(number += 1)}`;
  const subject = resident("1956-05-05", number);
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate: "1956-05-05", hukouDistrict });
  await dev.tick();
  return { subject, tail };
}

const messagesTo = async (tail: string) =>
  (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));

describe("a policy", () => {
  test("in a pilot brings its district the benefit, and the others an explanation", async () => {
    await dev.stage(policy, "pilot", { districts: ["310101"] });
    const [inside, outside] = [await senior("310101"), await senior("310104")];
    expect((await messagesTo(inside.tail)).map(({ template }) => template)).toEqual(["offer.v1"]);
    expect(await messagesTo(outside.tail)).toEqual([]);
    const told = await explain(dev, outside.subject, policy);
    expect(told).toMatchObject({
      verdict: "met",
      stage: "pilot",
      notYet: { because: "pilot-elsewhere" },
      entitlements: [],
    });
    expect(told.notYet?.text).toMatch(
      /^您符合条件。这项政策目前只在黄浦区试点，您的户籍在徐汇区，/,
    );
    const ofInside = await explain(dev, inside.subject, policy);
    expect(ofInside).toMatchObject({ stage: "pilot", entitlements: [{ period: "2026-11" }] });
    expect(ofInside.notYet).toBeUndefined();
  });

  test("is opened by the fact that brings somebody into the pilot’s district", async () => {
    await dev.stage(policy, "pilot", { districts: ["310101"] });
    const { subject, tail } = await senior("310104");
    await reportPerson(dev, subject, { hukouDistrict: "310101" });
    await dev.tick();
    expect(await messagesTo(tail)).toHaveLength(1);
  });

  test("that is paused holds what was confirmed, opens nothing new, and pays when it goes on", async () => {
    const { subject, tail } = await senior("310101");
    await dev.stage(policy, "paused");
    const link = (await messagesTo(tail)).at(-1)?.link ?? "";
    expect((await decide(dev, await openOffer(dev, link), "confirm")).status).toBe(303);
    await dev.tick();
    expect(await explain(dev, subject, policy)).toMatchObject({
      stage: "paused",
      entitlements: [{ state: "awaiting-fulfilment", heldBecause: "政策暂停实施，恢复后继续" }],
    });
    const newcomer = await senior("310101");
    expect(await messagesTo(newcomer.tail)).toEqual([]);
    expect(await explain(dev, newcomer.subject, policy)).toMatchObject({
      notYet: { because: "paused" },
      entitlements: [],
    });
    expect(await paidTo(tail)).toEqual([]);

    await dev.stage(policy, "live");
    await dev.clock("2026-11-17T03:00:00Z");
    await dev.tick();
    expect(await paidTo(tail)).toMatchObject([{ amountFen: 150_00, periods: ["2026-11"] }]);
  });
});

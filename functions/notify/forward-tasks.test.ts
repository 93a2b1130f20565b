import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { recordGatewayReport } from "#shared/notices/gateway-reports.ts";
import { reportNotices } from "#shared/notices/report-notices.ts";
import { aroundDatabase } from "#shared/testing/around-database.ts";
import { now } from "#shared/testing/builders.ts";
import { killedAt } from "#shared/testing/killed-at.ts";
import { type NotifyWorld, startNotifyWorld } from "#shared/testing/notify-world.ts";
import { storePerson, storeWord } from "#shared/testing/told-people.ts";

const senior = "senior-comprehensive-allowance";
const gift = "pudong-ninetieth-birthday-gift";
const hour = 3_600_000;
const after = (hours: number): Date => new Date(now.getTime() + hours * hour);

let world: NotifyWorld;
let number = 0;
beforeAll(async () => {
  world = await startNotifyWorld();
});
afterAll(async () => world.close());
beforeEach(async () => {
  world.forget();
  Object.assign(world.env, { SMS_ACCOUNT: "" });
  await world.env.DB_CITY.prepare("DELETE FROM gateway_reports").run();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** The gateway says what became of a message. */
async function report(
  message: { noticeId: string; channel: string } | undefined,
  result: "delivered" | "failed" | "rejected",
  at = after(1),
) {
  if (message === undefined) throw new Error("no message was sent");
  number += 1;
  const { noticeId, channel } = message;
  const said = { id: String(number), source: "urn:test", digest: String(number) };
  const whole = { noticeId, channel, result, reason: undefined, at: at.toISOString(), ...said };
  const outcomes = await reportNotices(world.env, {}, [whole], at);
  await recordGatewayReport(world.env.DB_CITY, "government-services", at);
  return outcomes[0];
}

const channels = (): string[] => world.received.map(({ channel }) => channel);

async function lettersOf(subjectKey: string): Promise<string[]> {
  const { results } = await world.env.DB_0.prepare(
    "SELECT department FROM letters WHERE subject_key = ?",
  )
    .bind(subjectKey)
    .all<{ department: string }>();
  return results.map(({ department }) => department);
}

const offer = async (subjectKey: string) =>
  storeWord(world.env.DB_0, { subjectKey, policy: senior, state: "open" });

describe("the first way to somebody", () => {
  test("is the app where it is known to reach them, else a text message, else a letter", async () => {
    const [app, phone, nothing] = [
      await world.somebody({ hasApp: 1 }),
      await world.somebody({ hasApp: 0 }),
      await world.somebody({ phoneSealed: null, hasApp: 0 }),
    ];
    await world.consume([await offer(app), await offer(phone), await offer(nothing)]);
    const sent = world.received.map(({ to, channel }) => [channel, to]);
    expect(sent.toSorted()).toEqual([
      ["app", app],
      ["sms", "13800000012"],
    ]);
    expect(await lettersOf(nothing)).toEqual(["civil-affairs"]);
  });

  test("is never a letter for what comes again; what follows on it follows all the same", async () => {
    const subjectKey = await world.somebody({ phoneSealed: null, hasApp: 0 });
    const task = await offer(subjectKey);
    await world.env.DB_0.prepare(
      "UPDATE outbox SET kind = 'reminder', reference = reference || ' 7' WHERE id = ?",
    )
      .bind(task.id)
      .run();
    await world.consume([task]);
    expect(world.received).toEqual([]);
    expect(await lettersOf(subjectKey)).toEqual([]);
    expect((await world.waiting(subjectKey)).map(({ kind }) => kind)).toEqual(["deadline"]);
  });

  test("of whom nothing is known is the platform, and a letter a day later", async () => {
    const subjectKey = await world.somebody({ phoneSealed: null });
    await world.consume([await offer(subjectKey)]);
    expect(world.received.map(({ to, channel }) => [channel, to])).toEqual([["app", subjectKey]]);
    await world.settleAll(subjectKey, after(22));
    expect(await lettersOf(subjectKey)).toEqual([]);
    await world.settleAll(subjectKey, after(24));
    expect(await lettersOf(subjectKey)).toEqual(["civil-affairs"]);
    expect(channels()).toEqual(["app"]);
  });

  test("of whom a phone becomes known meanwhile is a text message a day later, and no letter", async () => {
    const subjectKey = await world.somebody({ phoneSealed: null });
    await world.consume([await offer(subjectKey)]);
    await storePerson(world.env.DB_0, world.env.VAULT_PHONE_KEY, { subjectKey });
    await world.settleAll(subjectKey, after(24));
    await world.settleAll(subjectKey, after(80));
    expect(channels()).toEqual(["app", "sms"]);
    expect(await lettersOf(subjectKey)).toEqual([]);
  });

  test("of a company is its phone, then its page", async () => {
    const subjectKey = await world.somebody({ kind: "organisation" });
    await world.consume([await offer(subjectKey)]);
    await report(world.received[0], "failed");
    await world.settleAll(subjectKey, after(1));
    expect(channels()).toEqual(["sms", "enterprise-page"]);
  });
});

describe("a message that has not arrived", () => {
  test("goes app, text message, letter, each once, and each with a number of its own", async () => {
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    expect(await report(world.received[0], "failed")).toBe("accepted");
    await world.settleAll(subjectKey, after(1));
    await report(world.received[1], "rejected", after(2));
    await world.settleAll(subjectKey, after(2));
    expect(channels()).toEqual(["app", "sms"]);
    expect(await lettersOf(subjectKey)).toEqual(["civil-affairs"]);
    const [one, two] = world.received;
    expect(one?.noticeId).not.toBe(two?.noticeId);
    expect(one?.link).toBe(two?.link);
    // Its term runs once, from the first message on.
    const kinds = (await world.waiting(subjectKey)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "deadline")).toHaveLength(1);
  });

  test("goes on once, however often and in whatever order the gateway says so", async () => {
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    const [message] = world.received;
    await Promise.all([report(message, "failed"), report(message, "rejected", after(2))]);
    await report(message, "failed", after(3));
    await world.settleAll(subjectKey, after(3));
    expect(channels()).toEqual(["app", "sms"]);
    expect(await lettersOf(subjectKey)).toEqual([]);
  });

  test("and has arrived after all is left alone", async () => {
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    await report(world.received[0], "failed");
    await report(world.received[0], "delivered", after(2));
    await world.settleAll(subjectKey, after(2));
    expect(channels()).toEqual(["app"]);
  });

  test("about what was decided meanwhile goes nowhere", async () => {
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    await world.env.DB_0.prepare("UPDATE confirmations SET state = 'ended' WHERE subject_key = ?")
      .bind(subjectKey)
      .run();
    await report(world.received[0], "failed");
    await world.settleAll(subjectKey, after(1));
    expect(channels()).toEqual(["app"]);
  });

  test("about several benefits goes on with all of them", async () => {
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([
      await offer(subjectKey),
      await storeWord(world.env.DB_0, { subjectKey, policy: gift, state: "announced" }),
    ]);
    await report(world.received[0], "failed");
    await world.settleAll(subjectKey, after(1));
    expect(
      world.received.map(({ channel, template, links }) => [channel, template, links]),
    ).toEqual([
      ["app", "together.v1", world.received[0]?.links],
      ["sms", "together.v1", world.received[0]?.links],
    ]);
  });

  test("goes on once by each channel, when the consumer is killed at any moment", async () => {
    for (let moment = 1; ; moment += 1) {
      const subjectKey = await world.somebody({ hasApp: 1 });
      world.forget();
      await world.consume([await offer(subjectKey)]);
      await report(world.received[0], "failed");
      const kill = killedAt(moment);
      const dying = aroundDatabase(world.databases.DB_0, async ({ execute }) => {
        if (kill.failing()) throw new Error("killed before");
        const result = await execute();
        if (kill.failing()) throw new Error("killed after");
        return result;
      });
      const due = (await world.waiting(subjectKey)).filter(({ kind }) => kind === "forward");
      await world.consume(due, after(1), dying);
      await world.settleAll(subjectKey, after(1));
      const sent = new Set(world.received.map(({ noticeId, channel }) => `${channel} ${noticeId}`));
      expect([moment, sent.size, await lettersOf(subjectKey)]).toEqual([moment, 2, []]);
      if (!kill.happened()) break;
    }
  });

  test("in the provider's hands goes to the next channel, and never through the provider again", async () => {
    const account = { secretId: "AKID", appId: "1", signName: "免申即享", region: "ap-nanjing" };
    const templates = { "offer.v1": "2400001" };
    Object.assign(world.env, { SMS_ACCOUNT: JSON.stringify({ ...account, templates }) });
    for (const answer of ["FailedOperation.PhoneNumberInBlacklist", undefined]) {
      world.forget();
      world.provider = () => {
        if (answer === undefined) throw new DOMException("too late", "TimeoutError");
        const status = [{ Code: answer, SerialNo: "5000:1" }];
        return Response.json({ Response: { SendStatusSet: status } });
      };
      const subjectKey = await world.somebody();
      const task = await offer(subjectKey);
      await Promise.all([world.consume([task]), world.consume([task])]);
      await world.settleAll(subjectKey);
      expect([world.asked, await lettersOf(subjectKey)]).toEqual([1, ["civil-affairs"]]);
    }
  });
});

describe("silence about a message", () => {
  test("says nothing where the gateway never reports", async () => {
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    expect((await world.waiting(subjectKey)).map(({ kind }) => kind)).toEqual(["deadline"]);
  });

  test("is heard after a day of the app, and two of a text message, where it reports of others", async () => {
    await recordGatewayReport(world.env.DB_CITY, "government-services", after(-1));
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    await recordGatewayReport(world.env.DB_CITY, "government-services", after(3));
    await world.settleAll(subjectKey, after(22));
    expect(channels()).toEqual(["app"]);
    await world.settleAll(subjectKey, after(25));
    expect(channels()).toEqual(["app", "sms"]);
    await recordGatewayReport(world.env.DB_CITY, "government-services", after(30));
    await world.settleAll(subjectKey, after(71));
    expect(await lettersOf(subjectKey)).toEqual([]);
    await world.settleAll(subjectKey, after(74));
    expect(await lettersOf(subjectKey)).toEqual(["civil-affairs"]);
  });

  test("of a gateway that has fallen silent about everybody sends nothing twice", async () => {
    await recordGatewayReport(world.env.DB_CITY, "government-services", after(-1));
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    for (let hours = 24; hours <= 140; hours += 6) await world.settleAll(subjectKey, after(hours));
    expect(channels()).toEqual(["app"]);
    expect((await world.waiting(subjectKey)).map(({ kind }) => kind)).toEqual(["deadline"]);
  });

  test("after the gateway said that it has arrived changes nothing", async () => {
    await recordGatewayReport(world.env.DB_CITY, "government-services", after(-1));
    const subjectKey = await world.somebody({ hasApp: 1 });
    await world.consume([await offer(subjectKey)]);
    await report(world.received[0], "delivered");
    await world.settleAll(subjectKey, after(25));
    expect(channels()).toEqual(["app"]);
  });

  test("at night waits for the morning before the next channel rings", async () => {
    await recordGatewayReport(world.env.DB_CITY, "government-services", after(-1));
    const subjectKey = await world.somebody({ hasApp: 1 });
    // 22:00 in Shanghai: it leaves at eight in the morning, and the day is counted from then.
    await world.consume([await offer(subjectKey)], after(12));
    expect(world.received[0]?.notBefore).toBe("2026-11-21T00:00:00.000Z");
    await report(world.received[0], "failed", after(13));
    await world.settleAll(subjectKey, after(13));
    expect(world.received[1]).toMatchObject({
      channel: "sms",
      notBefore: "2026-11-21T00:00:00.000Z",
    });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { messageNumber } from "#shared/notices/message-number.ts";
import { aSubjectKey, aTask, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import type { Env } from "./env.ts";
import type { NeededNotice } from "./prepared-notice.ts";
import { sendNotice } from "./send-notice.ts";

/** What the outside received, and how the provider answers to it. */
let provider: () => Response | Promise<Response>;
let received: { to: "provider" | "gateway"; body: Record<string, unknown> }[];

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());
beforeEach(() => {
  received = [];
  provider = () => answer("Ok");
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.stubGlobal("fetch", async (target: Request | string, init?: RequestInit) => {
    const request = new Request(target, init);
    const isProvider = new URL(request.url).host === "sms.tencentcloudapi.com";
    const body = (await request.json()) as Record<string, unknown>;
    received.push({ to: isProvider ? "provider" : "gateway", body });
    return isProvider ? provider() : new Response(null, { status: 202 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const answer = (Code: string): Response =>
  Response.json({ Response: { SendStatusSet: [{ Code, SerialNo: "5000:1" }] } });

const account = {
  secretId: "AKIDexample",
  appId: "1400006666",
  signName: "免申即享",
  region: "ap-nanjing",
  templates: { "offer.v1": "2400001" },
};
const env = { SMS_ACCOUNT: JSON.stringify(account), SMS_SECRET_KEY: "secret" } as unknown as Env;
const gateway = {
  receiver: {
    url: "https://gateway.test/",
    secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
  },
  reportedAt: undefined,
};

function aNotice(more: Partial<NeededNotice> = {}): NeededNotice {
  const subjectKey = aSubjectKey();
  return {
    needed: true,
    task: aTask({ subjectKey }),
    noticeId: aSubjectKey(),
    address: { channel: "sms", to: "13800000012" },
    locale: "zh-CN",
    text: { template: "offer.v1", title: "您可以领取：老年综合津贴", body: "正文" },
    links: [],
    urls: ["https://jixiang.test/c#code"],
    offers: [],
    ...more,
  };
}

const send = async (notice: NeededNotice, at = now) =>
  sendNotice(env, databases.DB_0, notice, gateway, at);

async function keptOf({ noticeId }: NeededNotice): Promise<number> {
  const row = await databases.DB_0.prepare("SELECT count(*) AS n FROM notices WHERE id = ?")
    .bind(noticeId)
    .first<number>("n");
  return row ?? 0;
}

test("an approved template leaves by the provider, with title, link and number as its places", async () => {
  const notice = aNotice();
  expect(await send(notice)).toMatchObject({ end: "settled" });
  expect(received).toMatchObject([
    {
      to: "provider",
      body: {
        PhoneNumberSet: ["+8613800000012"],
        TemplateParamSet: [notice.text.title, ...notice.urls, messageNumber(notice.noticeId)],
        SessionContext: notice.noticeId,
      },
    },
  ]);
  expect(await keptOf(notice)).toBe(1);
});

test("a template that nobody approved leaves by the gateway, with the parts of its text", async () => {
  const text = { template: "lapsed.v1", title: "已过期限", body: "字".repeat(80) };
  await send(aNotice({ text }));
  expect(received).toMatchObject([
    { to: "gateway", body: { data: { channel: "sms", segments: 2 } } },
  ]);
});

test("a provider that accepts and then times out gets it once, however often the task comes again", async () => {
  provider = () => {
    throw new DOMException("too late", "TimeoutError");
  };
  const notice = aNotice();
  for (let time = 0; time < 3; time += 1) {
    expect(await send(notice)).toMatchObject({ end: "settled" });
  }
  expect(received.map(({ to }) => to)).toEqual(["provider"]);
  expect(await keptOf(notice)).toBe(1);
});

test("a recovery that runs twice at once sends one text message", async () => {
  const notice = aNotice();
  await Promise.all([send(notice), send(notice), send(notice)]);
  expect(received.filter(({ to }) => to === "provider")).toHaveLength(1);
});

test("a refusal that passes is tried again later; nothing says that it was sent", async () => {
  provider = () => answer("LimitExceeded.PhoneNumberDailyLimit");
  const notice = aNotice();
  expect(await send(notice)).toMatchObject({
    end: "failed",
    failure: "LimitExceeded.PhoneNumberDailyLimit",
  });
  expect(await keptOf(notice)).toBe(0);
  provider = () => answer("Ok");
  expect(await send(notice)).toMatchObject({ end: "settled" });
  expect(received.map(({ to }) => to)).toEqual(["provider", "provider"]);
});

test("at night the message itself waits for the morning, for the provider would ring at once", async () => {
  const night = new Date("2026-11-20T16:30:00Z");
  const outcome = await send(aNotice(), night);
  expect(outcome).toMatchObject({ end: "continued", next: { topic: "notify", kind: "offer" } });
  expect(received).toEqual([]);
});

test("neither phone nor link nor words of a message stand in a log line", async () => {
  const warned = vi.spyOn(console, "warn");
  provider = () => answer("FailedOperation.PhoneNumberInBlacklist");
  await send(aNotice());
  const lines = warned.mock.calls.flat().join("\n");
  expect(lines).toContain("PhoneNumberInBlacklist");
  expect(lines).not.toMatch(/138|jixiang\.test|老年/);
});

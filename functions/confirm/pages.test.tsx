import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { fen } from "#shared/money/fen.ts";
import type { Page } from "#shared/web/page.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { codePage } from "./code.page.tsx";
import { offerPage } from "./offer.page.tsx";
import { problemPage } from "./problem.page.tsx";
import { receiptPage } from "./receipt.page.tsx";
import { confirmProblems } from "./views.ts";
import type { OfferState, OfferView, ReceiptView, WaiveView } from "./views.ts";
import { waivePage } from "./waive.page.tsx";

const decidedAt = new Date("2026-11-22T06:05:00Z");

function anOffer(overrides: Partial<OfferView> = {}): OfferView {
  return {
    department: "上海市民政局",
    title: "老年综合津贴",
    benefit: { kind: "money", amountFen: fen(75_00), period: "每月" },
    ground: { document: "沪府发〔2016〕24号", clause: "二、发放对象" },
    account: { bank: "示例银行", tail: "0012" },
    commitment: "情况属实。",
    form: "after-check",
    ordinaryChannel: "社区事务受理服务中心",
    state: { kind: "open", until: civilDate("2026-12-01") },
    check: "none",
    handle: "sealed-handle",
    ...overrides,
  };
}

function aWaiver(overrides: Partial<WaiveView> = {}): WaiveView {
  return { ...anOffer(), mode: "confirm", change: { possible: true }, ...overrides };
}

function aReceipt(overrides: Partial<ReceiptView> = {}): ReceiptView {
  return {
    department: "上海市民政局",
    title: "老年综合津贴",
    benefit: anOffer().benefit,
    account: { bank: "示例银行", tail: "0012" },
    decision: "confirm",
    decidedAt,
    receipt: "aa7k2m4q9x",
    change: { possible: true },
    isDocumentReadable: true,
    ...overrides,
  };
}

async function htmlOf(page: Page): Promise<string> {
  const app = new Hono();
  app.get("/", (c) => sendPage(c, page));
  return (await app.request("/")).text();
}

/** What a reader sees, without the tags between. */
async function textOf(page: Page): Promise<string> {
  const html = await htmlOf(page);
  return html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, "");
}

async function offerWith(state: OfferState): Promise<string> {
  return htmlOf(offerPage(anOffer({ state })));
}

const confirmForm = 'name="decision" value="confirm"';
const waiveLink = 'action="/c/waive"';

describe("an open offer", () => {
  test("says who, what, why, where to, what is promised, until when, and then asks", async () => {
    const text = await textOf(offerPage(anOffer()));
    const order = [
      "上海市民政局",
      "75元",
      "沪府发〔2016〕24号",
      "尾号0012的账户",
      "情况属实。",
      "身份核验后可查看",
      "2026年12月1日（星期二）",
      "确认领取",
      "放弃",
      "怀疑是诈骗？",
    ];
    const places = order.map((part) => text.lastIndexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("confirms by a form with the sealed handle; waiving leads to a page of its own", async () => {
    const html = await htmlOf(offerPage(anOffer()));
    expect(html).toContain('<form method="post" action="/c/decision">');
    expect(html).toContain(confirmForm);
    expect(html).toContain('name="handle" value="sealed-handle"');
    expect(html).toContain(waiveLink);
    expect(html).not.toContain('value="waive"');
  });

  test("asks for no field, unless the policy checks the last four", async () => {
    expect(await htmlOf(offerPage(anOffer()))).not.toContain('type="text"');
    const checked = await htmlOf(offerPage(anOffer({ check: "last-four", checkFailed: true })));
    expect(checked).toContain('name="lastFour"');
    expect(checked).toContain('formaction="/c/check"');
    expect(checked).toContain("没有改动任何内容");
  });

  test("without an account says so, and where to register one", async () => {
    const text = await textOf(offerPage(anOffer({ account: "none-registered" })));
    expect(text).toContain("尚未登记账户");
    expect(text).toContain("社区事务受理服务中心");
  });

  test("leaves out what there is nothing of", async () => {
    const { account, commitment, ground, form, ...rest } = anOffer();
    const text = await textOf(offerPage(rest));
    for (const label of ["发到", "您承诺", "依据", "申请表"]) expect(text).not.toContain(label);
  });
});

describe("an offer in another state", () => {
  test("that has lapsed can still be confirmed", async () => {
    const html = await offerWith({ kind: "lapsed", lapsedOn: civilDate("2026-12-01") });
    expect(html).toContain("仍可确认");
    expect(html).toContain(confirmForm);
  });

  test("that comes by itself can only be declined", async () => {
    const html = await offerWith({ kind: "announced" });
    expect(html).toContain("不领取");
    expect(html).toContain(waiveLink);
    // The button only leads to the page that asks once more.
    expect(html).not.toContain('<form method="post"');
  });

  test("that comes by itself asks nothing, even where declining takes a sign-in", async () => {
    const html = await offerWith({ kind: "announced", signInToDecline: true });
    expect(html).toContain("您不用做任何事");
    expect(html).toContain("登录");
    expect(html).not.toContain("<form");
  });

  test("that needs a signed-in person leads to signing in, and can be answered in no other way", async () => {
    const html = await offerWith({ kind: "sign-in-needed", isAnother: false });
    expect(html).toContain("请登录后确认");
    expect(html.match(/class="button[^"]*"/g)).toHaveLength(1);
    expect(html).toContain('href="/me/sign-in?to=/c"');
    expect(html).toContain("社区事务受理服务中心");
    expect(html).not.toContain("<form");
    expect(html).not.toContain(waiveLink);
  });

  test("whose reader has signed in as somebody else says so, and lets another sign in", async () => {
    const html = await offerWith({ kind: "sign-in-needed", isAnother: true });
    expect(html).toContain("您登录的不是这项待遇的本人");
    expect(html).toContain('href="/me/sign-in?to=/c&amp;again=yes"');
    expect(html).not.toContain("<form");
  });

  test("that was confirmed shows the decision in Shanghai's time and the other choice", async () => {
    const state = { kind: "decided", decision: "confirm", decidedAt, receipt: "aa7k" } as const;
    const html = await offerWith({ ...state, change: { possible: true } });
    expect(html).toContain("2026年11月22日（星期日）14:05");
    expect(html).toContain("aa7k");
    expect(html).toContain("改为放弃");
    expect(html).not.toContain(confirmForm);
  });

  test("that was waived can be confirmed while it can be changed", async () => {
    const state = { kind: "decided", decision: "waive", decidedAt, receipt: "aa7k" } as const;
    expect(await offerWith({ ...state, change: { possible: true } })).toContain(confirmForm);
  });

  test.each(["confirm", "waive"] as const)(
    "that begins to be fulfilled: %s stands",
    async (decision) => {
      const change = { possible: false, laterPeriods: false } as const;
      const html = await offerWith({
        kind: "decided",
        decision,
        decidedAt,
        receipt: "aa7k",
        change,
      });
      expect(html).toContain("不能再更改");
      expect(html).not.toContain("<form");
      expect(html).not.toContain(waiveLink);
    },
  );

  test("that begins to be fulfilled and stands can be ended for later periods by who has signed in", async () => {
    const decided = { kind: "decided", decision: "confirm", decidedAt, receipt: "aa7k" } as const;
    const change = { possible: false, laterPeriods: true } as const;
    const html = await offerWith({ ...decided, change });
    expect(html).toContain("以后各期不再领取");
    expect(html).toContain(waiveLink);
    const byLink = await offerWith({ ...decided, change: { ...change, signIn: "needed" } });
    expect(byLink).toContain("登录后更改");
    expect(byLink).not.toContain(waiveLink);
  });

  test("that is under way has nothing to answer", async () => {
    const html = await offerWith({
      kind: "under-way",
      change: { possible: false, laterPeriods: false },
    });
    expect(html).not.toContain("<form");
    expect(html).not.toContain(waiveLink);
  });
});

describe("the page that asks once more", () => {
  test("puts the way back before the waiver, and posts the waiver with the handle", async () => {
    const html = await htmlOf(waivePage(aWaiver()));
    expect(html.indexOf('href="/c"')).toBeLessThan(html.indexOf('value="waive"'));
    expect(html).toContain('name="handle" value="sealed-handle"');
  });

  test("of a standing benefit under way says what stays and what ends", async () => {
    const text = await textOf(
      waivePage(aWaiver({ change: { possible: false, laterPeriods: true } })),
    );
    expect(text).toContain("确定以后不再领取吗？");
    expect(text).toContain("已经办理和正在办理的各期不受影响");
  });

  test("declines a direct benefit in its own words", async () => {
    const text = await textOf(waivePage(aWaiver({ mode: "direct" })));
    expect(text).toContain("确定不领取吗？");
    expect(text).not.toContain("放弃");
  });
});

describe("an offer whose document demands publicity", () => {
  test("says before the tap for how long and what will be public", async () => {
    const told = async (names: "in-full" | "masked" | "number-only") =>
      textOf(offerPage(anOffer({ publicity: { workingDays: 5, names } })));
    expect(await told("in-full")).toContain(
      "拨付前先公示5个工作日，公示单位全称和金额；期满即撤下",
    );
    expect(await told("masked")).toContain("公示隐去部分的姓名");
    expect(await told("number-only")).toContain("只公示编号，不公示姓名");
    expect(await textOf(offerPage(anOffer()))).not.toContain("公示");
  });
});

describe("the receipt", () => {
  test("tells decision, time, number, what follows and until when it can be changed", async () => {
    const text = await textOf(
      receiptPage(
        aReceipt({
          publicUntil: civilDate("2026-12-01"),
          fulfilBy: civilDate("2026-12-14"),
          change: { possible: true, until: civilDate("2026-12-07") },
        }),
      ),
    );
    expect(text).toContain("您已确认领取");
    expect(text).toContain("2026年11月22日（星期日）14:05");
    expect(text).toContain("aa7k2m4q9x");
    expect(text).toContain("先公示到2026年12月1日（星期二）。");
    expect(text).toContain("上海市民政局最晚在2026年12月14日（星期一）办理。");
    expect(text).toContain("最晚2026年12月7日（星期一）可以更改。");
  });

  test("says for how long it is public where the last day is not fixed yet", async () => {
    const text = await textOf(receiptPage(aReceipt({ publicUntil: { workingDays: 5 } })));
    expect(text).toContain("先公示5个工作日，到期日待定。");
  });

  test("without a day says that the day is not fixed yet", async () => {
    expect(await textOf(receiptPage(aReceipt()))).toContain("日期待定");
  });

  test("of a waiver promises no payment", async () => {
    const text = await textOf(receiptPage(aReceipt({ decision: "waive" })));
    expect(text).toContain("您已放弃");
    expect(text).not.toContain("发到");
  });
});

describe("a refusal of this flow", () => {
  test.each(confirmProblems)(
    "%s says that nothing was changed, and what to do",
    async (problem) => {
      const text = await textOf(problemPage({ problem }));
      expect(text).toContain("没有改动任何内容");
      expect(text).toContain("Nothing was changed.");
      expect(text).toMatch(/请|有效/);
    },
  );

  test("a code that opens nothing gives no reason, and can be typed again", async () => {
    const html = await htmlOf(codePage({ notValid: true }));
    expect(html).toContain("这个编码打不开");
    expect(html).toContain('<form method="post" action="/c">');
    expect(html).toContain('name="code"');
  });
});

describe("every page", () => {
  const pages = {
    code: codePage({ notValid: true }),
    offer: offerPage(anOffer({ check: "last-four", checkFailed: true })),
    waive: waivePage(aWaiver({ check: "last-four" })),
    receipt: receiptPage(aReceipt()),
    problem: problemPage({ problem: "another-offer", ordinaryChannel: "社区事务受理服务中心" }),
  };

  test.each(Object.entries(pages))("%s is at most 14 KiB compressed", async (_, page) => {
    expect(gzipSync(await htmlOf(page)).length).toBeLessThanOrEqual(14 * 1024);
  });

  test.each(Object.entries(pages))("%s opens a second link in the same tab", async (_, page) => {
    expect(page.script).toContain("hashchange");
    expect(page.script).toContain("replaceState");
  });

  test("escapes what comes from data", async () => {
    const html = await htmlOf(offerPage(anOffer({ title: "<b>", handle: '"><script>' })));
    expect(html).not.toContain("<b>");
    expect(html).not.toContain('"><script>');
  });
});

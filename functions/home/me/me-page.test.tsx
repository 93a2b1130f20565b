import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { mePage } from "./me.page.tsx";
import type { GrantedItem, MeView, PeriodItem } from "./views.ts";

const titled = { title: "老年综合津贴", department: "上海市民政局" } as const;
const offer = { policy: "senior-comprehensive-allowance", commitment: "abc", scope: "" } as const;

function aView(more: Partial<MeView> = {}): MeView {
  return {
    kind: "person",
    name: "王**",
    account: "中国工商银行 尾号0012",
    form: "form-token",
    waiting: [],
    granted: [],
    later: [],
    unknown: [],
    unmet: [],
    objections: [],
    ...more,
  };
}

const aPeriod = (period: string): PeriodItem => ({
  period,
  amount: "75元",
  state: "已兑现",
  held: undefined,
});

const aGranted = (more: Partial<GrantedItem> = {}): GrantedItem => ({
  ...titled,
  reason: "您的户籍在黄浦区，已满65周岁。",
  periods: [aPeriod("2026年11月")],
  received: "75元",
  adjustments: [],
  receipts: [],
  offers: [offer],
  isDirect: false,
  ...more,
});

async function htmlOf(view: MeView): Promise<string> {
  const app = new Hono();
  app.get("/", (c) => sendPage(c, mePage(view)));
  return (await app.request("/")).text();
}

describe("the page of one's own", () => {
  test("puts what waits first, each with a form that opens it and names no person", async () => {
    const standing = { kind: "open", until: civilDate("2026-12-16") } as const;
    const waiting = [{ ...titled, benefit: "每月75元", standing, offer }];
    const html = await htmlOf(aView({ waiting, granted: [aGranted()] }));
    expect(html.indexOf("等您确认")).toBeLessThan(html.indexOf("已经办理的"));
    expect(html).toContain("请最晚在2026年12月16日（星期三）答复。");
    expect(html).toContain('<form method="post" action="/me/offer">');
    expect(html).toContain('name="form" value="form-token"');
  });

  test("says why it is empty", async () => {
    const html = await htmlOf(aView());
    expect(html).toContain("现在没有要您确认的");
    expect(html).toContain("符合条件的会自动办理，不用申请");
  });

  test("of somebody unknown to all departments says that this is no refusal", async () => {
    const html = await htmlOf(aView({ name: undefined, account: undefined }));
    expect(html).toContain("不代表不符合条件");
  });

  test("shows the three newest periods and folds older ones away", async () => {
    const periods = ["5", "4", "3", "2", "1"].map((month) => aPeriod(`2026年${month}月`));
    const html = await htmlOf(aView({ granted: [aGranted({ periods })] }));
    expect(html).toContain("更早的2期");
    expect(html.indexOf("2026年3月")).toBeLessThan(html.indexOf("更早的2期"));
    expect(html.indexOf("更早的2期")).toBeLessThan(html.indexOf("2026年2月"));
  });

  test("tells the receipt of a decision in Shanghai's time, and why nothing moves", async () => {
    const decidedAt = new Date("2026-11-22T06:05:00Z");
    const receipts = [{ decision: "waive", decidedAt, number: "AA7K2M4Q9XBB" } as const];
    const held = { ...aPeriod("2026年11月"), held: "没有登记收款账户" };
    const html = await htmlOf(aView({ granted: [aGranted({ receipts, periods: [held] })] }));
    expect(html).toContain("2026年11月22日（星期日）14:05放弃，回执号");
    expect(html).toContain("没有登记收款账户");
  });

  test("tells under which number a payment stands on the public list", async () => {
    const shown = { ...aPeriod("2026年11月"), state: "公示中", publicNumber: "aa0123456789ab" };
    const html = await htmlOf(aView({ granted: [aGranted({ periods: [shown] })] }));
    expect(html).toContain("公示编号 AA0123456789AB");
    expect(await htmlOf(aView({ granted: [aGranted()] }))).not.toContain("公示编号");
  });

  test("tells who holds what is missing, and where to apply meanwhile", async () => {
    const missing = [{ fact: "户籍所在区", holder: "上海市公安局" }];
    const unknown = [{ ...titled, missing, ordinaryChannel: "到社区事务受理服务中心申请" }];
    const html = await htmlOf(aView({ unknown }));
    expect(html).toContain("户籍所在区（由上海市公安局提供）");
    expect(html).toContain("缺数据不等于不符合条件");
    expect(html).toContain("到社区事务受理服务中心申请");
  });

  test("speaks to an organisation as one, and escapes what comes from data", async () => {
    const html = await htmlOf(aView({ kind: "organisation", name: "<b>示例</b>" }));
    expect(html).toContain("贵单位的待遇");
    expect(html).not.toContain("<b>示例");
  });

  test("leads to one's own code", async () => {
    expect(await htmlOf(aView())).toContain('href="/me/code"');
  });

  test("has one way out, which changes something and so is a form", async () => {
    const html = await htmlOf(aView());
    expect(html).toContain('<form method="post" action="/me/sign-out">');
    expect(html).toContain("退出登录");
  });
});

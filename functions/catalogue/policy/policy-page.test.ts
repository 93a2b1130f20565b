import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";

/** What a server may send before it hears from the browser again: ten packets (RFC 6928). */
const firstRoundTripBytes = 14 * 1024;

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterEach(async () => {
  world.now = "2026-12-01T02:00:00Z";
  await world.empty();
});
afterAll(() => world.close());

async function pageOf(id: string) {
  const response = await world.get(`/policies/${id}`, asBrowser);
  expect(response.status).toBe(200);
  return (await response.text()).replace(/<style>[\s\S]*?<\/style>/, "");
}

const headings = (html: string) =>
  [...html.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, text]) => text);

const at = "2026-11-20T02:00:00Z";

describe.each(policies.map(({ id, title }) => ({ id, title })))(
  "/policies/$id",
  ({ id, title }) => {
    test("answers the five questions in their order, then tells its ground and who is responsible", async () => {
      const html = await pageOf(id);
      expect(html).toContain(`<h1>${title.replaceAll('"', "&quot;")}</h1>`);
      expect(headings(html).slice(0, 7)).toEqual([
        "谁可以享受",
        "享受什么",
        "怎么到账",
        "缺什么数据",
        "不符合怎么办",
        "依据",
        "谁负责",
      ]);
      for (const part of ["原渠道", "办理时限", "牵头部门", "责任处室", "文件和条款"])
        expect(html).toContain(part);
      expect(html).toContain(`href="/policies/${id}/check"`);
    });

    test("has one English line under each question", async () => {
      const lines = (await pageOf(id)).match(/<\/h2><p class="english" lang="en">[A-Z]/g);
      expect(lines).toHaveLength(5);
    });

    test("is public text: no value of anybody's, no placeholder", async () => {
      expect(await pageOf(id)).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    });
  },
);

describe.each(handJudged.map((entry) => ({ entry, id: entry.id })))(
  "/policies/$id",
  ({ entry, id }) => {
    test("says that one has to apply, where, and why no machine decides", async () => {
      const html = await pageOf(id);
      expect(headings(html)).toEqual([
        "谁可以享受",
        "享受什么",
        "怎么办理",
        "为什么不能自动",
        "不符合怎么办",
        "依据",
        "谁负责",
      ]);
      for (const text of [...entry.conditions, entry.whyByPeople, entry.ordinaryChannel.text])
        expect(html).toContain(text);
      expect(html).toContain("需要申请");
    });

    test("promises nothing that arrives by itself, and offers no trial", async () => {
      const html = await pageOf(id);
      expect(html).not.toMatch(/直接兑现|一键确认|扫码核验|undefined/);
      expect(html).not.toContain("/check");
    });
  },
);

describe("the stage", () => {
  test("a policy that is listed sends people to the ordinary channel, and calls its way planned", async () => {
    const html = await pageOf("disabled-parking");
    expect(html).toContain("还没有实行免申即享，请按原渠道办理");
    expect(html).toContain("拟扫码识别");
    expect(html).toContain("目前请按原渠道办理");
  });

  test("a pilot says where", async () => {
    const pilot = { districts: ["310101"] } as const;
    await world.enterStage("disabled-parking", { stage: "pilot", at, pilot });
    const html = await pageOf("disabled-parking");
    expect(html).toContain("目前只在黄浦区（按户籍所在区）试点。");
    expect(html).toContain("不在试点范围内的，目前按原渠道办理");
  });

  test("live needs no notice", async () => {
    expect(await pageOf("senior-comprehensive-allowance")).not.toContain('class="notice');
  });

  test("a pause says so and why, and every stage is told with its day", async () => {
    await world.enterStage("park-admission", { stage: "paused", at, reason: "闸机更换" });
    const html = await pageOf("park-admission");
    expect(html).toContain("已暂停。原因：闸机更换。");
    expect(html).toContain("暂停期间不兑现");
    expect(html).toMatch(/2026年11月20日<\/dt><dd>暂停：闸机更换/);
    expect(html).toMatch(/日期没有记录<\/dt><dd>全市实施/);
  });

  test("an end says so", async () => {
    await world.enterStage("park-admission", { stage: "retired", at, reason: "并入新政策" });
    expect(await pageOf("park-admission")).toContain("已终止，不再享受。原因：并入新政策。");
  });

  test("what a member of staff wrote is no markup", async () => {
    await world.enterStage("park-admission", { stage: "paused", at, reason: "<img src=x>" });
    expect(await pageOf("park-admission")).not.toContain("<img");
  });

  test("days that are over promise nothing", async () => {
    world.now = "2022-06-01T02:00:00Z";
    const html = await pageOf("job-retention-refund");
    expect(html).toContain("目前不在有效期内");
    expect(html).toContain("现在不办理");
  });
});

test("a policy's thresholds stand on its page from both sides, the further ones folded", async () => {
  const html = await pageOf("senior-comprehensive-allowance");
  expect(html).toContain("出生日期1956年5月1日：<strong>每月75元</strong>");
  expect(html).toContain("出生日期1956年5月2日：<strong>不能享受</strong>");
  expect(html).toMatch(/<details><summary>再看4组<[\s\S]*出生日期1921年5月1日/);
  expect(html).not.toContain("死亡注销登记日期2021");
});

test("a published figure stands there with its source and its days", async () => {
  const html = await pageOf("job-retention-refund");
  expect(html).toMatch(/上年度全国城镇调查失业率控制目标[\s\S]*<strong>5.5%<\/strong>（示例）/);
  expect(html).toContain("自2025年1月1日起，依据示例：延续2024年的目标");
});

test("the versions before are folded, with their clauses", async () => {
  const html = await pageOf("senior-comprehensive-allowance");
  expect(html).toMatch(
    /其他版本（1个）[\s\S]*2016年5月1日起，到2021年4月30日止[\s\S]*沪府发〔2016〕24号/,
  );
});

test("who counts once leads to the policy that may not be had beside it", async () => {
  const html = await pageOf("job-absorption-subsidy");
  expect(html).toMatch(/只计一次[\s\S]{0,40}不能与<a href="\/policies\/job-expansion-grant">/);
});

test("shares of the cost are told", async () => {
  expect(await pageOf("pudong-ninetieth-birthday-gift")).toContain("经费分担：区100%");
});

test("every page leads to the feed", async () => {
  expect(await pageOf("park-admission")).toMatch(
    /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/changes.atom"\/>/,
  );
});

test("a policy that nobody knows is a page that says so", async () => {
  const response = await world.get("/policies/nothing", asBrowser);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("目录里没有这项政策");
});

test("every page arrives in the first round trip: with its stylesheet, compressed, under 14 KiB", async () => {
  const sizes = await Promise.all(
    [...policies, ...handJudged].map(async ({ id }) => {
      const page = await (await world.get(`/policies/${id}`, asBrowser)).text();
      // All that it needs is in it.
      expect(page).not.toMatch(/<link rel="stylesheet"|<script src|<img/);
      return { id, bytes: gzipSync(page).length };
    }),
  );
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes);
  console.warn(`the largest page: ${largest?.id}, ${largest?.bytes} bytes compressed`);
  expect(sizes.filter(({ bytes }) => bytes >= firstRoundTripBytes)).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { fen } from "#shared/money/fen.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Benefit } from "./benefit-lines.ts";
import { composeTogether } from "./compose-together.ts";
import { englishTitleOf } from "./english-titles.ts";
import { chineseSms, type Reader } from "./reader.ts";

const home = "https://jixiang.example/me";
const deadlineAt = Date.parse("2026-12-01T08:00:00+08:00");
const englishSms: Reader = { locale: "en", channel: "sms" };
const kinds = ["offer", "announcement", "continued"] as const;

function policyOf(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(`there is no ${id}`);
  return policy;
}
const senior = policyOf("senior-comprehensive-allowance");

let number = 0;
function aBenefit(policy: Policy, kind: Benefit["kind"] = "offer", yuan = 9_876.5): Benefit {
  number += 1;
  const link = `https://jixiang.example/c#${String(number)
    .padStart(28, "a")
    .replaceAll(/\d/g, (digit) => "qrstuvwxyz".charAt(Number(digit)))}`;
  return { kind, facts: { policy, amountFen: fen(yuan * 100), deadlineAt, link } };
}
const bodyOf = (all: readonly Benefit[], reader = chineseSms) =>
  composeTogether(all, home, reader).body;

/** Every policy beside the senior allowance, in each way that there is. */
const pairs = policies.flatMap((policy) =>
  kinds.map((kind) => [policy.id, kind, [aBenefit(senior), aBenefit(policy, kind)]] as const),
);

describe.each(pairs)("a message about the senior allowance and %s (%s)", (id, kind, pair) => {
  const policy = policyOf(id);

  it("names both and leads to each by its own link", () => {
    for (const reader of [chineseSms, englishSms]) {
      const { title, body } = composeTogether(pair, home, reader);
      const named = (of: Policy) =>
        reader.locale === "en" ? englishTitleOf(of) : (of.neutralTitle ?? of.title);
      for (const one of [senior, policy]) {
        expect(title).toContain(named(one));
        expect(body).toContain(named(one));
      }
      for (const { facts } of pair) expect(body).toContain(facts.link);
      expect(body).not.toContain(home);
    }
  });

  it("asks for nothing, has no gap in its words, and no number of a person", () => {
    const chinese = bodyOf(pair);
    expect(chinese).toContain("不会向您索要任何信息");
    expect(chinese).not.toMatch(/undefined|null|NaN|，。|，，|：。|；。|。；/);
    const english = bodyOf(pair, englishSms);
    expect(english).toMatch(/^[\x20-\x7e]+$/);
    expect(english).toContain("asks you for nothing");
    expect(english).not.toMatch(/undefined|null|NaN| {2}|\.\.|,\.|: \./);
    for (const text of [chinese, english]) expect(text.match(/\d{6,}/g) ?? []).toEqual([]);
  });

  it("says by when to answer an offer, and how the others come", () => {
    const says = (text: string) => bodyOf([pair[1], aBenefit(policy, kind)]).includes(text);
    expect(says("请最晚在2026年12月1日")).toBe(kind === "offer");
    expect(says("如不领取可打开")).toBe(kind !== "offer");
  });
});

it.each(
  policies.filter(({ sensitive }) => sensitive).map((policy) => [policy.id, policy] as const),
)(
  "a message that is also about the sensitive %s tells neither its title nor its amount",
  (_, policy) => {
    const pair = [aBenefit(senior, "offer", 75), aBenefit(policy)];
    const chinese = bodyOf(pair);
    expect(chinese).not.toContain(policy.title);
    expect(chinese).not.toMatch(/9,?876|残疾|困难|低保|贫困|重残|退役/);
    expect(bodyOf(pair, englishSms)).not.toMatch(/9,?876|disab|hardship|low.income|veteran/i);
  },
);

describe("a message about three or more", () => {
  const three = [
    "senior-comprehensive-allowance",
    "one-child-reward",
    "pudong-ninetieth-birthday-gift",
  ]
    .map(policyOf)
    .map((policy, index) => aBenefit(policy, index === 2 ? "announcement" : "offer"));

  it("names all and leads to where all of them stand, and to the counter", () => {
    const body = bodyOf(three);
    for (const { facts } of three) {
      expect(body).toContain(facts.policy.title);
      expect(body).not.toContain(facts.link);
    }
    expect(body).toContain(`打开 ${home} `);
    expect(body).toContain("社区事务受理服务中心");
    expect(bodyOf(three, englishSms)).toContain(home);
  });

  it("has one line for what is given once for each of several people, with the sum", () => {
    const hiring = policyOf("job-absorption-subsidy");
    const all = Array.from({ length: 30 }, () => aBenefit(hiring, "announcement", 2_000));
    const { title, body } = composeTogether(all, home, {
      locale: "zh-CN",
      channel: "enterprise-page",
    });
    expect(title).toBe(`您有30项待遇：${hiring.title}30笔`);
    expect(body).toContain("共60,000元");
    expect(body.split(hiring.title)).toHaveLength(2);
    expect(body).toContain("打开本消息的链接");
  });
});

it("two departments speak for themselves, for three the one-stop platform does", () => {
  const byDepartment = [...new Map(policies.map((one) => [one.leadDepartment, one])).values()]
    .filter(({ sensitive }) => !sensitive)
    .map((policy) => aBenefit(policy));
  const [one, two, three] = byDepartment;
  if (one === undefined || two === undefined || three === undefined)
    throw new Error("there are too few departments");
  expect(bodyOf([one, two])).not.toContain("上海市大数据中心");
  expect(bodyOf([one, two, three])).toMatch(/^【免申即享】上海市大数据中心：/);
});

it("where a message has a button for each link, its text says so", () => {
  const body = bodyOf([aBenefit(senior), aBenefit(senior)], { locale: "zh-CN", channel: "app" });
  expect(body).not.toContain("https://");
  expect(body).toContain("打开它的链接");
});

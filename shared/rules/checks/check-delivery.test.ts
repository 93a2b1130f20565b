import { benefit, perMonth } from "#shared/rules/language/amount.ts";
import { type PayeeAccount, payment } from "#shared/rules/fulfilment.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import {
  aFinding,
  amountInWords,
  broken,
  foundBy,
  soundPolicy,
  soundVersion,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkDelivery } from "./delivery.ts";
import { checkDiscretion } from "./discretion.ts";

describe("delivery", () => {
  const found = (change: Loose) => foundBy(checkDelivery, broken(change));
  const unasked = (though: string) => [
    aFinding(
      "mode",
      `It is granted without a word of the subject, though ${though}. Make the mode “confirm”.`,
      "依法须经申请或者有不利影响的，不得直接兑现或者扫码享受，请改为确认后兑现。",
    ),
  ];
  const free = benefit("免费入园");

  it.each<Version["ground"]>(["choice", "none"])("needs no word of the subject: %s", (ground) => {
    expect(found({ mode: "direct", ground })).toEqual([]);
    expect(found({ mode: "scan", ground, amount: free })).toEqual([]);
  });

  it.each<Version["ground"]>(["application-by-law-or-regulation", "application-by-document"])(
    "asks the subject for its application: %s",
    (ground) => {
      const demanded = unasked("law or document demand an application");
      expect(found({ mode: "confirm", ground })).toEqual([]);
      expect(found({ mode: "direct", ground })).toEqual(demanded);
      expect(found({ mode: "scan", ground, amount: free })).toEqual(demanded);
    },
  );

  it("asks the subject where it has an adverse side", () => {
    const adverse = { ground: "none", adverseEffects: true };
    expect(found({ ...adverse, mode: "confirm" })).toEqual([]);
    expect(found({ ...adverse, mode: "direct" })).toEqual(unasked("it has an adverse side"));
  });

  it("pays no money at a scan", () => {
    expect(found({ mode: "scan", ground: "none" })).toEqual([
      aFinding(
        amountInWords,
        "A scan pays no money. Grant a benefit in words, or take another mode.",
        "扫码享受的不能是现金，请改为优待内容或者其他方式。",
      ),
    ]);
    expect(found({ mode: "direct", ground: "none", amount: perMonth(1) })).toEqual([]);
  });
});

describe("the account that pays social insurance", () => {
  const found = (subject: Policy["subject"], payees: readonly [PayeeAccount, ...PayeeAccount[]]) =>
    foundBy(checkDelivery, broken({}, { subject, fulfilment: payment("tax", "", { payees }) }));

  it("receives what organisations are paid, and nothing of persons", () => {
    expect(found("organisation", ["account", "premium-account"])).toEqual([]);
    expect(found("person", ["account"])).toEqual([]);
    expect(found("person", ["account", "premium-account"])).toEqual([
      aFinding(
        "fulfilment.payees",
        "Only organisations have an account that pays social insurance. Leave it out.",
        "只有单位才有缴纳社会保险费的账户，请去掉。",
      ),
    ]);
  });
});

describe("the cost and whom a benefit counts for", () => {
  const found = (more: object) => foundBy(checkDelivery, broken({}, more));

  it("is shared out whole", () => {
    const shared = (...percents: number[]) => ({
      fulfilment: {
        ...payment("tax", ""),
        shares: percents.map((percent) => ({ level: "city", percent })),
      },
    });
    expect(found(shared(40, 60))).toEqual([]);
    expect(found(shared(40, 59))).toEqual([
      aFinding(
        "fulfilment.shares",
        "The shares of the cost do not add up to 100 percent. Correct them.",
        "市区分担的比例相加不是100%，请更正。",
      ),
    ]);
  });

  it("counts relatives once only where it is given for each of them", () => {
    const reserves = (of: "self" | "relative") => ({ group: "g", of, within: "ever" });
    expect(found({ reserves: reserves("self") })).toEqual([]);
    expect(found({ reserves: reserves("relative"), per: "child" })).toEqual([]);
    expect(found({ reserves: reserves("relative") })).toEqual([
      aFinding(
        "reserves",
        "A relative counts only once, yet the benefit is not given for each relative. Name the relation with per, or reserve the subject itself.",
        "规定了关系人只计一次，却不是按关系人逐一发放。请写明per，或者改为本人只计一次。",
      ),
    ]);
  });
});

describe("what leaves the house", () => {
  const ofAll = (field: string, en: string, zh: string) => ({
    ...aFinding(field, en, zh),
    version: "all",
  });
  const telling = (field: string, word: string) =>
    ofAll(
      field,
      `It leaves the house with “${word}”, which tells disability, poverty or loss. Say it in neutral words.`,
      `对外文字含“${word}”，会泄露敏感状况，请改用中性说法。`,
    );
  const sensitive = { sensitive: true, neutralTitle: "生活补贴" };

  it("tells nothing of a policy that is not sensitive, whatever its remark", () => {
    expect(checkDiscretion(soundPolicy)).toEqual([]);
    const fulfilment = { kind: "payment", remark: "困难补助" };
    expect(checkDiscretion(broken({}, { fulfilment }))).toEqual([]);
  });

  it.each([undefined, "", " "])(
    "has a neutral title where the policy is sensitive: not “%s”",
    (title) => {
      const untitled = broken({}, { sensitive: true, neutralTitle: title });
      expect(checkDiscretion(untitled)).toEqual([
        ofAll(
          "neutralTitle",
          "A sensitive policy has no neutral title, so that its messages would tell. Give it one.",
          "敏感政策须有中性名称，请补充。",
        ),
      ]);
    },
  );

  it.each(["残", "低保", "困难", "贫", "失业", "丧", "亡", "烈", "抚恤"])(
    "does not say %s",
    (word) => {
      const titled = broken({}, { sensitive: true, neutralTitle: `${word}补贴` });
      expect(checkDiscretion(titled)).toEqual([telling("neutralTitle", word)]);
    },
  );

  it("has a neutral remark", () => {
    const paid = (remark: string) =>
      broken({}, { ...sensitive, fulfilment: { kind: "payment", remark } });
    expect(checkDiscretion(paid("补贴"))).toEqual([]);
    expect(checkDiscretion(paid("低保金"))).toEqual([telling("fulfilment.remark", "低保")]);
    expect(checkDiscretion(broken({}, sensitive))).toEqual([]);
  });

  it("names no class of person in a benefit, sensitive or not", () => {
    const free = { ...soundVersion, amount: benefit("烈属免费") };
    const versions = [soundVersion, { ...soundVersion, amount: benefit("免费入园") }, free];
    expect(checkDiscretion(broken({}, { versions }))).toEqual([telling("amount.benefit", "烈")]);
    expect(checkDiscretion(broken({}, { ...sensitive, versions }))).toEqual([
      telling("amount.benefit", "烈"),
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { fen } from "#shared/money/fen.ts";
import { policies } from "#shared/policies/index.ts";
import { compose } from "./compose.ts";
import type { NoticeKind } from "./notice-text.ts";

const kinds = [
  "offer",
  "reminder",
  "lapsed",
  "announcement",
  "fulfilled",
  "returned",
  "suspended",
] as const satisfies readonly NoticeKind[];
const link = "https://jixiang.example/c#qxabcdefghijklmnopqrstuvwx27";
const deadlineAt = Date.parse("2026-12-01T08:00:00+08:00");
const facts = { amountFen: fen(9_876_50), deadlineAt, link };

const every = policies.flatMap((policy) => kinds.map((kind) => ({ policy, kind })));
const textOf = ({ policy, kind }: (typeof every)[number], more = {}): string => {
  const { title, body } = compose(kind, { policy, ...facts, ...more });
  return `${title}\n${body}`;
};

describe("a message", () => {
  it.each(every.map((one) => [one.policy.id, one.kind, one] as const))(
    "of %s (%s) holds no digits that could be a document number, a phone or an account",
    (_, __, one) => {
      const longest = textOf(one).replaceAll(link, "").match(/\d+/g) ?? [];
      expect(longest.filter((digits) => digits.length > 5)).toEqual([]);
    },
  );

  it.each(
    every
      .filter(({ policy }) => policy.sensitive)
      .map((one) => [one.policy.id, one.kind, one] as const),
  )("of the sensitive policy %s (%s) tells neither its title nor its amount", (_, __, one) => {
    for (const again of [false, true]) {
      const text = textOf(one, { again });
      expect(text).not.toContain(one.policy.title);
      expect(text).toContain(one.policy.neutralTitle);
      expect(text).not.toMatch(/9,?876/);
      expect(text).not.toMatch(/\d元/);
      expect(text).not.toMatch(/残疾|困难|低保|贫困|重残|丧葬|死亡/);
    }
  });

  it("of every sensitive policy was looked at", () => {
    expect(policies.filter(({ sensitive }) => sensitive).map(({ id }) => id)).toContain(
      "disability-living-allowance",
    );
  });

  it.each(every.map((one) => [one.policy.id, one.kind, one] as const))(
    "of %s (%s) says who speaks, that it asks for nothing, and has no gap in its words",
    (_, __, one) => {
      const text = textOf(one);
      expect(text).toContain("【免申即享】");
      expect(text).toContain("不会向您索要任何信息");
      expect(text).not.toMatch(/undefined|null|NaN|，。|，，|：。/);
    },
  );

  it.each(["offer", "reminder", "lapsed", "announcement"] as const)(
    "of the kind %s carries the link",
    (kind) => {
      for (const policy of policies) expect(textOf({ policy, kind })).toContain(link);
    },
  );

  it.each(["fulfilled", "returned"] as const)("of the kind %s carries no link", (kind) => {
    for (const policy of policies) expect(textOf({ policy, kind })).not.toContain(link);
  });

  it.each(["announcement", "fulfilled", "returned"] as const)(
    "of the kind %s speaks of an account only where money goes to one",
    (kind) => {
      const speaking = policies.filter((policy) => textOf({ policy, kind }).includes("账户"));
      const paid = policies.filter(({ fulfilment }) => fulfilment.kind === "payment");
      expect(speaking.map(({ id }) => id)).toEqual(paid.map(({ id }) => id));
    },
  );

  it("that offers names amount, deadline and the reason for asking again", () => {
    const policy = policies.find(({ id }) => id === "senior-comprehensive-allowance");
    if (policy === undefined) throw new Error("the policy is gone");
    const text = textOf({ policy, kind: "offer" }, { again: true });
    expect(text).toContain("每月9,876.50元");
    expect(text).toContain("2026年12月1日");
    expect(text).toContain("请重新确认");
    expect(textOf({ policy, kind: "offer" })).not.toContain("请重新确认");
  });

  it("has a template for each kind", () => {
    const [policy] = policies;
    if (policy === undefined) throw new Error("there is no policy");
    const templates = kinds.map((kind) => compose(kind, { policy, ...facts }).template);
    expect(new Set(templates).size).toBe(kinds.length);
  });
});

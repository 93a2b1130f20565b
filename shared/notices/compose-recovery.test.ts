import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { fen } from "#shared/money/fen.ts";
import { policies } from "#shared/policies/index.ts";
import { composeRecovery } from "./compose-recovery.ts";
import type { RecoveryNoticeKind } from "./recovery-facts.ts";

const kinds = [
  "recovery-announced",
  "recovery-decided",
  "recovery-changed",
  "recovery-withdrawn",
  "recovery-set-off",
  "recovery-owed-again",
  "recovered",
] as const satisfies readonly RecoveryNoticeKind[];
const facts = { amountFen: fen(9_876_50), dueOn: civilDate("2026-12-21") };
const every = policies.flatMap((policy) => kinds.map((kind) => ({ policy, kind })));
const textOf = ({ policy, kind }: (typeof every)[number], more = {}): string => {
  const { title, body } = composeRecovery(kind, { policy, ...facts, ...more });
  return `${title}\n${body}`;
};

describe("a message about what was paid too much", () => {
  it.each(every.map((one) => [one.policy.id, one.kind, one] as const))(
    "of %s (%s) says who speaks, asks for nothing, and names no account and no link",
    (_, __, one) => {
      for (const more of [{}, { amountFen: fen(0), dueOn: null }]) {
        const text = textOf(one, more);
        expect(text).toContain("【免申即享】");
        expect(text).toContain("不含收款账户和链接");
        expect(text).not.toMatch(/https?:|undefined|null|NaN|，。|，，|：。/);
        expect(text.match(/\d{6,}/g)).toBeNull();
      }
    },
  );

  it.each(
    every
      .filter(({ policy }) => policy.sensitive)
      .map((one) => [one.policy.id, one.kind, one] as const),
  )("of the sensitive policy %s (%s) tells neither its title nor its amount", (_, __, one) => {
    const text = textOf(one);
    expect(text).not.toContain(one.policy.title);
    expect(text).toContain(one.policy.neutralTitle);
    expect(text).not.toMatch(/9,?876|\d元|残疾|困难|低保|贫困|重残|丧葬|死亡/);
  });

  it("says what, by when, and what one can do", () => {
    const policy = policies.find(({ id }) => id === "senior-comprehensive-allowance");
    if (policy === undefined) throw new Error("the allowance is gone");
    const announced = textOf({ policy, kind: "recovery-announced" });
    expect(announced).toContain("9,876.50元");
    expect(announced).toContain("尚未作出追回决定");
    expect(announced).toContain("五个工作日内您可以陈述、申辩");
    const decided = textOf({ policy, kind: "recovery-decided" });
    expect(decided).toContain("最晚在2026年12月21日（星期一）退还");
    expect(decided).toContain("一次退还不便的，可以申请分期");
    expect(textOf({ policy, kind: "recovery-changed" }, { amountFen: fen(0) })).toContain(
      "不再需要退还",
    );
  });
});

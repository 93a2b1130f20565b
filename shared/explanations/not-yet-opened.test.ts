import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { policyById } from "#shared/policies/index.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { aProfile } from "#shared/testing/builders.ts";
import { notYetOpened } from "./not-yet-opened.ts";

function policyOf(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(`there is no ${id}`);
  return policy;
}
const allowance = policyOf("senior-comprehensive-allowance");

/** What is told in a stage to a subject of whom this is known. */
function told(
  { stage, pilot }: Pick<PolicyStage, "stage" | "pilot">,
  facts: Readonly<Record<string, FactValue>> = { hukouDistrict: "310104" },
  policy = allowance,
) {
  const entered = { stage, number: 1, reason: "", sinceAt: 0, ...(pilot ? { pilot } : {}) };
  const readings = readProfileOn(aProfile(facts), new Set(), civilDate("2026-11-20"));
  return notYetOpened(policy, new Map([[policy.id, entered]]), "aasomebody", readings);
}

const inHuangpu = { stage: "pilot", pilot: { districts: ["310101"] } } as const;
const apply = `如果不想等，也可以${allowance.ordinaryChannel.text}。`;

describe("why nothing is opened yet", () => {
  it("is nothing where the policy is in operation", () => {
    expect(told({ stage: "live" })).toBeUndefined();
    expect(told(inHuangpu, { hukouDistrict: "310101" })).toBeUndefined();
  });

  it("is a pilot elsewhere: where it is, where the subject belongs, and what comes next", () => {
    expect(told(inHuangpu)).toEqual({
      because: "pilot-elsewhere",
      text: `您符合条件。这项政策目前只在黄浦区试点，您的户籍在徐汇区，还没有开始；全市实施后会自动办理，您不用申请；${apply}`,
    });
    expect(told(inHuangpu, { hukouDistrict: "elsewhere" })?.text).toContain("您的户籍在外省市");
  });

  it("is a district that nobody knows for certain", () => {
    expect(told(inHuangpu, {})).toEqual({
      because: "pilot-district-unknown",
      text: `您符合条件。这项政策目前只在黄浦区试点，您的户籍在哪个区还没有可靠的数据；数据补齐后会自动重新判断，您不用申请；${apply}`,
    });
  });

  it("is a share of all that the subject is not among", () => {
    const small = { stage: "pilot", pilot: { percent: 1 } } as const;
    expect(told(small)).toMatchObject({
      because: "not-in-pilot-share",
      text: expect.stringContaining("目前只对一部分人试点，还没有轮到您"),
    });
    expect(told({ stage: "pilot", pilot: { percent: 100 } })).toBeUndefined();
  });

  it.each([
    ["listed", "not-started", "还没有开始自动办理"],
    ["ready", "not-started", "还没有开始自动办理"],
    ["paused", "paused", "目前暂停实施"],
  ] as const)("is that the policy is %s, and where to apply meanwhile", (stage, because, words) => {
    const answer = told({ stage });
    expect(answer?.because).toBe(because);
    expect(answer?.text).toContain(words);
    expect(answer?.text.endsWith(apply)).toBe(true);
  });

  it("is that the policy has ended: nothing is promised, and a number is told to ask", () => {
    expect(told({ stage: "retired" })).toEqual({
      because: "retired",
      text: "您符合条件。不过这项政策已经终止，不再自动办理。如有疑问，请拨打12345。",
    });
  });

  it("is told to an organisation by where it is registered", () => {
    const refund = policyOf("job-retention-refund");
    const answer = told(inHuangpu, { registeredDistrict: "310115" }, refund);
    expect(answer?.text).toContain("贵单位符合条件。");
    expect(answer?.text).toContain("贵单位登记的地址在浦东新区");
  });
});

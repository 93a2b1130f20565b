import { describe, expect, it } from "vitest";
import { objectionStates, objectorKinds } from "#shared/db/enumerations.ts";
import { occasions } from "#shared/objections/tasks.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { composeObjection } from "./compose-objection.ts";

function policyOf(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(`there is no ${id}`);
  return policy;
}
const refund = policyOf("job-retention-refund");

type About = Parameters<typeof composeObjection>[2];
const about = (more: Partial<About> = {}): About => ({
  raisedBy: "phone",
  state: "accepted",
  outcome: null,
  freezes: 1,
  ...more,
});

/** Every message that there can be about an objection to a policy. */
const allOf = (policy: Policy) =>
  occasions.flatMap((occasion) =>
    objectorKinds.flatMap((raisedBy) =>
      objectionStates.flatMap((state) => {
        const isResult = state === "upheld" || state === "refused" || state === "settled";
        if (occasion === "result" && !isResult) return [];
        return [null, "not-entitled", "facts-corrected"].map((outcome) =>
          composeObjection(occasion, policy, about({ raisedBy, state, outcome })),
        );
      }),
    ),
  );

describe("a message about an objection", () => {
  it("tells the person concerned that payment waits, for how long, and not by whom", () => {
    const { body, template } = composeObjection("frozen", refund, about());
    expect(template).toBe("objection-frozen.v1");
    expect(body).toContain("有人提出异议");
    expect(body).toContain("10个工作日内答复");
    expect(body).toContain("上海市人力资源和社会保障局");
  });

  it("tells the person concerned the answer, and how to go on against it", () => {
    for (const raisedBy of objectorKinds) {
      for (const more of [
        { state: "refused" },
        { state: "upheld", outcome: "not-entitled" },
        { state: "upheld", outcome: "facts-corrected" },
      ] as const) {
        const { body } = composeObjection("answered", refund, about({ raisedBy, ...more }));
        expect(body).toContain("60日内申请行政复议");
        expect(body).toContain("6个月内向人民法院提起行政诉讼");
      }
    }
  });

  it("says in so many words what was decided", () => {
    const words = (more: Partial<About>) => composeObjection("answered", refund, about(more)).body;
    expect(words({ state: "refused" })).toContain("异议经核查不成立，照常办理");
    expect(words({ state: "refused", raisedBy: "subject" })).toContain("维持原来的认定");
    expect(words({ state: "upheld", outcome: "not-entitled" })).toContain("已经拨付的依法追回");
    const corrected = { state: "upheld", outcome: "facts-corrected" } as const;
    expect(words(corrected)).toContain("按更正后的数据重新认定");
    expect(words({ ...corrected, raisedBy: "subject" })).toContain(
      "您对失业保险稳岗返还提出的异议成立",
    );
  });

  it("tells who objected only whether it was upheld", () => {
    const result = (state: About["state"]) =>
      composeObjection("result", refund, about({ state, outcome: "not-entitled" })).body;
    expect(result("upheld")).toContain("异议成立");
    expect(result("refused")).toContain("异议不成立");
    expect(result("settled")).toContain("已经处理");
    for (const state of ["upheld", "refused", "settled"] as const)
      expect(result(state)).not.toContain("行政复议");
    expect(() => result("lodged")).toThrow("has no result");
  });

  it("of a sensitive policy names it neutrally, in every message", () => {
    for (const policy of policies.filter(({ sensitive }) => sensitive)) {
      for (const { title, body } of allOf(policy)) {
        expect(title + body).not.toContain(policy.title);
        expect(title + body).not.toMatch(/残疾|低保|困难/);
      }
    }
  });

  it("asks for nothing, and says whom to ask", () => {
    for (const { body } of allOf(refund)) {
      expect(body).toContain("不会向您索要任何信息");
      expect(body).toContain("12345");
    }
  });
});

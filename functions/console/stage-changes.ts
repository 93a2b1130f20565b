import type { StageChange } from "#shared/contract/proposals.schema.ts";
import { policyById } from "#shared/policies/index.ts";
import { type PlannedStage, planStage, type StageRefusal } from "#shared/proposals/plan-stage.ts";
import type { TransitionProblem } from "#shared/stages/transitions.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SignedIn } from "#shared/web/verify-token.ts";
import { policyOr404 } from "./policy-or-404.ts";

/** Whether a person takes part in changes of a policy's stage: of the lead department, or of the general office. */
export function mayChangeStage({ roles, department }: SignedIn, { policy }: StageChange): boolean {
  if (roles.includes("coordinator")) return true;
  const isOfPolicies = roles.includes("policy-officer") || roles.includes("approver");
  return isOfPolicies && department === policyById(policy)?.leadDepartment;
}

/** To go on although the checklist does not pass is no officer's decision. */
export function requireToExcuse({ roles }: SignedIn, { despite = [] }: StageChange): void {
  if (despite.length === 0 || roles.includes("approver") || roles.includes("coordinator")) return;
  refuse(403, "not-allowed", {
    zh: "有条件未成熟而仍要变更阶段的，由审批人或统筹人员批准。没有改动任何内容。",
    en: "Items of the checklist do not pass; an approver or coordinator must decide. Nothing was changed.",
  });
}

/** The stage that the policy would enter now; refuses where it cannot, and says why. */
export async function stagePlannedOrRefused(
  city: D1Database,
  change: StageChange,
  now: Date,
): Promise<PlannedStage> {
  const policy = policyOr404(change.policy);
  const planned = await planStage(city, policy, change, now);
  return planned.ok ? planned : refuseChange(planned);
}

function refuseChange(refusal: StageRefusal): never {
  switch (refusal.because) {
    case "stale":
      return refuse(
        409,
        "conflict",
        {
          zh: `政策的阶段已经变更，现为第${refusal.number}次。没有改动任何内容，请查看后重新提议。`,
          en: `The policy's stage is number ${refusal.number} by now. Nothing was changed; look at it and propose again.`,
        },
        { members: { stageNumber: refusal.number } },
      );
    case "transition": {
      const text = transitionTexts[refusal.problem];
      return refuse(409, "stage-not-allowed", {
        zh: `${text.zh}没有改动任何内容。`,
        en: `${text.en} Nothing was changed.`,
      });
    }
    case "not-ready":
      return refuse(
        409,
        "not-ready",
        {
          zh: "条件尚未成熟，没有改动任何内容。请解决 items 列出的各项，或在 despite 中逐项说明理由（示例标准不得全市实施）。",
          en: "Items of the checklist do not pass; nothing was changed. Settle those listed in items, or give a reason for each in despite (a sample amount never goes live).",
        },
        {
          members: {
            items: refusal.items.map(({ id, text, owner }) => ({ item: id, text, owner })),
          },
        },
      );
    case "gate": {
      const { measuredOn, figures } = refusal.gate;
      return refuse(
        409,
        "gate-not-passed",
        measuredOn === undefined
          ? {
              zh: "本阶段没有近两天的完整测算，没有改动任何内容。请先测算。",
              en: "This stage has no complete measure of the last two days; nothing was changed. Have it measured first.",
            }
          : {
              zh: "有指标没有达到要求，没有改动任何内容。请查看 figures。",
              en: "Figures do not pass; nothing was changed. See figures.",
            },
        { members: { ...(measuredOn === undefined ? {} : { measuredOn }), figures } },
      );
    }
  }
  return refusal satisfies never;
}

const transitionTexts: Readonly<Record<TransitionProblem, { zh: string; en: string }>> = {
  "not-allowed": {
    zh: "现阶段不能变更为这个阶段。",
    en: "From its present stage the policy cannot enter this one.",
  },
  "not-what-it-was": {
    zh: "暂停的政策只能恢复到暂停前的阶段，或者终止。",
    en: "A paused policy goes on as what it was, or is retired.",
  },
  "scope-missing": { zh: "试点须写明范围。", en: "A pilot needs its scope." },
  "scope-needless": { zh: "这次变更不能写试点范围。", en: "This change takes no scope." },
  "same-scope": { zh: "试点范围没有变化。", en: "The scope of the pilot is the same as before." },
};

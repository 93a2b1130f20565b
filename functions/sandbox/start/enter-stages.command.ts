import type { StageChange } from "#shared/contract/proposals.schema.ts";
import { policyLifeSchema } from "#shared/contract/policy-life.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { policyById } from "#shared/policies/index.ts";
import type { ReadinessCheck } from "#shared/readiness/readiness-item.ts";
import { authorised, decideByTwo, issueToken, okJson, type Send } from "./outside.command.ts";

/** Policies that two persons of the lead department have brought further than the list; with a scope, into a pilot. */
const plans: readonly { readonly policy: string; readonly pilot?: StageChange["pilot"] }[] = [
  { policy: "six-taxes-two-fees-reduction", pilot: { districts: ["310112", "310114"] } },
  { policy: "small-scale-vat-relief", pilot: { percent: 20 } },
  { policy: "pudong-ninetieth-birthday-gift", pilot: { districts: ["310115"] } },
  // What the sample's venues give.
  { policy: "student-park-admission", pilot: { percent: 100 } },
  { policy: "priority-admission", pilot: { percent: 100 } },
  { policy: "disabled-parking", pilot: { percent: 100 } },
  { policy: "graduate-job-seeking-allowance" },
  { policy: "old-age-family-planning-reward" },
  { policy: "small-union-dues-refund" },
];

/**
 * Brings the sample's policies further, by proposals of the console. What a start that was broken off has done already is
 * left as it is.
 */
export async function enterStages(send: Send): Promise<void> {
  for (const { policy, pilot } of plans) {
    const department = leadOf(policy);
    const token = await issueToken(send, { role: "approver", department });
    const answer = await send(`/v1/console/policies/${policy}`, authorised(token));
    const { stageNumber, checklist } = policyLifeSchema.parse(await okJson(answer));
    const failing = checklist.filter(({ ok }) => !ok);
    const steps: Omit<StageChange, "policy" | "expects">[] = [
      {
        stage: "ready",
        reason: "样例：条件已逐项核对，没有成熟的各项说明了理由",
        despite: failing.map(({ id, check }) => ({ item: id, reason: excuseFor(check) })),
      },
      ...(pilot === undefined
        ? []
        : [{ stage: "pilot", pilot, reason: "样例：在虚构的城市里先行试点" } as const]),
    ];
    const changes = steps
      .map((step, index): StageChange => ({ policy, expects: index, ...step }))
      .slice(stageNumber);
    await decideByTwo(
      send,
      { role: "approver", department },
      changes.map((payload) => ({ kind: "policy-stage", payload })),
    );
  }
}

/** Why the sample goes on although an item of the checklist does not pass. */
function excuseFor(check: string): string {
  const isOfData = check === ("data" satisfies ReadinessCheck) || check === "evidence";
  return isOfData
    ? "样例：城市是虚构的，数据有意留有缺口，没有真实资金"
    : "样例：没有现行文件作依据，只在虚构的城市里展示试点，没有真实资金";
}

function leadOf(policy: string): DepartmentId {
  const found = policyById(policy);
  if (found === undefined) throw new Error(`the catalogue has no ${policy}`);
  return found.leadDepartment;
}

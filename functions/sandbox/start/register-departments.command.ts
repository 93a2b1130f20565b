import { policies } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { decideByTwo, readSecrets, type Send } from "./outside.command.ts";

/** Generous: the sample city's first day brings everything at once. */
const dailyCapFen = 500_000_000_00;

const operations = { role: "operations", department: "government-services" } as const;

/** Whether venues are given back what a visit costs. */
const isReimbursed = ({ versions }: Policy): boolean =>
  versions.some(({ scan }) => scan?.reimbursedFen !== undefined);

/** Payments that leave without a release by hand: the payers of all policies. */
const payments = policies.flatMap((policy) =>
  policy.fulfilment.kind === "payment" || isReimbursed(policy)
    ? [{ policy: policy.id, department: policy.fulfilment.payer }]
    : [],
);

/** Whose systems fulfil what is granted. What is granted by the visit, a venue looks up; only what it is given back is paid. */
const fulfilling = new Set(
  policies
    .filter((policy) => policy.period !== "visit" || isReimbursed(policy))
    .map(({ fulfilment }) => fulfilment.payer),
);

/** Who is told of late work: who runs the system, who pays, who leads a policy. */
const alarmed = new Set([
  "government-services",
  ...fulfilling,
  ...policies.map(({ leadDepartment }) => leadDepartment),
]);

/** Registers the sandbox's departments as two persons of operations do, and the payers' permissions to pay. */
export async function registerDepartments(send: Send, origin: string): Promise<void> {
  const secrets = await readSecrets(send);
  await decideByTwo(
    send,
    operations,
    [...secrets].map(([department, secret]) => ({
      kind: "department-key",
      payload: { department, keyId: "sandbox", secret },
    })),
  );
  await registerEndpoints(send, origin);
  for (const { department, policy } of payments) {
    // For all times: the sandbox's clock may be set to any day.
    const validity = { validFrom: "2000-01-01", validUntil: "2099-12-31" };
    const payload = { department, policy, dailyCapFen, ...validity };
    await decideByTwo(send, { role: "approver", department }, [{ kind: "authorisation", payload }]);
  }
}

/** Tells the house where the sandbox receives: again whenever the sandbox moves to another port. */
export async function registerEndpoints(send: Send, origin: string): Promise<void> {
  const endpoints = [
    { department: "government-services", purpose: "notices" },
    { department: "government-services", purpose: "cases" },
    ...[...fulfilling].map((department) => ({ department, purpose: "fulfilment" })),
    ...[...alarmed].map((department) => ({ department, purpose: "alarms" })),
  ];
  await decideByTwo(
    send,
    operations,
    endpoints.map((endpoint) => ({
      kind: "endpoint",
      payload: { ...endpoint, url: `${origin}/sandbox/inbox/${endpoint.department}` },
    })),
  );
}

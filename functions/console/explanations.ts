import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { explanationRequestSchema } from "#shared/contract/explanation-request.schema.ts";
import { explainSubject } from "#shared/explanations/explain-subject.ts";
import { checkSubject } from "#shared/identity/subject.ts";
import { policies } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { readJson } from "#shared/web/read-json.ts";
import { policyOr404 } from "./policy-or-404.ts";

/** Those who see the policies of their own department; an auditor sees all. */
const departmental: readonly StaffRole[] = ["handler", "reviewer", "approver", "policy-officer"];

/** How every policy stands to one subject, and why: an access to personal data, recorded with its purpose. */
export function explanationRoutes(app: ConsoleApp): void {
  app.post("/v1/console/explanations", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, [...departmental, "auditor"]);
    const request = await readJson(c, explanationRequestSchema);
    const check = checkSubject(request.subject);
    if (!check.ok) {
      return refuse(400, "invalid-subject", {
        zh: "证件号码无效，请核对。",
        en: `The document number is not valid (${check.because}); check it.`,
      });
    }
    const seen = policiesSeenBy(signedIn, request.policy);
    const verdicts = await explainSubject(c.env, c.env, {
      subject: check.subject,
      policies: seen.filter((policy) => policy.subject === check.subject.kind),
      on: request.on === undefined ? shanghaiDay(now) : civilDate(request.on),
      now,
      access: {
        actor: signedIn.person,
        role: signedIn.roles.join(" "),
        department: signedIn.department ?? null,
        purpose: request.purpose,
      },
    });
    return c.json({ verdicts });
  });
}

function policiesSeenBy(signedIn: SignedIn, wanted: string | undefined): readonly Policy[] {
  const isSeen = (policy: Policy): boolean =>
    signedIn.roles.includes("auditor") || policy.leadDepartment === signedIn.department;
  if (wanted === undefined) return policies.filter(isSeen);
  const policy = policyOr404(wanted);
  if (!isSeen(policy)) {
    return refuse(403, "not-allowed", {
      zh: "这项政策不由您的部门负责，不能查看。",
      en: "Your department does not lead this policy; you cannot look at it.",
    });
  }
  return [policy];
}

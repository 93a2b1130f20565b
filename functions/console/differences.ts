import { differencesRequestSchema } from "#shared/contract/differences.schema.ts";
import { listDifferences } from "#shared/omissions/list-differences.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { readJson } from "#shared/web/read-json.ts";
import { policyOr404 } from "./policy-or-404.ts";

/** What the nightly audit found, subject by subject: an access to personal data, recorded with its purpose. */
export function differenceRoutes(app: ConsoleApp): void {
  app.post("/v1/console/differences", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["handler", "reviewer", "approver", "policy-officer", "auditor"]);
    const { policy: id, purpose } = await readJson(c, differencesRequestSchema);
    const policy = policyOr404(id);
    if (!signedIn.roles.includes("auditor") && signedIn.department !== policy.leadDepartment) {
      return refuse(403, "not-allowed", {
        zh: "这项政策不由您的部门负责，不能查看。",
        en: "Your department does not lead this policy; you cannot look at it.",
      });
    }
    const access = {
      actor: signedIn.person,
      role: signedIn.roles.join(" "),
      department: signedIn.department ?? null,
      purpose,
    };
    const found = await listDifferences(c.env, policy.id, access, now);
    return c.json({
      items: found.map(({ kind, subjectKey, period, entitlement, foundOn }) => ({
        kind,
        subject: subjectKey,
        period,
        ...(entitlement === null ? {} : { entitlement }),
        foundOn,
      })),
    });
  });
}

import * as z from "zod/mini";
import { listUnreleased } from "#shared/releases/list-unreleased.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { policyOr404 } from "./policy-or-404.ts";

const querySchema = z.object({ policy: z.string() });

/** Payments that wait for two persons to release them; the release itself is a proposal. */
export function releaseRoutes(app: ConsoleApp): void {
  app.get("/v1/console/releases", async (c) => {
    const { signedIn } = c.var;
    requireRole(signedIn, ["approver", "auditor"]);
    const query = querySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "请用 ?policy= 写明政策编号。",
        en: "Name a policy of the catalogue with ?policy=.",
      });
    }
    const policy = policyOr404(query.data.policy);
    if (!signedIn.roles.includes("auditor") && signedIn.department !== policy.leadDepartment) {
      return refuse(403, "not-allowed", {
        zh: "这项政策不由您的部门负责。",
        en: "Your department does not lead this policy.",
      });
    }
    const items = (await listUnreleased(c.env, policy.id)).map(
      ({ endToEndId, periods, amountFen }) => ({
        endToEndId,
        periods,
        amountFen,
      }),
    );
    return c.json({ items });
  });
}

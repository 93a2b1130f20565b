import type { Policy } from "#shared/rules/policy.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { SignedIn } from "#shared/web/verify-token.ts";

/** Refuses whoever is not of the department that leads a policy. */
export function requireDepartment(
  { department }: SignedIn,
  policy: Pick<Policy, "leadDepartment"> | undefined,
): void {
  if (department !== undefined && department === policy?.leadDepartment) return;
  refuse(403, "not-allowed", {
    zh: "这一项不由您的部门办理。没有改动任何内容。",
    en: "This is not your department's. Nothing was changed.",
  });
}

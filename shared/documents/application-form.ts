import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { periodInWords } from "#shared/entitlements/period-in-words.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { usedFactInWords } from "#shared/rules/wording/evidence.ts";

/** What stands for a paper that people used to hand in: a fact, who holds it, and when it was observed. */
interface Material {
  readonly name: string;
  readonly value: string;
  readonly heldBy: string;
  /** An instant, RFC 3339. */
  readonly observedAt: string;
}

/** A period that is applied for. */
interface AppliedPeriod {
  readonly period: string;
  /** Absent where it is no money. */
  readonly amountFen?: number;
  /** Why it is due, as it was worded when it was judged. */
  readonly reason: string;
}

/** The application form 申请表 and its materials 申请材料, filled in from what departments have reported. */
export interface ApplicationForm {
  readonly department: string;
  readonly policy: string;
  readonly title: string;
  readonly version: string;
  readonly document: string;
  readonly clause: string;
  /** Masked; absent where no name is on file. */
  readonly applicant?: string;
  readonly periods: readonly AppliedPeriod[];
  /** What is promised 告知承诺; absent where nothing is. */
  readonly commitment?: string;
  /** Masked; absent where no account receives it, or none is on file. */
  readonly account?: string;
  readonly materials: readonly Material[];
  /** One decision covers all later periods. */
  readonly standing: boolean;
}

/** Whom and what a form is about. */
export interface FormMatter {
  readonly policy: Policy;
  /** The entitlements that are applied for. */
  readonly entitlements: readonly Entitlement[];
  readonly nameMasked: string | null;
  readonly accountMasked: string | null;
}

/** Fills in the form; undefined where there is nothing to apply for. */
export function applicationForm({
  policy,
  entitlements,
  nameMasked,
  accountMasked,
}: FormMatter): ApplicationForm | undefined {
  const newest = entitlements.at(-1);
  const version = newest === undefined ? undefined : versionOn(policy, newest.judgedOn);
  if (newest === undefined || version === undefined) return undefined;
  const { document, clause } = version.source;
  return {
    department: departmentNames[policy.leadDepartment],
    policy: policy.id,
    title: policy.title,
    version: version.id,
    document,
    clause,
    ...(nameMasked === null ? {} : { applicant: nameMasked }),
    periods: entitlements.map(({ period, amountFen, decision: { reason } }) => ({
      period: periodInWords(period),
      ...(amountFen === null ? {} : { amountFen }),
      reason,
    })),
    ...(version.mode === "confirm" ? { commitment: policy.commitment } : {}),
    ...(policy.fulfilment.kind === "payment" && accountMasked !== null
      ? { account: accountMasked }
      : {}),
    materials: materialsOf(entitlements),
    standing: policy.standing,
  };
}

/** Each fact that any of the periods rests on, once. */
function materialsOf(entitlements: readonly Entitlement[]): Material[] {
  const materials = new Map<string, Material>();
  for (const { decision } of entitlements) {
    for (const used of decision.facts) {
      const { label, text } = usedFactInWords(used);
      const { reportedBy, observedAt } = used;
      const material = {
        name: label,
        value: text,
        heldBy: departmentNames[reportedBy],
        observedAt,
      };
      materials.set(`${used.fact} ${text}`, material);
    }
  }
  return [...materials.values()];
}

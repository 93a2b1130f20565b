import type { Calendar } from "#shared/calendar/calendar.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Measure } from "#shared/measures/measure.ts";
import { readNewestMeasures } from "#shared/measures/read-newest-measures.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Stage, stageOf, type Stages } from "#shared/stages/stage.ts";
import { closing } from "#shared/work-items/close-work-items.ts";
import { reopening } from "#shared/work-items/open-work-items.ts";
import type { NewWorkItem, WorkItemKey } from "#shared/work-items/work-item.ts";

/** Within so many working days the lead department clears a difference up. */
const workingDays = 3;

/** What a measure says of omissions and of grants without grounds. */
interface Audit {
  readonly omitted: number;
  readonly unfounded: number;
  /** Something waits to be judged again, and may be what seems to be missing. */
  readonly isPending: boolean;
}

export function auditOf({ omitted, unfounded, pending }: Measure): Audit {
  return { omitted, unfounded, isPending: pending > 0 };
}

/** Whether a policy in this stage opens anything, so that it can be audited. */
export function isAuditedIn({ period }: Pick<Policy, "period">, stage: Stage): boolean {
  return period !== "visit" && (stage === "live" || stage === "pilot");
}

/**
 * The audit of policies once every shard has measured them today: eligible without an entitlement, and entitled without
 * grounds. Both must be empty; what is not is work of the lead department until it is.
 */
export async function auditPolicies(
  city: D1Database,
  policies: readonly Policy[],
  stages: Stages,
  calendar: () => Promise<Calendar>,
  now: Date,
): Promise<void> {
  const audited = policies.filter((policy) =>
    isAuditedIn(policy, stageOf(stages, policy.id).stage),
  );
  if (audited.length === 0) return;
  const today = shanghaiDay(now);
  const measures = await readNewestMeasures(
    city,
    audited.map(({ id }) => id),
  );
  const settled: WorkItemKey[] = [];
  const items: NewWorkItem[] = [];
  for (const policy of audited) {
    const measure = measures.get(policy.id);
    if (measure === undefined || measure.day !== today) continue;
    const { omitted, unfounded, isPending } = auditOf(measure);
    if (isPending) continue;
    const key = { kind: "omission", reference: policy.id } as const;
    if (omitted + unfounded === 0) settled.push(key);
    else {
      items.push({
        ...key,
        owner: policy.leadDepartment,
        policy: policy.id,
        detail: { omitted, unfounded },
        term: { from: today, workingDays },
      });
    }
  }
  const statements =
    items.length === 0 ? [] : await reopening(city, items, await calendar(), now, "anybody");
  if (settled.length > 0)
    statements.push(closing(city, settled, "system:sweep", "两项差异均已消除", now));
  if (statements.length > 0) await city.batch(statements);
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import { policyById } from "#shared/policies/index.ts";
import type { NewWorkItem } from "#shared/work-items/work-item.ts";
import type { Survey } from "./survey-shard.ts";

/** Payments that are late: the payer's work, until it has paid. */
export function latePayments(surveys: readonly Survey[], today: CivilDate): NewWorkItem[] {
  const open = surveys.flatMap((survey) => survey.open);
  const groups = Map.groupBy(open, ({ policy, payer, endsOn }) => `${policy} ${payer} ${endsOn}`);
  return [...groups].flatMap(([reference, group]): NewWorkItem[] => {
    const [first] = group;
    if (first === undefined || first.endsOn === null || first.endsOn >= today) return [];
    const { policy, payer, endsOn } = first;
    if (!isDepartmentId(payer)) return [];
    const term = { from: endsOn, workingDays: 0 };
    const detail = { payments: countOf(group) };
    return [{ kind: "payment-late", reference, owner: payer, policy, detail, term }];
  });
}

/** Payments that two persons have to release: the lead department's work, within the term that was promised. */
export function dueReleases(surveys: readonly Survey[]): NewWorkItem[] {
  const unreleased = surveys.flatMap((survey) => survey.unreleased);
  const groups = Map.groupBy(unreleased, ({ policy, since }) => `${policy} ${since}`);
  return [...groups].flatMap(([reference, group]): NewWorkItem[] => {
    const [first] = group;
    const policy = first === undefined ? undefined : policyById(first.policy);
    if (first === undefined || policy?.fulfilment.kind !== "payment") return [];
    const { leadDepartment: owner, id } = policy;
    const term = { from: first.since, workingDays: policy.fulfilment.payWithinWorkingDays };
    const detail = { payments: countOf(group) };
    return [{ kind: "release-due", reference, owner, policy: id, detail, term }];
  });
}

/** Within how many working days the ordinary channel decides, lest who applied there is forgotten in both. */
const decidedWithinWorkingDays = 20;

/** Cases that the ordinary channel has accepted and not decided: the lead department's work. */
export function undecidedCases(surveys: readonly Survey[]): NewWorkItem[] {
  const undecided = surveys.flatMap((survey) => survey.undecided);
  const groups = Map.groupBy(undecided, ({ policy, since }) => `${policy} ${since}`);
  return [...groups].flatMap(([reference, group]): NewWorkItem[] => {
    const [first] = group;
    const policy = first === undefined ? undefined : policyById(first.policy);
    if (first === undefined || policy === undefined) return [];
    const { leadDepartment: owner, id } = policy;
    const term = { from: first.since, workingDays: decidedWithinWorkingDays };
    const detail = { cases: countOf(group) };
    return [{ kind: "case-undecided", reference, owner, policy: id, detail, term }];
  });
}

/** Tasks of the system itself that nobody does. */
export function backlogs(surveys: readonly Survey[], today: CivilDate): NewWorkItem[] {
  const overdue = surveys.flatMap((survey) => survey.overdue);
  return [...Map.groupBy(overdue, ({ topic }) => topic)].map(([topic, group]) => ({
    kind: "backlog",
    reference: topic,
    owner: "operations",
    policy: "",
    detail: { tasks: countOf(group) },
    term: { from: today, workingDays: 0 },
  }));
}

function countOf(group: readonly { readonly count: number }[]): number {
  return group.reduce((sum, { count }) => sum + count, 0);
}

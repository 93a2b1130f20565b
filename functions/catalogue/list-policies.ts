import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyItem, PolicyList, PolicyQuery } from "#shared/contract/policies.schema.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { policyItem } from "./policy-view.ts";

const usualLimit = 50;

/**
 * The policies that satisfy every filter, ordered by id. The cursor is the last id of the page
 * before, so a policy that joins or leaves in between neither repeats nor hides another.
 */
export function listPolicies(
  policies: readonly Policy[],
  query: PolicyQuery,
  on: CivilDate,
): PolicyList {
  const { cursor, limit = usualLimit } = query;
  const matching = policies
    .map((policy) => policyItem(policy, on))
    .filter((item) => satisfies(item, query))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .filter(({ id }) => cursor === undefined || id > cursor);
  const items = matching.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    ...(matching.length > items.length && last !== undefined ? { nextCursor: last.id } : {}),
  };
}

function satisfies(item: PolicyItem, query: PolicyQuery): boolean {
  const { q, level, department, subject, mode, status } = query;
  return (
    (level === undefined || item.level === level) &&
    (department === undefined || departmentsOf(item).includes(department)) &&
    (subject === undefined || item.subject === subject) &&
    (mode === undefined || item.mode === mode) &&
    (status === undefined || item.status === status) &&
    (q === undefined || mentions(item, q))
  );
}

function departmentsOf({ leadDepartment, supportingDepartments }: PolicyItem) {
  return [leadDepartment, ...supportingDepartments];
}

/** Every word of `q` occurs somewhere in what the list shows of the policy. */
function mentions(item: PolicyItem, q: string): boolean {
  const { id, title, titleEn, category, amountInWords, source } = item;
  const text = [id, title, titleEn, category, amountInWords, source.document]
    .join("\n")
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

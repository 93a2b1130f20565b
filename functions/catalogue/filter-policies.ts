import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyFilter, PolicyItem } from "#shared/contract/policies.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { lifeEvents } from "#shared/rules/listing.ts";
import { conditionsOf } from "./conditions.ts";
import type { Entry } from "./entry.ts";
import { policyItem } from "./policy-item.ts";
import { placeName } from "./words.ts";

/** The items of the entries that satisfy every filter, in the entries' order. */
export function filterPolicies(
  entries: readonly Entry[],
  filter: Partial<PolicyFilter>,
  on: CivilDate,
): PolicyItem[] {
  return entries.flatMap((entry) => {
    const item = policyItem(entry, on);
    return satisfies(item, filter) && mentions(entry, item, on, filter.q) ? [item] : [];
  });
}

function satisfies(item: PolicyItem, filter: Partial<PolicyFilter>): boolean {
  const { level, district, department, subject, mode, status, lifeEvent, collection } = filter;
  return (
    (level === undefined || item.level === level) &&
    (district === undefined || item.district === district) &&
    (department === undefined || departmentsOf(item).includes(department)) &&
    (subject === undefined || item.subject === subject) &&
    (mode === undefined || item.mode === mode) &&
    (status === undefined || item.status === status || item.evidence === status) &&
    (lifeEvent === undefined || item.lifeEvents.includes(lifeEvent)) &&
    (collection === undefined || item.collections.includes(collection))
  );
}

function departmentsOf({ leadDepartment, supportingDepartments }: PolicyItem) {
  return [leadDepartment, ...supportingDepartments];
}

/** Every word of `q` occurs somewhere in what the catalogue says of the entry. */
function mentions(entry: Entry, item: PolicyItem, on: CivilDate, q: string | undefined): boolean {
  if (q === undefined || q === "") return true;
  const { id, title, titleEn, category, amountInWords, source, leadDepartment } = item;
  const text = [
    id,
    title,
    titleEn,
    category,
    amountInWords,
    source.document,
    departmentNames[leadDepartment],
    placeName(item),
    ...item.lifeEvents.flatMap((event) => [lifeEvents[event].zh, lifeEvents[event].en]),
    ...conditionsOf(entry, on),
    ...Object.values(entry.listing.english),
  ]
    .join("\n")
    .toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

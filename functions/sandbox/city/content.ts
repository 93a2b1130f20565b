import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { SamplePerson } from "./person.ts";
import type { Report } from "./reports.ts";

/** What stands in an event, before its envelope. */
export type Content = Pick<DepartmentEvent, "type" | "data">;

/** One event with what is known; none when nothing is. */
export function facts(subject: SubjectReference, report: Report = {}): Content[] {
  const known = Object.entries(report).flatMap(([fact, value]) =>
    value === undefined ? [] : [[fact, value] as const],
  );
  if (known.length === 0) return [];
  return [{ type: "facts.reported.v1", data: { subject, facts: Object.fromEntries(known) } }];
}

interface Account {
  readonly bank: string;
  readonly number: string;
  readonly holder: string;
}

export function contact(
  subject: SubjectReference,
  fields: {
    name?: string;
    phone?: string;
    account?: Account;
    premiumAccount?: Account;
  },
): Content {
  return { type: "contact.reported.v1", data: { subject, ...fields } };
}

export const person = ({ id }: Pick<SamplePerson, "id">): SubjectReference => ({
  kind: "person",
  idType: "resident-id",
  id,
});

export const organisation = ({ id }: SampleOrganisation): SubjectReference => ({
  kind: "organisation",
  idType: "uscc",
  id,
});

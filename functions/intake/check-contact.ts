import type { DepartmentId } from "#shared/identity/departments.ts";
import { type ContactReport, contactFields, contactSteward } from "#shared/subjects/contact.ts";
import { checkReference, notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";

/** Checks a report of how a subject is reached and paid: each field has its steward. */
export function checkContact(
  department: DepartmentId,
  { subject: reference, ...fields }: Data<"contact.reported.v1">,
  at: number,
  envelope: Envelope,
): Check {
  const subject = checkReference(reference);
  if (!subject.ok) return subject;
  for (const field of contactFields) {
    if (fields[field] !== undefined && contactSteward(field, reference.kind) !== department) {
      return notTheSteward(field);
    }
  }
  const { name, phone, account, premiumAccount, address } = fields;
  const contact: ContactReport = {
    at,
    fields: {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
      ...(account === undefined ? {} : { account }),
      ...(premiumAccount === undefined ? {} : { premiumAccount }),
      ...(address === undefined ? {} : { address }),
    },
  };
  return {
    ok: true,
    event: {
      ...envelope,
      ...subject.warned,
      kind: "contact",
      subject: subject.subject,
      observations: [],
      relations: [],
      contact,
    },
  };
}

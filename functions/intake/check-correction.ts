import { type DepartmentId, departmentNames } from "#shared/identity/departments.ts";
import { type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import { checkReference, notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";
import { reject } from "#shared/incoming/reject-event.ts";

/** Whose register gives the numbers, and so says which of them are one and the same. */
const stewards: Readonly<Record<SubjectReference["kind"], DepartmentId>> = {
  person: "public-security",
  organisation: "market-regulation",
};

/** Checks a report that two numbers are one person or organisation: steward, and both numbers. */
export function checkCorrection(
  department: DepartmentId,
  data: Data<"subject.corrected.v1">,
  envelope: Envelope,
): Check {
  const steward = stewards[data.to.kind];
  if (department !== steward)
    return notTheSteward(`${data.to.kind}（${departmentNames[steward]}）`);
  const [from, to] = [checkReference(data.from), checkReference(data.to)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (subjectText(from.subject) === subjectText(to.subject)) {
    return reject(
      "invalid-event",
      "from 与 to 是同一号码，请核对。",
      "`from` and `to` are the same number; check both.",
    );
  }
  const warned = { ...from.warned, ...to.warned };
  return {
    ok: true,
    event: { ...envelope, ...warned, kind: "correction", from: from.subject, to: to.subject },
  };
}

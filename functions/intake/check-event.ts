import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { eventSchema } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { eventDigest } from "#shared/incoming/event-digest.ts";
import { checkCase } from "./check-case.ts";
import { checkContact } from "./check-contact.ts";
import { checkCorrection } from "./check-correction.ts";
import { checkFacts } from "./check-facts.ts";
import { checkManifest } from "./check-manifest.ts";
import { checkRegister } from "./check-register.ts";
import { checkRelations } from "./check-relations.ts";
import type { Check } from "./checked-event.ts";
import {
  mostAheadMilliseconds,
  rejectFuture,
  rejectMalformed,
} from "#shared/incoming/reject-event.ts";

/** Checks one event on its own: shape, time, number, dictionary, steward. Never looks at a database. */
export async function checkEvent(
  department: DepartmentId,
  raw: unknown,
  now: Date,
): Promise<Check> {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) {
    return rejectMalformed(parsed.error.issues);
  }
  const event = parsed.data;
  const at = Date.parse(event.time);
  if (at > now.getTime() + mostAheadMilliseconds) {
    return rejectFuture();
  }
  const envelope = {
    id: event.id,
    source: event.source,
    digest: await eventDigest(event),
    observedOn: shanghaiDay(new Date(at)),
  };
  switch (event.type) {
    case "facts.reported.v1":
      return checkFacts(department, event.data, at, envelope);
    case "relations.reported.v1":
      return checkRelations(department, event.data, at, envelope);
    case "contact.reported.v1":
      return checkContact(department, event.data, at, envelope);
    case "case.reported.v1":
      return checkCase(department, event.data, at, envelope);
    case "register.reported.v1":
      return checkRegister(department, event.data, now, envelope);
    case "subject.corrected.v1":
      return checkCorrection(department, event.data, envelope);
    case "manifest.reported.v1":
      return checkManifest(department, event.data, at, now, envelope);
    case "fulfilment.reported.v1":
      return {
        ok: true,
        event: { ...envelope, kind: "fulfilment", ...event.data, reason: event.data.reason },
      };
  }
  return event satisfies never;
}

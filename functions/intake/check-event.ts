import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { type DepartmentEvent, eventSchema } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { toldIssue } from "#shared/web/told-issue.ts";
import { checkCase } from "./check-case.ts";
import { checkContact } from "./check-contact.ts";
import { checkCorrection } from "./check-correction.ts";
import { checkFacts } from "./check-facts.ts";
import { checkManifest } from "./check-manifest.ts";
import { checkRegister } from "./check-register.ts";
import { checkRelations } from "./check-relations.ts";
import { type Check, mostAheadMilliseconds } from "./checked-event.ts";
import { reject } from "./reject.ts";

/** Checks one event on its own: shape, time, number, dictionary, steward. Never looks at a database. */
export async function checkEvent(
  department: DepartmentId,
  raw: unknown,
  now: Date,
): Promise<Check> {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) {
    const places = parsed.error.issues
      .map(toldIssue)
      .map(({ path, message }) => `${path.join(".")} (${message})`)
      .join("; ");
    return reject(
      "invalid-event",
      `事件格式不对，请对照 /openapi.json 检查：${places}。`,
      `The event is malformed; check against /openapi.json: ${places}.`,
    );
  }
  const event = parsed.data;
  const at = Date.parse(event.time);
  if (at > now.getTime() + mostAheadMilliseconds) {
    return reject(
      "time-in-future",
      "time 超前五分钟以上，请检查时钟。",
      "The time is more than five minutes ahead of our clock; check yours.",
    );
  }
  const envelope = {
    id: event.id,
    source: event.source,
    digest: await digestOf(event),
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

/** A digest of what an event says, whatever the order of its keys. */
async function digestOf({ type, time, data }: DepartmentEvent): Promise<string> {
  return (await digestText(JSON.stringify(sorted([type, time, data])))).slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { type DepartmentEvent, eventSchema } from "#shared/contract/events.schema.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import type { Observation } from "#shared/profiles/timeline.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { type ContactReport, contactFields, contactSteward } from "#shared/subjects/contact.ts";
import * as z from "zod";
import { type Rejection, reject } from "./reject.ts";

interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly digest: string;
  readonly warning?: string;
}

export interface SubjectEvent extends Envelope {
  readonly kind: "facts" | "contact";
  readonly subject: SubjectReference;
  readonly observations: readonly (readonly [fact: string, Observation])[];
  readonly contact: ContactReport | undefined;
}

export interface RegisterEvent extends Envelope {
  readonly kind: "register";
  readonly fact: string;
  readonly completeAsOf: Date;
}

export interface FulfilmentEvent extends Envelope {
  readonly kind: "fulfilment";
  readonly endToEndId: string;
  readonly result: "paid" | "rejected" | "returned";
  readonly reason: string | undefined;
}

export type CheckedEvent = SubjectEvent | RegisterEvent | FulfilmentEvent;

/** How far ahead of our clock an observation may be, or a future date would win for ever. */
const mostAheadMilliseconds = 5 * 60_000;

/** Checks one event on its own: shape, time, number, dictionary, steward. Never looks at a database. */
export async function checkEvent(
  department: DepartmentId,
  raw: unknown,
  now: Date,
): Promise<{ ok: true; event: CheckedEvent } | ({ ok: false } & Rejection)> {
  const parsed = eventSchema.safeParse(raw);
  if (!parsed.success) {
    return reject(
      "invalid-event",
      `事件格式不对：${z.prettifyError(parsed.error)}`,
      "The event is malformed; see the schema in /openapi.json.",
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
  const envelope = { id: event.id, source: event.source, digest: await digestOf(event) };
  switch (event.type) {
    case "facts.reported.v1":
      return checkFacts(department, event.data, at, envelope);
    case "contact.reported.v1":
      return checkContact(department, event.data, at, envelope);
    case "register.reported.v1":
      return checkRegister(department, event.data, now, envelope);
    case "fulfilment.reported.v1":
      return {
        ok: true,
        event: { ...envelope, kind: "fulfilment", ...event.data, reason: event.data.reason },
      };
  }
  return event satisfies never;
}

type Data<Type extends DepartmentEvent["type"]> = Extract<DepartmentEvent, { type: Type }>["data"];
type Check = { ok: true; event: CheckedEvent } | ({ ok: false } & Rejection);

function checkFacts(
  department: DepartmentId,
  data: Data<"facts.reported.v1">,
  at: number,
  envelope: Envelope,
): Check {
  const subject = checkReference(data.subject);
  if (!subject.ok) return subject;
  const observations: [string, Observation][] = [];
  for (const [name, reported] of Object.entries(data.facts)) {
    const fact = parseFactName(name);
    if (!fact.ok) return reject("unknown-fact", `${name}：${fact.problem.zh}`, fact.problem.en);
    const { definition } = fact;
    if (definition.steward !== department) return notTheSteward(name);
    if (definition.about !== data.subject.kind) {
      return reject(
        "invalid-event",
        `${name} 与服务对象的类型不符。`,
        `${name} is not about this kind of subject.`,
      );
    }
    const report =
      typeof reported === "object" && reported !== null ? reported : { value: reported };
    const value =
      report.value === null
        ? { ok: true as const, value: null }
        : checkFactValue(definition, report.value);
    if (!value.ok) return reject("invalid-event", `${name}：${value.problem.zh}`, value.problem.en);
    const from = report.validFrom === undefined ? undefined : civilDate(report.validFrom);
    const until = lastDayOf(report.validUntil);
    if (from !== undefined && until !== null && until < from) {
      return reject(
        "invalid-event",
        `${name}：validUntil 早于 validFrom。`,
        `validUntil of ${name} lies before validFrom.`,
      );
    }
    observations.push([
      name,
      {
        from: from ?? (definition.constant ? null : shanghaiDay(new Date(at))),
        at,
        by: department,
        event: [envelope.source, envelope.id],
        report: [value.value, until],
      },
    ]);
  }
  return {
    ok: true,
    event: {
      ...envelope,
      ...subject.warned,
      kind: "facts",
      subject: subject.subject,
      observations,
      contact: undefined,
    },
  };
}

function checkContact(
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
  const { name, phone, account, address } = fields;
  const contact: ContactReport = {
    at,
    fields: {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
      ...(account === undefined ? {} : { account }),
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
      contact,
    },
  };
}

function checkRegister(
  department: DepartmentId,
  data: Data<"register.reported.v1">,
  now: Date,
  envelope: Envelope,
): Check {
  const fact = parseFactName(data.fact);
  if (!fact.ok) return reject("unknown-fact", `${data.fact}：${fact.problem.zh}`, fact.problem.en);
  if (fact.definition.steward !== department) return notTheSteward(data.fact);
  const completeAsOf = data.completeAsOf.includes("T")
    ? new Date(data.completeAsOf)
    : startOfShanghaiDay(civilDate(data.completeAsOf));
  if (completeAsOf.getTime() > now.getTime() + mostAheadMilliseconds) {
    return reject(
      "time-in-future",
      "completeAsOf 不能晚于现在。",
      "completeAsOf must not lie in the future.",
    );
  }
  return { ok: true, event: { ...envelope, kind: "register", fact: data.fact, completeAsOf } };
}

function checkReference(
  reference: SubjectReference,
):
  | { ok: true; subject: SubjectReference; warned: { warning?: string } }
  | ({ ok: false } & Rejection) {
  const check = checkSubject(reference);
  if (!check.ok) {
    return reject(
      "invalid-subject",
      "证件号码无效，请核对后重发。",
      `The document number is not valid (${check.because}); check it and send the event again.`,
    );
  }
  return {
    ok: true,
    subject: check.subject,
    warned:
      check.warning === undefined
        ? {}
        : {
            warning:
              "统一社会信用代码校验位不符，已接收，请核对。 The check character is wrong; accepted, please verify.",
          },
  };
}

function notTheSteward(what: string): { ok: false } & Rejection {
  return reject(
    "not-the-steward",
    `${what} 不由贵部门负责，未接收。`,
    `Your department is not the steward of ${what}; it was not taken in.`,
  );
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

/** Null for no end, which registers also write as the last day of the year 9999. */
function lastDayOf(validUntil: string | undefined): CivilDate | null {
  return validUntil === undefined || validUntil === "9999-12-31" ? null : civilDate(validUntil);
}

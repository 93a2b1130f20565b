import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Observation } from "#shared/profiles/timeline.ts";
import type { SeenRelation } from "#shared/relatives/merge-relations.ts";
import type { ContactReport } from "#shared/subjects/contact.ts";
import type { Rejection } from "#shared/incoming/reject-event.ts";

/** What every event has: its identity, a digest of what it says, and what the sender should look at. */
export interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly digest: string;
  /** The day of its `time`, by which a manifest counts it. */
  readonly observedOn: CivilDate;
  readonly warning?: string;
}

/** What an event says of one relation, whose other one is still named by its number. */
export interface ReportedRelation extends Omit<SeenRelation, "otherKey"> {
  readonly other: SubjectReference;
}

/** What an event says of a case, before the subject and the relative have keys. */
interface CaseReport {
  readonly report: Omit<ReportedCase, "subjectKey">;
  readonly relative: SubjectReference | undefined;
}

export interface SubjectEvent extends Envelope {
  readonly kind: "facts" | "contact" | "relations" | "case";
  readonly subject: SubjectReference;
  readonly observations: readonly (readonly [fact: string, Observation])[];
  readonly relations: readonly ReportedRelation[];
  readonly contact: ContactReport | undefined;
  readonly reportedCase?: CaseReport;
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
  readonly at: string;
  readonly reason: string | undefined;
}

/** Two numbers of one subject. */
export interface CorrectionEvent extends Envelope {
  readonly kind: "correction";
  readonly from: SubjectReference;
  readonly to: SubjectReference;
}

/** What a department says that it sent on a day. */
export interface ManifestEvent extends Envelope {
  readonly kind: "manifest";
  readonly day: CivilDate;
  readonly events: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly marks: string | undefined;
  /** Milliseconds. */
  readonly at: number;
}

export type CheckedEvent =
  | SubjectEvent
  | RegisterEvent
  | FulfilmentEvent
  | CorrectionEvent
  | ManifestEvent;

/** An event that may be taken in, or why not. */
export type Check = { ok: true; event: CheckedEvent } | ({ ok: false } & Rejection);

/** What an event of one type says. */
export type Data<Type extends DepartmentEvent["type"]> = Extract<
  DepartmentEvent,
  { type: Type }
>["data"];

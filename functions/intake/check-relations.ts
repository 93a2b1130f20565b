import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { subjectText } from "#shared/identity/subject.ts";
import type { Span } from "#shared/relatives/known-relative.ts";
import { checkReference, notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope, ReportedRelation } from "./checked-event.ts";
import { lastDayOf } from "./last-day.ts";
import { reject, type Rejection } from "#shared/incoming/reject-event.ts";

type Reported = Data<"relations.reported.v1">["relations"][number];

/** Checks reported relations against the data dictionary: kind, steward, both numbers, validity. */
export function checkRelations(
  department: DepartmentId,
  data: Data<"relations.reported.v1">,
  at: number,
  envelope: Envelope,
): Check {
  const subject = checkReference(data.subject);
  if (!subject.ok) return subject;
  const relations = new Map<string, ReportedRelation>();
  for (const reported of data.relations) {
    const kind = checkKind(department, data.subject.kind, reported);
    if (!kind.ok) return kind;
    const other = checkReference(reported.other);
    if (!other.ok) return other;
    if (subjectText(other.subject) === subjectText(subject.subject)) {
      return reject(
        "invalid-event",
        "服务对象不能与本人建立关系，请核对 other。",
        "A subject has no relation to itself; check `other`.",
      );
    }
    const span = spanOf(reported, at);
    if (!span.ok) return span;
    const relation: ReportedRelation = {
      relation: kind.relation,
      other: other.subject,
      seen: {
        at,
        by: department,
        event: [envelope.source, envelope.id],
        report: span.span,
      },
    };
    const key = `${relation.relation} ${subjectText(relation.other)}`;
    const before = relations.get(key);
    if (before !== undefined && before.seen.report.join() !== span.span.join()) {
      return reject(
        "invalid-event",
        `同一事件中同一${kind.label}关系出现两次且内容不同，请只报最近一次。`,
        `One event says two things of the same relation (${reported.kind}); report its latest state only.`,
      );
    }
    relations.set(key, relation);
  }
  return {
    ok: true,
    event: {
      ...envelope,
      ...subject.warned,
      kind: "relations",
      subject: subject.subject,
      observations: [],
      relations: [...relations.values()],
      contact: undefined,
    },
  };
}

function checkKind(
  department: DepartmentId,
  about: "person" | "organisation",
  { kind, other }: Reported,
):
  | { ok: true; relation: ReportedRelation["relation"]; label: string }
  | ({ ok: false } & Rejection) {
  if (!isRelationName(kind)) {
    return reject(
      "unknown-relation",
      `${kind}：数据字典中没有这种关系，请核对名称。`,
      "The data dictionary has no such relation; check its name.",
    );
  }
  const definition = relationDefinition(kind);
  if (!definition.stewards.includes(department)) return notTheSteward(kind);
  if (definition.about !== about || definition.other !== other.kind) {
    return reject(
      "invalid-event",
      `${kind}（${definition.label}）与服务对象或对方的类型不符。`,
      `${kind} is a relation of a ${definition.about} to a ${definition.other}; check both kinds.`,
    );
  }
  return { ok: true, relation: kind, label: definition.label };
}

/** What has ended without a last day ended on the day before it was observed. */
function spanOf(
  { kind, from, until, ended }: Reported,
  at: number,
): { ok: true; span: Span } | ({ ok: false } & Rejection) {
  const first = from === undefined ? null : civilDate(from);
  const last = lastDayOf(until);
  if (first !== null && last !== null && last < first) {
    return reject(
      "invalid-event",
      `${kind}：until 早于 from。`,
      `until of ${kind} lies before from.`,
    );
  }
  const endedOn: CivilDate | null = ended === true ? addDays(shanghaiDay(new Date(at)), -1) : null;
  return { ok: true, span: [first, last ?? endedOn] };
}

import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { Observation } from "#shared/profiles/timeline.ts";
import { toldName } from "#shared/web/told-issue.ts";
import { checkReference, notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";
import { lastDayOf } from "./last-day.ts";
import { reject } from "#shared/incoming/reject-event.ts";

/** Checks reported facts against the data dictionary: name, steward, kind of subject, value and validity. */
export function checkFacts(
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
    if (!fact.ok)
      return reject("unknown-fact", `${toldName(name)}：${fact.problem.zh}`, fact.problem.en);
    const { definition } = fact;
    if (definition.steward !== department) return notTheSteward(name);
    if (definition.derived === true) {
      return reject(
        "not-the-steward",
        `${name} 由证件号码或者关系的起止日期得出，不接收报送，请去掉这一项。`,
        `${name} follows from the subject's number or from the days of a relation and is not reported; leave it out.`,
      );
    }
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
    if (name === "birthDate" && value.value !== null && value.value > shanghaiDay(new Date(at))) {
      return reject(
        "invalid-event",
        "birthDate 晚于观察日，请核对。",
        "birthDate lies after the day of observation; check it.",
      );
    }
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
      relations: [],
      contact: undefined,
    },
  };
}

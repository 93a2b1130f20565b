import { civilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { toldName } from "#shared/web/told-issue.ts";
import { notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";
import { mostAheadMilliseconds, reject, type Rejection } from "#shared/incoming/reject-event.ts";

/** Checks a report that a register is complete; a day means its first instant. */
export function checkRegister(
  department: DepartmentId,
  data: Data<"register.reported.v1">,
  now: Date,
  envelope: Envelope,
): Check {
  const steward = checkSteward(department, data.fact);
  if (!steward.ok) return steward;
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

/** A register is of a fact, or of a relation by its name. */
function checkSteward(
  department: DepartmentId,
  name: string,
): { ok: true } | ({ ok: false } & Rejection) {
  if (isRelationName(name)) {
    return relationDefinition(name).stewards.includes(department)
      ? { ok: true }
      : notTheSteward(name);
  }
  const fact = parseFactName(name);
  if (!fact.ok)
    return reject("unknown-fact", `${toldName(name)}：${fact.problem.zh}`, fact.problem.en);
  return fact.definition.steward === department ? { ok: true } : notTheSteward(name);
}

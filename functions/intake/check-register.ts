import { civilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { notTheSteward } from "./check-reference.ts";
import { type Check, type Data, type Envelope, mostAheadMilliseconds } from "./checked-event.ts";
import { reject } from "./reject.ts";

/** Checks a report that a register is complete; a day means its first instant. */
export function checkRegister(
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

import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { definitionOf, isFactName } from "#shared/facts/dictionary.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { toldName } from "#shared/web/told-issue.ts";
import { notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";
import { reject } from "#shared/incoming/reject-event.ts";

/** Checks what a department says that it sent: of its own facts, on a day that has come. */
export function checkManifest(
  department: DepartmentId,
  data: Data<"manifest.reported.v1">,
  at: number,
  now: Date,
  envelope: Envelope,
): Check {
  for (const fact of Object.keys(data.facts)) {
    const [name = ""] = fact.split("@");
    if (!isFactName(name)) {
      return reject(
        "unknown-fact",
        `${toldName(fact)}：数据字典中没有这项数据，请核对名称。`,
        `${toldName(fact)}: the data dictionary has no such fact; check its name.`,
      );
    }
    if (definitionOf(name).steward !== department) return notTheSteward(name);
  }
  const day = civilDate(data.day);
  if (day > shanghaiDay(now)) {
    return reject("time-in-future", "day 不能晚于今天。", "day must not lie in the future.");
  }
  const { events, facts, digest: marks } = data;
  return { ok: true, event: { ...envelope, kind: "manifest", day, events, facts, marks, at } };
}

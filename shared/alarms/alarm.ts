import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { WorkItemOwner } from "#shared/work-items/work-item.ts";

/** An alarm about a work item on a day; there is no other of that item on that day. */
export interface AlarmKey {
  readonly item: string;
  readonly day: CivilDate;
}

/** The id of an alarm's webhook, stable over every repetition. */
export const alarmId = ({ item, day }: AlarmKey): string => `${item}-${day}`;

/** The department that receives the alarms of an owner: the Big Data Center, which runs the system, those of operations. */
export function receiverOf(owner: WorkItemOwner): DepartmentId {
  return owner === "operations" ? "government-services" : owner;
}

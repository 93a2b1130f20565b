import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { WorkItem } from "./work-item.ts";

/** Whether an item's last day has passed, or had when it was closed. What has no day yet is not late. */
export function isLateOn(
  { dueOn, closedAt }: Pick<WorkItem, "dueOn" | "closedAt">,
  today: CivilDate,
): boolean {
  const until = closedAt === null ? today : shanghaiDay(new Date(closedAt));
  return dueOn !== null && dueOn < until;
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { sampleCity } from "../city/city.ts";
import { cityEvents } from "../city/events.ts";
import { readClock, readSecrets, reportEvents, type Send } from "./outside.command.ts";
import { Stop } from "./stop.command.ts";

/** Departments observed what they report a moment ago. */
const observedBeforeMilliseconds = 60_000;

/**
 * Loads the sample city as departments do, through signed webhooks.
 *
 * @param progress is told how many of how many events are in
 * @returns the day by which it was made
 */
export async function loadCity(
  send: Send,
  progress: (done: number, of: number) => void,
): Promise<CivilDate> {
  const startedAt = await readClock(send);
  const today = shanghaiDay(startedAt);
  const city = sampleCity(today);
  const batches = cityEvents(city, new Date(startedAt.getTime() - observedBeforeMilliseconds));
  const secrets = await readSecrets(send);
  const total = batches.reduce((sum, { events }) => sum + events.length, 0);
  let done = 0;
  progress(done, total);
  for (const { department, events } of batches) {
    const now = await readClock(send);
    const sender = { department, secret: secretOf(secrets, department), now };
    const results = await reportEvents(send, sender, events);
    const rejected = results.find(({ status }) => status === "rejected");
    if (rejected !== undefined) {
      throw new Stop(`样例数据未被接受：${department} ${JSON.stringify(rejected.problem)}`);
    }
    done += events.length;
    progress(done, total);
  }
  return today;
}

function secretOf(secrets: ReadonlyMap<DepartmentId, string>, department: DepartmentId): string {
  const secret = secrets.get(department);
  if (secret === undefined) throw new Error(`the sandbox has no ${department}`);
  return secret;
}

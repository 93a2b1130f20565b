import { civilDate } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { tasksIn } from "../outbox-rows.ts";
import { forge, mostBackMilliseconds, reportRegisters } from "./departments.ts";
import type { World } from "./world.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** The platform runs cron every minute; of three runs two find nothing new, and are left out here. */
const cronMilliseconds = 3 * minute;
/** More turns than any course takes. */
const mostTurns = 2_000_000;
/** However many are skipped or break off, one of so many runs of the sweep looks at everybody. */
const mostRunsForAll = 4;
/** Nothing that waits looks again so often. */
const mostRounds = 100;

/** How time passes in a world, with all that happens by itself. */
export interface Time {
  /** Until everybody's business is done, and the sweep has looked at everybody since. */
  settle(): Promise<void>;
  /** To five minutes after this day's midnight in Shanghai. */
  passTo(day: string): void;
  /** So many minutes later, so many runs of cron. */
  pass(minutes: number, runs: number): Promise<void>;
  /** Nothing fails any more: until nothing is left to do. */
  calm(): Promise<void>;
}

export function keepTime(world: World): Time {
  const { scheduler, faults, random, databases, queues } = world;
  let runs = 0;
  const isDone = (): boolean => world.openBusiness() === 0;
  const isIdle = (): boolean => isDone() && queues.every((queue) => queue.size() === 0);

  const everyTime = async (label: string, every: number, work: () => Promise<void> | void) => {
    for (let next = scheduler.now().getTime(); ; next = scheduler.now().getTime() + every) {
      const due = next;
      await scheduler.turn(label, () => due);
      await work();
    }
  };
  void everyTime("cron", cronMilliseconds, async () => {
    runs += 1;
    const fault = faults.strike("cron skipped", "cron doubled");
    if (fault === "cron skipped") return;
    await Promise.all([world.cron(), ...(fault === "cron doubled" ? [world.cron()] : [])]);
  });
  void everyTime("the registers", day, () => reportRegisters(world));
  void everyTime("trouble", minute / 4, () => {
    forge(world);
    const fault = faults.strike("clock jumps forward", "clock jumps back", "everything lost");
    if (fault === "clock jumps forward") scheduler.jump(random() * 180 * minute);
    if (fault === "clock jumps back") scheduler.jump(random() * -mostBackMilliseconds);
    if (fault === "everything lost") {
      scheduler.killAll();
      for (const queue of queues) queue.clear();
    }
  });

  const time: Time = {
    async settle() {
      await scheduler.run(isDone, mostTurns);
      const before = runs;
      await scheduler.run(() => isDone() && runs >= before + mostRunsForAll, mostTurns);
    },
    passTo(to) {
      const at = startOfShanghaiDay(civilDate(to)).getTime() + 5 * minute;
      scheduler.jump(at - scheduler.now().getTime());
    },
    async pass(minutes, least) {
      scheduler.jump(minutes * minute);
      const before = runs;
      await scheduler.run(() => runs >= before + least, mostTurns);
    },
    async calm() {
      faults.change({});
      const passMinutes = async (): Promise<void> => {
        const until = scheduler.now().getTime() + 2 * cronMilliseconds;
        await scheduler.run(() => scheduler.now().getTime() >= until && isIdle(), mostTurns);
      };
      for (let round = 0; round < mostRounds; round += 1) {
        await passMinutes();
        const tasks = [...(await tasksIn(databases.DB_0)), ...(await tasksIn(databases.DB_1))];
        const left = tasks.filter(({ kind }) => kind !== "deadline");
        // Where what must never happen has happened, what comes of it may never rest.
        if (left.length === 0 || world.complaints.length > 0) break;
        const earliest = Math.min(...left.map(({ dueAt }) => dueAt));
        scheduler.jump(Math.max(0, earliest - scheduler.now().getTime()));
      }
      // What was done last is sealed, too.
      await passMinutes();
    },
  };
  return time;
}

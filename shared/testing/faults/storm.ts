import { vi } from "vitest";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { indexesOf } from "#shared/subjects/indexes.ts";
import type { Databases } from "../shard-database.ts";
import { tasksIn } from "../outbox-rows.ts";
import { checkPopulation, indexKeys } from "./check-population.ts";
import { checkShards } from "./check-shards.ts";
import { type Answered, answerOffer } from "./citizens.ts";
import {
  forge,
  mostBackMilliseconds,
  reportRegisters,
  sendAll,
  webhooksOf,
} from "./departments.ts";
import type { Rates, Strikes } from "./faults.ts";
import type * as House from "./house.ts";
import { reportBooking } from "./payers.ts";
import { lastDay, type Population, type Senior } from "./population.ts";
import { readShards } from "./read-shards.ts";
import type { Violation } from "./violation.ts";
import { createWorld, type World } from "./world.ts";

/** What is weathered. */
export interface Storm {
  readonly databases: Databases;
  readonly house: typeof House;
  readonly population: Population;
  readonly rates: Rates;
  /** Each event is said so often, in webhooks of up to so many events. */
  readonly times: number;
  readonly atOnce: number;
}

export interface Weathered {
  readonly violations: readonly Violation[];
  /** Everything that happened, in its order. */
  readonly trace: readonly string[];
  readonly world: World;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const mostTurns = 1_000_000;
/** Nothing that waits looks again so often. */
const mostRounds = 100;
/** However many are skipped or break off, one of so many runs of the sweep looks at everybody. */
const mostRunsForAll = 6;

/**
 * One storm: everything is said, answered, paid and reported while everything fails; then a new month begins; then
 * nothing fails any more, and all comes to rest. The same seed is the same storm, turn by turn.
 */
export async function weather(storm: Storm, seed: number, strikes: Strikes): Promise<Weathered> {
  await storm.databases.empty();
  const answers: Answered[] = [];
  const seniors = new Map<string, Senior>();
  const world = await createWorld({
    ...storm,
    seed,
    strikes,
    isMeasured: seed % 8 === 0,
    onNotice(of, { link, template }) {
      if (template === "offer.v1" && link !== undefined)
        answerOffer(of, link, seniors, (one) => answers.push(one));
    },
    onBooking: reportBooking,
  });
  try {
    for (const senior of storm.population.seniors) {
      const { blindIndexes } = await indexesOf(indexKeys(world), senior.subject);
      seniors.set(blindIndexes[0], senior);
    }
    await rage(world, storm);
    await calm(world);
    const shards = await readShards(world.databases);
    const violations = [
      ...(await checkShards(world.databases, shards)),
      ...(await checkPopulation(world, shards, answers)),
    ];
    return { violations, trace: world.scheduler.trace, world };
  } finally {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
}

async function rage(world: World, { times, atOnce }: Storm): Promise<void> {
  const { scheduler, population, random } = world;
  const runs = keepTime(world);
  sendAll(world, webhooksOf(population.sayings, { times, atOnce }, random), 3);
  const settled = async (): Promise<void> => {
    await scheduler.run(() => world.openBusiness() === 0, mostTurns);
    const before = runs();
    await scheduler.run(
      () => world.openBusiness() === 0 && runs() >= before + mostRunsForAll,
      mostTurns,
    );
  };
  await settled();
  const newMonth = startOfShanghaiDay(civilDate(lastDay)).getTime() + 5 * minute;
  scheduler.jump(newMonth - scheduler.now().getTime());
  await settled();
}

/** Cron, and what goes wrong by itself; gives how often cron has run. */
function keepTime(world: World): () => number {
  const { scheduler, faults, random } = world;
  let runs = 0;
  const loop = async (label: string, every: number, work: () => Promise<void> | void) => {
    let next = scheduler.now().getTime();
    for (;;) {
      await scheduler.turn(label, () => next);
      await work();
      next = scheduler.now().getTime() + every;
    }
  };
  void loop("cron", minute, async () => {
    runs += 1;
    const fault = faults.strike("cron skipped", "cron doubled");
    if (fault === "cron skipped") return;
    const all = fault === "cron doubled" ? [world.sweep(), world.sweep()] : [world.sweep()];
    await Promise.all(all);
  });
  void loop("the registers", day, () => reportRegisters(world));
  void loop("trouble", minute / 4, () => {
    forge(world);
    const fault = faults.strike("clock jumps forward", "clock jumps back", "everything lost");
    if (fault === "clock jumps forward") scheduler.jump(random() * 180 * minute);
    if (fault === "clock jumps back") scheduler.jump(random() * -mostBackMilliseconds);
    if (fault === "everything lost") {
      scheduler.killAll();
      for (const queue of world.queues) queue.clear();
    }
  });
  return () => runs;
}

/** Nothing fails any more: time passes until nothing is left to do. */
async function calm({ scheduler, faults, databases, queues, openBusiness }: World): Promise<void> {
  faults.cease();
  const passMinutes = async (): Promise<void> => {
    const until = scheduler.now().getTime() + 2 * minute;
    const isIdle = (): boolean =>
      openBusiness() === 0 && queues.every((queue) => queue.size() === 0);
    await scheduler.run(() => scheduler.now().getTime() >= until && isIdle(), mostTurns);
  };
  for (let round = 0; round < mostRounds; round += 1) {
    await passMinutes();
    const tasks = [...(await tasksIn(databases.DB_0)), ...(await tasksIn(databases.DB_1))];
    const left = tasks.filter(({ kind }) => kind !== "deadline");
    if (left.length === 0) break;
    const earliest = Math.min(...left.map(({ dueAt }) => dueAt));
    scheduler.jump(Math.max(0, earliest - scheduler.now().getTime()));
  }
  // What was done last is sealed, too.
  await passMinutes();
}

import { vi } from "vitest";
import { indexesOf } from "#shared/subjects/indexes.ts";
import type { Databases } from "../shard-database.ts";
import { checkPopulation } from "./check-population.ts";
import { indexKeys } from "./read-population.ts";
import { checkShards } from "./check-shards.ts";
import { type Answered, answerOffer } from "./citizens.ts";
import { sendAll, type Telling, webhooksOf } from "./departments.ts";
import type { Rates, Strikes } from "./faults.ts";
import type * as House from "./house.ts";
import { reportBooking } from "./payers.ts";
import { lastDay, type Population, type Saying, type Senior } from "./population.ts";
import { readShards, type ShardRows } from "./read-shards.ts";
import { keepTime, type Time } from "./time.ts";
import type { Violation } from "./violation.ts";
import { createWorld, type World } from "./world.ts";

/** What is weathered. */
export interface Storm {
  readonly databases: Databases;
  readonly house: typeof House;
  readonly population: Population;
  readonly rates: Rates;
  readonly telling: Telling;
  /** How often a decision is tapped that is tapped many times. */
  readonly manyTaps?: number;
  /** What happens until the new month begins, once everything begins to be said. */
  readonly course?: (time: Time, world: World) => Promise<void>;
}

export interface Weathered {
  readonly violations: readonly Violation[];
  /** Everything that happened, in its order. */
  readonly trace: readonly string[];
  readonly world: World;
  readonly answers: readonly Answered[];
  /** How everything stands in the end. */
  readonly shards: readonly ShardRows[];
}

/** How many webhooks are under way at once. */
const senders = 6;
/** Every policy is measured at night in one storm of so many. */
const measuredOf = 8;

/**
 * One storm: everything is said, answered, paid and reported while everything fails; then a new month begins; then
 * nothing fails any more, and all comes to rest. The same seed is the same storm, turn by turn.
 */
export async function weather(storm: Storm, seed: number, strikes: Strikes): Promise<Weathered> {
  const { databases, population, telling, manyTaps = 4, course } = storm;
  await databases.empty();
  const answers: Answered[] = [];
  const seniors = new Map<string, Senior>();
  const world = await createWorld({
    ...storm,
    seed,
    strikes,
    isMeasured: seed % measuredOf === 0,
    onNotice(of, { link, template }) {
      if (template === "offer.v1" && link !== undefined)
        answerOffer(of, link, { seniors, manyTaps, remember: (one) => answers.push(one) });
    },
    onBooking: reportBooking,
  });
  try {
    for (const senior of population.seniors) {
      const { blindIndexes } = await indexesOf(indexKeys(world), senior.subject);
      seniors.set(blindIndexes[0], senior);
    }
    const time = keepTime(world);
    const say = (sayings: readonly Saying[]): void =>
      sendAll(world, webhooksOf(sayings, telling, world.random), senders);
    say(population.sayings);
    await course?.(time, world);
    await time.settle();
    say(population.corrections);
    await time.settle();
    time.passTo(lastDay);
    await time.settle();
    await time.calm();
    const shards = await readShards(databases);
    const violations = [
      ...(await checkShards(databases, shards)),
      ...(await checkPopulation(world, shards, answers)),
    ];
    return { violations, trace: world.scheduler.trace, world, answers, shards };
  } finally {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
}

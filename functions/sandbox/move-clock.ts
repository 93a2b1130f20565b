import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { resetClock, sandboxClock, setClock } from "./clock.ts";
import { clampDueTasks } from "./due-tasks.ts";
import type { SandboxEnv } from "./env.ts";
import { reviewAgain } from "./review-again.ts";
import type { World } from "./world.ts";

/**
 * Sets every function's clock, or with undefined gives it back to the machine's time. Set back, it makes due what
 * waits for a time that has become the future again: order comes from sequence numbers, never from instants.
 */
export async function moveClock(
  world: World,
  env: SandboxEnv,
  to: Date | undefined,
): Promise<Date> {
  const before = await world.clock(env);
  await (to === undefined ? resetClock(env.DB_SANDBOX) : setClock(env.DB_SANDBOX, to));
  const after = await (await sandboxClock(env.DB_SANDBOX))(env);
  if (after < before) {
    await clampDueTasks(env, after);
    await reviewAgain(env, shanghaiDay(after));
  }
  return after;
}

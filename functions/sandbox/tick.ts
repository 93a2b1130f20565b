import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import { departmentIds, type DepartmentId } from "#shared/identity/departments.ts";
import { relayDueTasks } from "#shared/outbox/relay-due-tasks.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { registersOf } from "./city/registers.ts";
import { countDueTasks } from "./due-tasks.ts";
import type { SandboxEnv } from "./env.ts";
import { countReceived } from "./received.ts";
import { forgetSent, manifestsOf } from "./sent-events.ts";
import { sendEvents } from "./send-events.ts";
import type { World } from "./world.ts";

export interface TickReport {
  readonly ran: readonly string[];
  /** Messages and instructions that arrived outside for the first time. */
  readonly delivered: number;
  /** Whether nothing is left to do. */
  readonly quiet: boolean;
}

const lookEveryMilliseconds = 40;
const standstillMilliseconds = 1000;
const patienceMilliseconds = 60_000;

/** One round of what happens by itself: daily register reports, manifests of the days that are over, the scheduled handler, and what follows from them. */
export async function tick(world: World, env: SandboxEnv): Promise<TickReport> {
  const before = await countReceived(env.DB_SANDBOX);
  const now = await world.clock(env);
  const reports = registerReports(now.toISOString());
  await Promise.all(
    departmentIds.map(async (department) => {
      const manifests = await manifestsOf(env.DB_SANDBOX, department, now);
      const events = [...(reports.get(department) ?? []), ...manifests];
      if (events.length === 0) return;
      const response = await sendEvents(world, env, department, events);
      if (!response.ok) throw new Error(`the registers of ${department} got ${response.status}`);
      await forgetSent(env.DB_SANDBOX, department, manifests);
    }),
  );
  await world.sweepOnce();
  const quiet = await waitForQuiet(world, env);
  const after = await countReceived(env.DB_SANDBOX);
  return {
    ran: ["register.reported.v1", "sweep"],
    delivered: after.messages + after.instructions - before.messages - before.instructions,
    quiet,
  };
}

/** By steward: that each register whose absence has a meaning is complete. */
function registerReports(now: string): Map<DepartmentId, DepartmentEvent[]> {
  const reports = departmentIds.map((department): [DepartmentId, DepartmentEvent[]] => [
    department,
    registersOf(department, now).map((content) => ({
      specversion: "1.0",
      id: randomId(),
      source: `urn:sandbox:${department}`,
      time: now,
      ...content,
    })),
  ]);
  return new Map(reports.filter(([, events]) => events.length > 0));
}

/**
 * Waits until no task is due in any database. The queues' hints do the work; when nothing has moved for a second,
 * hints are sent again. Gives up after a minute of the machine's time.
 */
async function waitForQuiet(world: World, env: SandboxEnv): Promise<boolean> {
  const startedAt = Date.now();
  let last = -1;
  let movedAt = startedAt;
  while (Date.now() - startedAt < patienceMilliseconds) {
    const due = await countDueTasks(env, await world.clock(env));
    if (due === 0) return true;
    if (due !== last) {
      last = due;
      movedAt = Date.now();
    } else if (Date.now() - movedAt >= standstillMilliseconds) {
      await relayAgain(world, env);
      movedAt = Date.now();
    }
    await new Promise((resolve) => {
      setTimeout(resolve, lookEveryMilliseconds);
    });
  }
  return false;
}

async function relayAgain(world: World, env: SandboxEnv): Promise<void> {
  const now = await world.clock(env);
  for (const db of [env.DB_0, env.DB_1]) await sendHints(env, await relayDueTasks(db, now, 0));
}

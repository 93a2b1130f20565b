import type { DepartmentId } from "#shared/identity/departments.ts";
import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "../../functions/intake/env.ts";
import { intake } from "../../functions/intake/intake.ts";
import { makeSecrets } from "../../functions/sandbox/start/secrets.command.ts";
import { approve } from "./approve.ts";
import { aQueue } from "./fake-queue.ts";
import { type OutsideWorld, startOutsideWorld } from "./outside-world.ts";
import { type Databases, startDatabases } from "./shard-database.ts";

/** Real databases, and departments that report to the real intake; no other function runs. */
export interface Reporting {
  readonly databases: Databases;
  readonly secrets: Readonly<Record<string, string>>;
  /** The secret under which a department signs. */
  secretOf(department: DepartmentId): string;
  /** Who issues the tokens of staff. */
  readonly outside: OutsideWorld;
  /** One signed batch of events without their envelope. Throws unless every one is accepted. */
  report(department: DepartmentId, events: readonly object[]): Promise<void>;
  /** Registers that are complete from now on. */
  complete(registers: readonly (readonly [DepartmentId, string])[]): Promise<void>;
  close(): Promise<void>;
}

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

export async function startReporting(departments: readonly DepartmentId[]): Promise<Reporting> {
  const [world, databases] = await Promise.all([startOutsideWorld(), startDatabases()]);
  const secrets = makeSecrets();
  const { queue } = aQueue();
  const env = envOf({ ...secrets, ...databases, NOTIFY: queue, FULFIL: queue, SWEEP: queue });
  for (const department of departments) {
    const payload = { department, keyId: "k1", secret: world.secretOf(department) };
    const act = { kind: "department-key", payload } as const;
    // One after the other, as operations do.
    await approve(databases.DB_CITY, env.KEYRING_KEY, act, new Date());
  }
  const worker = intake(systemClock);
  async function report(department: DepartmentId, events: readonly object[]): Promise<void> {
    const request = new Request(
      `https://jixiang.test/v1/departments/${department}/events`,
      world.signed(department, events, new Date()),
    );
    const response = (await worker.fetch?.(request as never, env, context)) ?? Response.error();
    const text = await response.text();
    const { results = [] } = JSON.parse(text) as { results?: { status: string }[] };
    if (results.length !== events.length || results.some(({ status }) => status !== "accepted"))
      throw new Error(`${response.status}: ${text.slice(0, 500)}`);
  }
  return {
    databases,
    secrets,
    report,
    secretOf: world.secretOf,
    outside: world,
    async complete(registers) {
      const completeAsOf = new Date().toISOString();
      for (const [department, fact] of registers) {
        const event = { type: "register.reported.v1", data: { fact, completeAsOf } };
        await report(department, [event]);
      }
    },
    async close() {
      await databases.dispose();
      await world.close();
    },
  };
}

/** Guarantee: it has every binding that intake declares, and the secrets of all functions. */
function envOf(bindings: object): Env {
  return bindings as Env;
}

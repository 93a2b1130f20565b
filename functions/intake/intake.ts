import { isDepartmentId } from "#shared/identity/departments.ts";
import { selectKeys, openKeys } from "#shared/departments/find-keys.ts";
import { rowsOf } from "#shared/db/statement.ts";
import type { EventResult } from "#shared/contract/events.schema.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { checkHeaders, isTimely } from "#shared/webhooks/headers.ts";
import { isSignedBy } from "#shared/webhooks/signature.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import {
  overloaded as refuseForNow,
  unauthenticated as refuseSender,
} from "#shared/incoming/webhook-refusals.ts";
import { awaitedFrom, selectAwaited } from "#shared/manifests/awaited.ts";
import type { Env } from "./env.ts";
import type { Circumstances } from "./placed.ts";
import { parseEvents, readBody } from "#shared/incoming/read-events.ts";
import { takeIn } from "./take-in.ts";

/** Signed webhooks from departments: what they report is judged where it is committed. */
export function intake(clock: Clock): ExportedHandler<Env> {
  const app = createApp<Env>("intake");

  app.post("/v1/departments/:department/events", async (c) => {
    const department = c.req.param("department");
    // Malformed headers are refused before any look at a database.
    const check = checkHeaders((name) => c.req.header(name));
    if (!check.ok) unauthenticated(department, `malformed ${check.because}`);
    const body = await readBody(c.req.raw);
    const now = await clock(c.env);
    if (!isTimely(check.headers, now)) unauthenticated(department, "untimely");
    if (!isDepartmentId(department)) unauthenticated(department, "no such department");

    const [keys, registers, stages, awaited] = await lookUp(c.env.DB_CITY, department).catch(
      overloaded,
    );
    const secrets = (await openKeys(keys, c.env.KEYRING_KEY)).get(department) ?? [];
    if (!(await isSignedBy(secrets, check.headers, body.bytes)))
      unauthenticated(department, "no right signature");

    const events = parseEvents(body);
    const circumstances = {
      ...circumstancesOf(registers, stages, now),
      awaited: awaitedFrom(awaited),
    };
    const results: readonly EventResult[] = await takeIn(
      c.env,
      department,
      events,
      circumstances,
    ).catch(overloaded);
    return c.json({ results });
  });

  return { fetch: app.fetch };
}

function circumstancesOf(
  registers: D1Result | undefined,
  stages: D1Result | undefined,
  now: Date,
): Circumstances {
  return {
    now,
    complete: completeRegisters(rowsOf<StoredRegister>(registers)),
    stages: stagesFrom(rowsOf<StoredStage>(stages)),
  };
}

/**
 * One round trip to the city: the department's keys, which registers are complete, every policy's stage, and what the
 * department's manifests still miss.
 */
async function lookUp(city: D1Database, department: string): Promise<D1Result[]> {
  return city.batch([
    selectKeys(city, [department]),
    selectRegisters(city),
    selectStages(city),
    selectAwaited(city, department),
  ]);
}

/** Only what we know goes into the log: the path is the sender's. */
function unauthenticated(department: string, because: string): never {
  const named = isDepartmentId(department) ? department : "an unknown department";
  return refuseSender("intake", named, because);
}

const overloaded = (error: unknown): never => refuseForNow("intake", error);

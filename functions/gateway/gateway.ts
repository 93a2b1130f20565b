import type { EventResult } from "#shared/contract/events.schema.ts";
import { findReceivers } from "#shared/departments/find-receivers.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import { parseEvents, readBody } from "#shared/incoming/read-events.ts";
import { overloaded, unauthenticated } from "#shared/incoming/webhook-refusals.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createApp } from "#shared/web/create-app.ts";
import { checkHeaders, isTimely } from "#shared/webhooks/headers.ts";
import { isSignedBy } from "#shared/webhooks/signature.ts";
import type { Env } from "./env.ts";
import { takeIn } from "./take-in.ts";

/**
 * The door of message gateways: what became of messages. A gateway is a department with an endpoint for notices, and
 * signs as that department does.
 */
export function gateway(clock: Clock): ExportedHandler<Env> {
  const app = createApp<Env>("gateway");

  app.post("/v1/gateways/:gateway/events", async (c) => {
    const sender = c.req.param("gateway");
    const refuseSender = (because: string): never =>
      unauthenticated("gateway", isDepartmentId(sender) ? sender : "an unknown gateway", because);
    const check = checkHeaders((name) => c.req.header(name));
    if (!check.ok) return refuseSender(`malformed ${check.because}`);
    const body = await readBody(c.req.raw);
    const now = await clock(c.env);
    if (!isTimely(check.headers, now)) return refuseSender("untimely");
    if (!isDepartmentId(sender)) return refuseSender("no such gateway");

    const found = await findReceivers(c.env.DB_CITY, c.env.KEYRING_KEY, "notices", [sender]).catch(
      (error: unknown) => overloaded("gateway", error),
    );
    const secrets = found.get(sender)?.secrets ?? [];
    if (!(await isSignedBy(secrets, check.headers, body.bytes)))
      return refuseSender("no right signature");

    const events = parseEvents(body);
    const results: readonly EventResult[] = await takeIn(c.env, sender, events, now).catch(
      (error: unknown) => overloaded("gateway", error),
    );
    return c.json({ results });
  });

  return { fetch: app.fetch };
}

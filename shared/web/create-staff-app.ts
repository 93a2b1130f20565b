import type { Hono } from "hono";
import type { Clock } from "./clock.ts";
import { type AppEnv, createApp, type TellPeople } from "./create-app.ts";
import { type Issuer, requireSignedIn, type SignedIn } from "./verify-token.ts";

/** What the routes of staff know of a request: who asks, and when. */
export type StaffEnv<Bindings extends object> = AppEnv<Bindings, { signedIn: SignedIn; now: Date }>;

/** An application for staff: every route knows who asks before it does anything. */
export function createStaffApp<Bindings extends Issuer>(
  functionName: string,
  clock: Clock,
  tellPeople?: TellPeople,
): Hono<StaffEnv<Bindings>> {
  const app = createApp<Bindings, { signedIn: SignedIn; now: Date }>(functionName, tellPeople);
  app.use("/v1/console/*", async (c, next) => {
    const now = await clock(c.env);
    c.set("now", now);
    c.set("signedIn", await requireSignedIn(c.env, c.req.header("Authorization"), now));
    await next();
  });
  return app;
}

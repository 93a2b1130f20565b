import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { findOffer } from "#shared/confirmations/find-offer.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { isAssured } from "./assurance.ts";
import type { Env } from "./env.ts";
import { cookieName, type Opened, unsealOpened } from "./handle.ts";
import type { Reader } from "./view-of-offer.ts";

export type C = Context<AppEnv<Env>>;

/** The offer that this browser has opened; undefined without a cookie, or with one that is too old. */
export async function openedIn(c: C, now: Date): Promise<Opened | undefined> {
  return unsealOpened(c.env.COOKIE_KEY, "cookie", getCookie(c, cookieName, "host"), now);
}

/** The offer as it stands, and whether whoever looks at it has shown to be its subject; undefined when it has ended. */
export async function readerOf(
  c: C,
  { reference }: Opened,
  now: Date,
): Promise<Reader | undefined> {
  const offer = await findOffer(databaseOf(c.env, shardOf(reference.subjectKey)), reference);
  if (offer === undefined || offer.covered.length === 0) return undefined;
  const assured = await isAssured(c.env, c.req.header("Authorization"), reference, now);
  return { offer, isAssured: assured.ok };
}

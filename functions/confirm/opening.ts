import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { findOffer } from "#shared/confirmations/find-offer.ts";
import { type Opened, openedCookie, unsealOpened } from "#shared/confirmations/opened-offer.ts";
import { agentOf } from "#shared/confirmations/way.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { assuranceOf, type Lack } from "./assurance.ts";
import type { Env } from "./env.ts";
import type { Reader } from "./view-of-offer.ts";
import type { ConfirmProblem } from "./views.ts";

export type C = Context<AppEnv<Env>>;

/** The offer that this browser has opened; undefined without a cookie, or with one that is too old. */
export async function openedIn(c: C, now: Date): Promise<Opened | undefined> {
  return unsealOpened(c.env.COOKIE_KEY, "cookie", getCookie(c, openedCookie, "host"), now);
}

/** The offer as it stands, and whether whoever looks at it has shown to be its subject; undefined when it has ended. */
export async function readerOf(c: C, opened: Opened, now: Date): Promise<Reader | undefined> {
  const { reference } = opened;
  const offer = await findOffer(databaseOf(c.env, shardOf(reference.subjectKey)), reference);
  if (offer === undefined || offer.covered.length === 0) return undefined;
  const assured = await assuranceOf(c, opened, "look", now);
  return assured.ok
    ? {
        offer,
        isAssured: true,
        hasSignedIn: assured.way.assurance === "signed-in",
        isAgent: agentOf(assured.way) !== undefined,
      }
    : { offer, isAssured: false, hasSignedIn: false, isAgent: false, lacks: assured.lacks };
}

/** How the reader is told what is still to show. */
export const problemOfLack = {
  "sign-in": "sign-in-needed",
  "another-person": "another-person",
  "last-four": "last-four-needed",
  mandate: "mandate-ended",
} as const satisfies Record<Lack, ConfirmProblem>;

import type { Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { SignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";

/** What the routes of staff know of a request: who asks, and when. */
export type ConsoleApp = Hono<AppEnv<Env, { signedIn: SignedIn; now: Date }>>;

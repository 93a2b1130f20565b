import type { Context, Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { SignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";

/** What the routes of staff know of a request: who asks, and when. */
type ConsoleEnv = AppEnv<Env, { signedIn: SignedIn; now: Date }>;

export type ConsoleApp = Hono<ConsoleEnv>;
export type ConsoleContext = Context<ConsoleEnv>;

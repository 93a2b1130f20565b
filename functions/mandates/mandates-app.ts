import type { Context, Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";

/** What the routes know of a request: when it came. */
type MandatesEnv = AppEnv<Env, { now: Date }>;

export type MandatesApp = Hono<MandatesEnv>;
export type MandatesContext = Context<MandatesEnv>;

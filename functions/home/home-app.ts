import type { Context, Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";

/** What the routes of signed-in people know of a request: when it came. */
type HomeEnv = AppEnv<Env, { now: Date }>;

export type HomeApp = Hono<HomeEnv>;
export type HomeContext = Context<HomeEnv>;

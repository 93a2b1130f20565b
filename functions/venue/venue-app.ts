import type { Context, Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";

type VenueEnv = AppEnv<Env, { now: Date }>;

export type VenueApp = Hono<VenueEnv>;
export type VenueContext = Context<VenueEnv>;

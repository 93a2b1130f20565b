import type { Context, Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";

type CodeEnv = AppEnv<Env, { now: Date }>;

export type CodeApp = Hono<CodeEnv>;
export type CodeContext = Context<CodeEnv>;

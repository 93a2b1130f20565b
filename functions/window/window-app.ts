import type { Context, Hono } from "hono";
import type { StaffEnv } from "#shared/web/create-staff-app.ts";
import type { Env } from "./env.ts";

export type WindowApp = Hono<StaffEnv<Env>>;
export type WindowContext = Context<StaffEnv<Env>>;

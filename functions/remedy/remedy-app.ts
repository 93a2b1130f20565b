import type { Context, Hono } from "hono";
import type { StaffEnv } from "#shared/web/create-staff-app.ts";
import type { Env } from "./env.ts";

export type RemedyApp = Hono<StaffEnv<Env>>;
export type RemedyContext = Context<StaffEnv<Env>>;

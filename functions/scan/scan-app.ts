import type { Context, Hono } from "hono";
import type { StaffEnv } from "#shared/web/create-staff-app.ts";
import type { Env } from "./env.ts";

export type ScanApp = Hono<StaffEnv<Env>>;
export type ScanAppContext = Context<StaffEnv<Env>>;

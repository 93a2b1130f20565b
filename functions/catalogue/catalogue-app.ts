import type { Hono } from "hono";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { Env } from "./env.ts";

/** The application to which each theme of the catalogue adds its routes. */
export type CatalogueApp = Hono<AppEnv<Env>>;

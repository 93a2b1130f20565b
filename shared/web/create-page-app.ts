import type { Hono } from "hono";
import { refusalPage } from "./components/refusal.page.tsx";
import { type AppEnv, createApp } from "./create-app.ts";
import { sendPage } from "./send-page.tsx";

/**
 * The application of a function that has pages: what goes wrong is told to a person's browser on one too. Pages weigh
 * some twenty kibibytes, which the other functions need not carry.
 */
export function createPageApp<Bindings extends object, Variables extends object = object>(
  functionName: string,
): Hono<AppEnv<Bindings, Variables>> {
  return createApp(functionName, async (c, refusal) =>
    sendPage(c, refusalPage(refusal), refusal.status),
  );
}

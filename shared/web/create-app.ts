import { Hono } from "hono/tiny";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { problemOf, wantsPage } from "./problem.ts";
import { Refusal } from "./refusal.ts";
import { securityHeaders } from "./security-headers.ts";
import type { Context } from "hono";

/** What hono is told of a function: its bindings, and what its middleware sets for one request. */
export interface AppEnv<Bindings extends object, Variables extends object = object> {
  Bindings: Bindings;
  Variables: Variables;
}

/** Tells a person's browser of a refusal. */
export type TellPeople = (c: Context, refusal: Refusal) => Response | Promise<Response>;

/**
 * A function's application: security headers, `/healthz/<function>`, and one place where what goes
 * wrong becomes a problem document. One that has pages is made by `createPageApp`.
 *
 * @param functionName the function's folder and environment, such as `intake`
 */
export function createApp<Bindings extends object, Variables extends object = object>(
  functionName: string,
  tellPeople?: TellPeople,
): Hono<AppEnv<Bindings, Variables>> {
  const answer = async (c: Context, refusal: Refusal): Promise<Response> => {
    for (const [name, value] of Object.entries(refusal.extra.headers ?? {})) c.header(name, value);
    if (tellPeople !== undefined && wantsPage(c)) return tellPeople(c, refusal);
    return c.json(problemOf(refusal), refusal.status, {
      "Content-Type": "application/problem+json",
    });
  };
  const app = new Hono<AppEnv<Bindings, Variables>>();
  app.use(securityHeaders());
  app.use(
    methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => answer(c, wrongMethod(methods)) }),
  );
  app.get(`/healthz/${functionName}`, (c) => c.json({ status: "ok", function: functionName }));
  app.notFound((c) => answer(c, nothingHere()));
  app.onError((error, c) => {
    if (error instanceof Refusal) return answer(c, error);
    // What hono itself refuses, such as a body that is no JSON.
    if (error instanceof HTTPException && error.status < 500) return answer(c, malformed());
    // The path only: a query or a body may hold personal data.
    console.error(
      `${functionName}: ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`,
    );
    return answer(c, failure());
  });
  return app;
}

function malformed(): Refusal {
  return new Refusal(400, "invalid-request", {
    zh: "内容格式不对（例如不是有效的JSON），没有改动任何内容。请检查后再发。",
    en: "The body is malformed, for example no valid JSON; nothing was changed. Check it and send it again.",
  });
}

function nothingHere(): Refusal {
  return new Refusal(404, "not-found", {
    zh: "这个地址没有内容。请检查地址，或从首页开始。",
    en: "There is nothing at this address. Check it, or start from the home page.",
  });
}

function wrongMethod(methods: readonly string[]): Refusal {
  const allowed = methods.join(", ");
  return new Refusal(
    405,
    "method-not-allowed",
    {
      zh: `这个地址只接受 ${allowed} 请求，没有改动任何内容。`,
      en: `This address answers ${allowed} only; nothing was changed.`,
    },
    { headers: { Allow: allowed } },
  );
}

function failure(): Refusal {
  return new Refusal(500, "internal-error", {
    zh: "系统出错，请稍后再试。重复提交不会重复生效。",
    en: "Something failed on our side. Try again later: repeating a request has no second effect.",
  });
}

import type { MiddlewareHandler } from "hono";

/** What is no page needs nothing at all from a browser. */
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const always = {
  "Strict-Transport-Security": "max-age=31536000",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Makes browsers send `Origin: null` with form posts: tell forgery by Sec-Fetch-Site, not by Origin.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

const unlessTheRouteSaysOtherwise = {
  "Content-Security-Policy": nothing,
  "Cache-Control": "no-store",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
} as const;

/** What an answer carries whose route says nothing else. */
export const headersOfAll = { ...always, ...unlessTheRouteSaysOtherwise } as const;

/** Sets what every answer of every function carries, refusals and failures included. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(always)) c.header(name, value);
    // A 304 would overwrite the stored page's own policy with these.
    if (c.res.status === 304) return;
    for (const [name, value] of Object.entries(unlessTheRouteSaysOtherwise)) {
      if (!c.res.headers.has(name)) c.header(name, value);
    }
  };
}

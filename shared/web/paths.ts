/**
 * Which function answers which path, in one table: functions/dev.ts routes by it on one origin, and
 * `npm run deploy` makes the routes of the deployed functions from it.
 */
export const paths = [
  { prefix: "/v1/departments", function: "intake" },
  { prefix: "/v1/gateways", function: "gateway" },
  { prefix: "/c", function: "confirm" },
  { prefix: "/verify", function: "verify" },
  { prefix: "/v1/verifications", function: "verify" },
  { prefix: "/v1/document-keys", function: "verify" },
  { prefix: "/me", function: "home" },
  { prefix: "/v1/me", function: "home" },
  { prefix: "/me/code", function: "code" },
  { prefix: "/me/mandates", function: "mandates" },
  { prefix: "/v1/me/mandates", function: "mandates" },
  { prefix: "/objections", function: "home" },
  { prefix: "/v1/objections", function: "home" },
  { prefix: "/v1/phone-codes", function: "home" },
  { prefix: "/v1/hints", function: "home" },
  { prefix: "/venue", function: "venue" },
  { prefix: "/v1/console", function: "console" },
  { prefix: "/v1/console/entitlements", function: "remedy" },
  { prefix: "/v1/console/hints", function: "remedy" },
  { prefix: "/v1/console/letters", function: "letters" },
  { prefix: "/v1/console/objections", function: "remedy" },
  { prefix: "/v1/console/recoveries", function: "remedy" },
  { prefix: "/v1/console/window", function: "window" },
  { prefix: "/window", function: "window" },
  { prefix: "/v1/scans", function: "scan" },
  { prefix: "/v1/console/venues", function: "scan" },
  { prefix: "/v1/console/printed-codes", function: "code" },
  // The root stands for itself only: it must not catch what no function answers.
  { prefix: "/", function: "catalogue" },
  { prefix: "/v1/policies", function: "catalogue" },
  { prefix: "/v1/policies.csv", function: "catalogue" },
  { prefix: "/v1/collections", function: "catalogue" },
  { prefix: "/v1/lists", function: "catalogue" },
  { prefix: "/policies", function: "catalogue" },
  { prefix: "/collections", function: "catalogue" },
  { prefix: "/lists", function: "catalogue" },
  { prefix: "/check", function: "catalogue" },
  { prefix: "/v1/statistics", function: "catalogue" },
  { prefix: "/statistics", function: "catalogue" },
  { prefix: "/v1/publicity", function: "catalogue" },
  { prefix: "/publicity", function: "catalogue" },
  { prefix: "/v1/not-yet", function: "catalogue" },
  { prefix: "/not-yet", function: "catalogue" },
  { prefix: "/changes.atom", function: "catalogue" },
  { prefix: "/openapi.json", function: "catalogue" },
  { prefix: "/problems", function: "catalogue" },
  { prefix: "/healthz", function: "catalogue" },
  { prefix: "/healthz/intake", function: "intake" },
  { prefix: "/healthz/gateway", function: "gateway" },
  { prefix: "/healthz/letters", function: "letters" },
  { prefix: "/healthz/join", function: "join" },
  { prefix: "/healthz/confirm", function: "confirm" },
  { prefix: "/healthz/verify", function: "verify" },
  { prefix: "/healthz/home", function: "home" },
  { prefix: "/healthz/venue", function: "venue" },
  { prefix: "/healthz/catalogue", function: "catalogue" },
  { prefix: "/healthz/console", function: "console" },
  { prefix: "/healthz/remedy", function: "remedy" },
  { prefix: "/healthz/window", function: "window" },
  { prefix: "/healthz/scan", function: "scan" },
  { prefix: "/healthz/code", function: "code" },
  { prefix: "/healthz/mandates", function: "mandates" },
  { prefix: "/healthz/notify", function: "notify" },
  { prefix: "/healthz/fulfil", function: "fulfil" },
  { prefix: "/healthz/sweep", function: "sweep" },
] as const;

/** A function that answers requests: one folder in functions/, one environment in wrangler.toml. */
export type FunctionName = (typeof paths)[number]["function"];

/**
 * The function whose prefix covers the path; the longest prefix wins.
 * A prefix matches whole segments only: /c covers /c/x and not /console.
 */
export function functionFor(pathname: string): FunctionName | undefined {
  return paths
    .filter(({ prefix }) => covers(prefix, pathname))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.function;
}

function covers(prefix: string, pathname: string): boolean {
  if (pathname === prefix) return true;
  return prefix !== "/" && pathname.startsWith(`${prefix}/`);
}

import type { Context } from "hono";
import type { Refusal } from "./refusal.ts";
import { problemTypes } from "./problem-types.ts";

/** A problem document (RFC 9457), each text in Chinese and then in English. */
export interface Problem {
  readonly [member: string]: unknown;
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** The problem document of a refusal; it says no more than the refusal does. */
export function problemOf({ status, code, text, extra }: Refusal): Problem {
  const title = problemTypes[code];
  return {
    ...extra.members,
    type: `/problems/${code}`,
    title: `${title.zh} ${title.en}`,
    status,
    detail: `${text.zh} ${text.en}`,
  };
}

/**
 * Whether the client is a person's browser that asks for a page. The programming interface under
 * /v1 always answers in JSON, whoever asks.
 */
export function wantsPage(c: Context): boolean {
  return !c.req.path.startsWith("/v1/") && (c.req.header("Accept") ?? "").includes("text/html");
}

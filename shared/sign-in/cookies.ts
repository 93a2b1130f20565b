import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type Attempt, attemptSeconds, openAttempt, sealAttempt } from "./attempt.ts";
import {
  answerMilliseconds,
  lookMilliseconds,
  openSession,
  sealSession,
  type Session,
} from "./session.ts";

const sessionName = "jixiang-session";
const attemptName = "jixiang-sign-in";

const bound = { prefix: "host", path: "/", secure: true } as const;
// Lax: the provider, another site, sends people back to us, and the page after it must know them.
const sealed = { ...bound, httpOnly: true, sameSite: "Lax" } as const;

/** Who has signed in in this browser; see `openSession`. */
export async function readSession(
  c: Context,
  cookieKey: string,
  use: "look" | "answer",
  now: Date,
): Promise<Session | undefined> {
  return openSession(cookieKey, getCookie(c, sessionName, "host"), use, now);
}

/** Remembers who has signed in, and that a page was opened now. */
export async function keepSession(
  c: Context,
  cookieKey: string,
  session: Session,
  now: Date,
): Promise<void> {
  const maxAge = (lookMilliseconds + answerMilliseconds) / 1000;
  const text = await sealSession(cookieKey, { ...session, seenAt: now.getTime() });
  setCookie(c, sessionName, text, { ...sealed, maxAge });
}

export function forgetSession(c: Context): void {
  deleteCookie(c, sessionName, bound);
}

export async function keepAttempt(
  c: Context,
  cookieKey: string,
  attempt: Attempt,
  now: Date,
): Promise<void> {
  const text = await sealAttempt(cookieKey, attempt, now);
  setCookie(c, attemptName, text, { ...sealed, maxAge: attemptSeconds });
}

/** The attempt that this browser has begun; it is good for one answer of the provider. */
export async function takeAttempt(
  c: Context,
  cookieKey: string,
  now: Date,
): Promise<Attempt | undefined> {
  const text = getCookie(c, attemptName, "host");
  deleteCookie(c, attemptName, bound);
  return openAttempt(cookieKey, text, now);
}

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as z from "zod/mini";
import { departmentIds } from "#shared/identity/departments.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { digestText, keyedHash } from "#shared/sealing/digest.ts";
import { open, seal } from "#shared/sealing/seal.ts";
import type { Clerk } from "../clerk.ts";

/** A clerk signs in anew each day. */
const sessionMilliseconds = 10 * 3_600_000;

const cookieName = "jixiang-counter";
const bound = { prefix: "host", path: "/", secure: true } as const;

const sessionSchema = z.strictObject({
  id: z.string(),
  person: z.string(),
  name: z.nullable(z.string()),
  department: z.nullable(z.enum(departmentIds)),
  selfKey: z.nullable(z.string()),
  since: z.int(),
});

/** Who serves at this counter, as the browser carries it, sealed under a key that opens no citizen's session. */
export interface CounterSession {
  /** Random; forms are bound to it. */
  readonly id: string;
  readonly clerk: Clerk;
  /** As the provider tells it: shown to the clerk alone. */
  readonly name: string | undefined;
  readonly selfKey: string | undefined;
}

export async function keepCounterSession(
  c: Context,
  key: string,
  { id, clerk: { person, department }, name, selfKey }: CounterSession,
  now: Date,
): Promise<void> {
  const content: z.output<typeof sessionSchema> = {
    id,
    person,
    name: name ?? null,
    department: department ?? null,
    selfKey: selfKey ?? null,
    since: now.getTime(),
  };
  const maxAge = sessionMilliseconds / 1000;
  const text = await seal(key, "counter", JSON.stringify(content));
  // Lax: the provider, another site, sends the clerk back to us.
  setCookie(c, cookieName, text, { ...bound, httpOnly: true, sameSite: "Lax", maxAge });
}

/** Undefined where nobody has signed in in this browser, or too long ago. */
export async function readCounterSession(
  c: Context,
  key: string,
  now: Date,
): Promise<CounterSession | undefined> {
  const sealed = getCookie(c, cookieName, "host");
  const text = sealed === undefined ? undefined : await open(key, "counter", sealed);
  if (text === undefined) return undefined;
  const { id, person, name, department, selfKey, since } = sessionSchema.parse(JSON.parse(text));
  if (since + sessionMilliseconds <= now.getTime()) return undefined;
  const clerk = { person, department: department ?? undefined };
  return { id, clerk, name: name ?? undefined, selfKey: selfKey ?? undefined };
}

export function forgetCounterSession(c: Context): void {
  deleteCookie(c, cookieName, bound);
}

/** What a form of this session must bring along; another site's page cannot know it. */
export async function counterFormToken(key: string, { id }: CounterSession): Promise<string> {
  return encodeBase32(await keyedHash(key, `form ${id}`)).slice(0, 26);
}

/** Whether a form was made for this session. */
export async function isCounterForm(
  key: string,
  session: CounterSession,
  given: unknown,
): Promise<boolean> {
  if (typeof given !== "string") return false;
  // Digests are compared, so that the time it takes tells nothing.
  return (await digestText(given)) === (await digestText(await counterFormToken(key, session)));
}

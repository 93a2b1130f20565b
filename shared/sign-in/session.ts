import * as z from "zod/mini";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { digestText, keyedHash, randomId } from "#shared/sealing/digest.ts";
import { open, seal } from "#shared/sealing/seal.ts";

const hour = 3_600_000;

/**
 * The limits of a session. Pages open for half a day after signing in; what is on the screen can be answered for twenty
 * hours, for nobody who reads slowly may be timed out (WCAG 2.2, 2.2.3 and 2.2.6). The two together end it.
 */
export const lookMilliseconds = 12 * hour;
export const answerMilliseconds = 20 * hour;

const sessionSchema = z.strictObject({
  id: z.string(),
  subjectKey: z.nullable(z.string()),
  kind: z.enum(["person", "organisation"]),
  by: z.string(),
  assurance: z.literal("signed-in"),
  signedInAt: z.int(),
  seenAt: z.int(),
});

/**
 * Who has signed in, as the browser carries it, sealed. It names nobody: the document's number came once, in the token,
 * and became the opaque key under which the subject's state lies.
 */
export interface Session {
  /** Random; forms are bound to it. */
  readonly id: string;
  /** Null while no department has ever reported anything of the subject. */
  readonly subjectKey: string | null;
  readonly kind: "person" | "organisation";
  /** The provider's opaque id of the person: of a company, its clerk. */
  readonly by: string;
  readonly assurance: "signed-in";
  readonly signedInAt: number;
  /** When a page was last opened. */
  readonly seenAt: number;
}

export function newSession(who: Pick<Session, "subjectKey" | "kind" | "by">, now: Date): Session {
  const at = now.getTime();
  return { ...who, id: randomId(), assurance: "signed-in", signedInAt: at, seenAt: at };
}

export async function sealSession(cookieKey: string, session: Session): Promise<string> {
  return seal(cookieKey, "session", JSON.stringify(session));
}

/**
 * Undefined when the seal is not ours, or a limit has passed.
 *
 * @param use to "look" at a page, or to "answer" one that was opened before
 */
export async function openSession(
  cookieKey: string,
  sealed: string | undefined,
  use: "look" | "answer",
  now: Date,
): Promise<Session | undefined> {
  const text = sealed === undefined ? undefined : await open(cookieKey, "session", sealed);
  if (text === undefined) return undefined;
  const session = sessionSchema.parse(JSON.parse(text));
  const until =
    use === "look" ? session.signedInAt + lookMilliseconds : session.seenAt + answerMilliseconds;
  return until < now.getTime() ? undefined : session;
}

/** What a form of this session must bring along; another site's page cannot know it. */
export async function formToken(cookieKey: string, { id }: Session): Promise<string> {
  return encodeBase32(await keyedHash(cookieKey, `form ${id}`)).slice(0, 26);
}

/** Whether a form was made for this session. */
export async function isFormOf(
  cookieKey: string,
  session: Session,
  given: unknown,
): Promise<boolean> {
  if (typeof given !== "string") return false;
  // Digests are compared, so that the time it takes tells nothing.
  const expected = await formToken(cookieKey, session);
  return (await digestText(given)) === (await digestText(expected));
}

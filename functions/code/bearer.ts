import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { CodeClass } from "#shared/codes/code-layout.ts";
import { listShown, type Shown } from "#shared/code-holders/list-family.ts";
import { type Holder, readHolders } from "#shared/code-holders/read-holders.ts";
import { readSession } from "#shared/sign-in/cookies.ts";
import type { Session } from "#shared/sign-in/session.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import type { CodeContext } from "./code-app.ts";

/** Who holds up a code: a person, or the clerk of an organisation. */
export interface Bearer {
  readonly session: Session;
  /** Undefined where no department has ever reported anything of the subject. */
  readonly holder: Holder | undefined;
  /** Whose codes a person may show beside the own. */
  readonly family: readonly Shown[];
}

/** Undefined where nobody has signed in in this browser. */
export async function bearerOf(
  c: CodeContext,
  use: "look" | "answer",
): Promise<Bearer | undefined> {
  const { env } = c;
  const session = await readSession(c, env.COOKIE_KEY, use, c.var.now);
  if (session === undefined) return undefined;
  if (session.subjectKey === null) return { session, holder: undefined, family: [] };
  const on = shanghaiDay(c.var.now);
  const heads = await headsOf(env, [session.subjectKey]);
  const subjectKey = heads.get(session.subjectKey) ?? session.subjectKey;
  const [holders, family] = await Promise.all([
    readHolders(env, [subjectKey]),
    session.kind === "person" ? listShown(env, subjectKey, on) : [],
  ]);
  return { session, holder: holders.get(subjectKey), family };
}

/** Whose code is shown, and of which class. */
export interface Choice {
  /** "" for the own. */
  readonly id: string;
  readonly class: CodeClass;
  readonly holder: Holder;
}

/** The codes among which the bearer chooses, the own first. */
export function choicesOf({ session, holder, family }: Bearer): Choice[] {
  if (holder === undefined) return [];
  const own = session.kind === "person" ? "person" : "enterprise";
  return [
    { id: "", class: own, holder },
    ...family.map((one) => ({ id: one.id, class: one.class, holder: one })),
  ];
}

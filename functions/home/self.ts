import { findSelf as findSelfIn, notSignedIn, type Self } from "#shared/sign-in/find-self.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { HomeContext } from "./home-app.ts";

/** Who has signed in, by a bearer token or by the session of this browser; refuses where nobody has. */
export async function selfOf(c: HomeContext): Promise<Self> {
  return (await findSelf(c)) ?? notSignedIn();
}

/** The same; undefined where nobody has. */
export async function findSelf(c: HomeContext): Promise<Self | undefined> {
  const { env } = c;
  return findSelfIn(c, env, async (subject) => findSubjectKey(env, env, subject), c.var.now);
}

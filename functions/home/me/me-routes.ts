import { listRepayments } from "#shared/adjustments/list-repayments.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { publicNumbersOf } from "#shared/publicity/round.ts";
import { keepSession, readSession } from "#shared/sign-in/cookies.ts";
import { formToken } from "#shared/sign-in/session.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { Env } from "../env.ts";
import type { HomeApp } from "../home-app.ts";
import { objectorFrom } from "../objector-of.ts";
import { ownObjections } from "../own-objections.ts";
import { selfOf } from "../self.ts";
import { signInPage } from "../sign-in.page.tsx";
import { mePage } from "./me.page.tsx";
import { readOwn } from "./read-own.ts";
import { viewOfMe } from "./view-of-me.ts";

/** What a signed-in person may know of the own benefits, and why. */
export function meRoutes(app: HomeApp): void {
  app.get("/v1/me", async (c) => {
    const { verdicts } = await readOwn(c.env, await selfOf(c), c.var.now);
    return c.json({ verdicts });
  });

  app.get("/me", async (c) => {
    const { now } = c.var;
    const session = await readSession(c, c.env.COOKIE_KEY, "look", now);
    if (session === undefined) return sendPage(c, signInPage());
    const own = await readOwn(c.env, session, now);
    const objections = await ownObjections(c.env, objectorFrom(session));
    const publicNumbers = await publicNumbersOf(own.state?.entitlements ?? []);
    const repayments = await ownRepayments(c.env, own.state);
    await keepSession(c, c.env.COOKIE_KEY, session, now);
    const form = await formToken(c.env.COOKIE_KEY, session);
    return sendPage(
      c,
      mePage(viewOfMe(own, session, form, { objections, publicNumbers, repayments })),
    );
  });
}

/** Most people have never been paid too much: then nothing is asked. */
async function ownRepayments(env: Env, state: SubjectState | undefined): Promise<Repayment[]> {
  if (state === undefined || !state.adjustments.some(({ repaidFen }) => repaidFen > 0)) return [];
  const { subjectKey } = state.profile;
  return listRepayments(databaseOf(env, shardOf(subjectKey)), subjectKey);
}

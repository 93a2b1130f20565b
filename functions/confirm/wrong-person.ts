import { setCookie } from "hono/cookie";
import { checkLastFour, type LastFourAnswer } from "#shared/confirmations/check-last-four.ts";
import {
  type Opened,
  openedCookie,
  openedCookieOptions,
  sealOpened,
} from "#shared/confirmations/opened-offer.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { readLastFour } from "#shared/subjects/last-four.ts";
import type { C } from "./opening.ts";

/**
 * Holds what was typed against the number on file. Once it was right, this browser is not asked again while the offer is
 * open in it. What can be the end of no number is asked again and counts for nothing.
 */
export async function answerCheck(
  c: C,
  opened: Opened,
  typed: unknown,
  now: Date,
): Promise<LastFourAnswer> {
  const { env } = c;
  const { reference } = opened;
  const lastFour = typeof typed === "string" ? readLastFour(typed) : undefined;
  if (lastFour === undefined) return "wrong";
  const db = databaseOf(env, shardOf(reference.subjectKey));
  const answer = await checkLastFour(db, env.LAST_FOUR_KEY, reference, lastFour);
  if (answer === "right") {
    const text = await sealOpened(env.COOKIE_KEY, "cookie", { ...opened, isChecked: true }, now);
    setCookie(c, openedCookie, text, openedCookieOptions);
  }
  return answer;
}

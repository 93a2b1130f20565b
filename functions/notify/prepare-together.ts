import { mostLinks } from "#shared/notices/benefit-lines.ts";
import { composeTogether } from "#shared/notices/compose-together.ts";
import { togetherOccasion } from "#shared/notices/together.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Env } from "./env.ts";
import { type NeededNotice, noticeId, type PreparedNotice } from "./prepared-notice.ts";

export const togetherId = async (task: Task): Promise<string> =>
  noticeId(task.subjectKey, togetherOccasion(task));

/** One message of several, of which some may not be needed any more. */
export async function prepareTogether(
  { PUBLIC_ORIGIN }: Env,
  task: Task,
  members: readonly PreparedNotice[],
): Promise<PreparedNotice> {
  const failed = members.find((one) => !one.needed && one.failure !== undefined);
  if (failed !== undefined) return { ...failed, task };
  // What waits for an answer is told first: whoever follows one link only arrives there.
  const needed = members
    .flatMap((one) => (one.needed ? [one] : []))
    .toSorted((a, b) => Number(waits(b)) - Number(waits(a)));
  const benefits = needed.flatMap(({ benefit }) => benefit ?? []);
  const [first] = needed;
  if (first === undefined) return { needed: false, task };
  const home = `${PUBLIC_ORIGIN}/me`;
  const { address, locale } = first;
  const urls = needed.flatMap((one) => one.urls);
  return {
    needed: true,
    task,
    noticeId: await togetherId(task),
    address,
    locale,
    text:
      needed.length === 1
        ? first.text
        : composeTogether(benefits, home, { locale, channel: address?.channel ?? "paper" }),
    links: needed.flatMap(({ links }) => links),
    urls: urls.length > mostLinks ? [home] : urls,
    offers: needed.flatMap(({ offers }) => offers),
  };
}

const waits = ({ benefit }: NeededNotice): boolean => benefit?.kind === "offer";

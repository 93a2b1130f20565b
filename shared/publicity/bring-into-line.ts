import { sql } from "drizzle-orm";
import type { Calendar } from "#shared/calendar/calendar.ts";
import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { isGuardError } from "#shared/confirmations/covered-entitlements.ts";
import { publicity } from "#shared/db/objections.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { lastingHold } from "#shared/entitlements/entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { policyById } from "#shared/policies/index.ts";
import { contactSteward } from "#shared/subjects/contact.ts";
import { closeWorkItems } from "#shared/work-items/close-work-items.ts";
import { openWorkItems } from "#shared/work-items/open-work-items.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { Version } from "#shared/rules/policy.ts";
import type { Publicity } from "#shared/rules/publicity.ts";
import { afterPublicity } from "./after-publicity.ts";
import { entryOf, hasName, publish, unpublish } from "./entry.ts";
import {
  guardMatter,
  loadPublicity,
  type EntitlementKey,
  type PublicityMatter,
  type Round,
} from "./load-publicity.ts";
import { mayBePublic, versionUnder } from "./round.ts";

const nameMissing = "name-missing";
/** Within so many working days a name is to be reported that a list needs. */
const nameWorkingDays = 3;

/** How often it is done again because the entitlement changed meanwhile. */
const mostAttempts = 10;

/**
 * Brings the public list into line with an entitlement: puts it there, takes it off, or, when the window is over, takes
 * it off and lets the money go on. It may be done at any time and any number of times, and be broken off anywhere: what
 * is public is only ever a copy, and after the copy it looks once more whether that was still true.
 */
export async function bringIntoLine(
  city: D1Database,
  db: D1Database,
  task: Task,
  calendar: Calendar,
  now: Date,
): Promise<Outcome> {
  const key = { subjectKey: task.subjectKey, policy: task.policy, period: task.reference };
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable-next-line no-await-in-loop
    const done = await attemptOnce(city, db, key, calendar, now);
    if (done === "changed") continue;
    // oxlint-disable-next-line no-await-in-loop
    await askForName(city, task, done, calendar, now);
    return outcomeOf(task, done, now);
  }
  return { task, end: "failed", failure: "the entitlement changes all the time" };
}

/** What is true after one look: the round is over, money may go on, or when to look again. */
type Done =
  | { readonly kind: "over" }
  | { readonly kind: "due" }
  | { readonly kind: "open"; readonly lookAgainAt: number; readonly because?: string };

/** Without a name nothing is public and nothing is paid: its steward is asked for it, until it is there. */
async function askForName(
  city: D1Database,
  { subjectKey, policy, reference, failure }: Task,
  done: Done,
  calendar: Calendar,
  now: Date,
): Promise<void> {
  const isMissing = done.kind === "open" && done.because === nameMissing;
  const item = {
    kind: nameMissing,
    reference: await entitlementId(subjectKey, policy, reference),
  } as const;
  if (!isMissing) {
    if (failure === nameMissing) await closeWorkItems(city, [item], "system:sweep", "已处理", now);
    return;
  }
  const owner = contactSteward("name", policyById(policy)?.subject ?? "organisation");
  const term = { from: shanghaiDay(now), workingDays: nameWorkingDays };
  await openWorkItems(city, [{ ...item, owner, policy, term }], calendar, now);
}

function outcomeOf(task: Task, done: Done, now: Date): Outcome {
  switch (done.kind) {
    case "over":
      return { task, end: "settled" };
    case "due":
      return {
        task,
        end: "continued",
        next: { topic: "fulfil", kind: "instruct", reference: "", dueAt: now.getTime() },
      };
    case "open": {
      // Only one task waits for the end of the window.
      if (task.kind === "publicity-changed") return { task, end: "settled" };
      const { lookAgainAt, because } = done;
      return {
        task,
        end: "continued",
        next: {
          topic: "sweep",
          kind: "publicity",
          reference: task.reference,
          dueAt: lookAgainAt,
          ...(because === undefined ? {} : { failure: because }),
        },
      };
    }
  }
  return done satisfies never;
}

async function attemptOnce(
  city: D1Database,
  db: D1Database,
  key: EntitlementKey,
  calendar: Calendar,
  now: Date,
): Promise<Done | "changed"> {
  const matter = await loadPublicity(db, key);
  if (matter?.number === undefined) return { kind: "over" };
  const { entitlement, number, round: known } = matter;
  if (!mayBePublic(entitlement)) {
    await unpublish(city, number);
    // Moved on by a run that broke off before it could say so.
    return entitlement.state === "awaiting-fulfilment" ? { kind: "due" } : { kind: "over" };
  }
  const version = versionUnder(entitlement);
  const today = shanghaiDay(now);
  if (version?.publicity === undefined || isOver(known, today)) {
    await unpublish(city, number);
    return close(db, matter, version, now);
  }
  // Without its name the list does not appear, and its days do not count.
  if (!hasName(matter, version.publicity)) return nextDay(today, nameMissing);
  const round = await openRound(db, matter, number, version.publicity, calendar, today);
  if (round === undefined) return "changed";
  await publish(city, entryOf(matter, round, version.publicity));
  if ((await loadPublicity(db, key))?.mark !== matter.mark) return "changed";
  return round.closesOn === null
    ? nextDay(today, "calendar-missing")
    : { kind: "open", lookAgainAt: endOf(round.closesOn) };
}

const isOver = (round: Round | undefined, today: CivilDate): boolean =>
  round !== undefined && round.closesOn !== null && round.closesOn < today;

const endOf = (day: CivilDate): number => startOfShanghaiDay(addDays(day, 1)).getTime();

const nextDay = (today: CivilDate, because: string): Done => ({
  kind: "open",
  lookAgainAt: endOf(today),
  because,
});

/**
 * The round as it stands: its first day is that on which its list appears, and its last is known as soon as the calendar
 * tells it. Undefined where another run was faster.
 */
async function openRound(
  db: D1Database,
  { entitlement: { subjectKey, policy, period }, round }: PublicityMatter,
  number: string,
  { workingDays }: Publicity,
  calendar: Calendar,
  today: CivilDate,
): Promise<Round | undefined> {
  if (round !== undefined && round.closesOn !== null) return round;
  const { openedOn = today, days = workingDays } = round ?? {};
  const closesOn = dueDay({ from: openedOn, workingDays: days }, calendar);
  const opened: Round = { id: number, subjectKey, policy, period, openedOn, days, closesOn };
  const { results } = await statement(
    db,
    sql`INSERT INTO publicity (${targetsOf(publicity)}) SELECT ${valuesOf(publicity)}
        FROM json_each(${JSON.stringify([opened])}) WHERE 1
        ON CONFLICT (id) DO UPDATE SET closes_on = excluded.closes_on
          WHERE publicity.closes_on IS NULL AND publicity.opened_on = excluded.opened_on
        RETURNING id`,
  ).all();
  return results.length === 0 ? undefined : opened;
}

/** Lets the money go on, unless an objection is examined: then its answer does. */
async function close(
  db: D1Database,
  matter: PublicityMatter,
  version: Version | undefined,
  now: Date,
): Promise<Done | "changed"> {
  const { entitlement, confirmations } = matter;
  if (entitlement.state !== "in-publicity") return { kind: "over" };
  const path = afterPublicity(version, confirmations);
  const closed = await advance(entitlement, {
    path,
    event: "publicity-closed",
    actor: "system:sweep",
    at: now,
    set: { heldBecause: lastingHold(entitlement) },
  });
  try {
    await db.batch([guardMatter(db, matter), ...storeAdvanced(db, [closed])]);
  } catch (error) {
    if (isGuardError(error)) return "changed";
    throw error;
  }
  return path.includes("awaiting-fulfilment") ? { kind: "due" } : { kind: "over" };
}

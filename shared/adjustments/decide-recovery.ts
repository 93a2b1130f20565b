import type { Calendar } from "#shared/calendar/calendar.ts";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { claimReferences } from "#shared/confirmations/decision-paths.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { isClaimed } from "#shared/reservations/claim.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { closeWorkItemTask } from "#shared/work-items/work-item-task.ts";
import { type Adjustment, referenceTo } from "./adjustment.ts";
import { act, type Acted, type Considered } from "./commit-adjusted.ts";
import { noticeOf } from "./follow-ups.ts";
import { announcementOf, decisionLetterOf, type Letter, lettersOf } from "./letter.ts";
import { type Adjusted, findByAdjustment } from "./load-adjusted.ts";
import { heardUntil, isHeard, repayUntil } from "./recovery-terms.ts";
import { pathAfter } from "./settle.ts";

export type RecoveryDecision = "approve" | "withdraw";

export interface Deciding {
  readonly decision: RecoveryDecision;
  /** The person of the token. */
  readonly person: string;
  readonly reason: string;
  readonly calendar: Calendar;
}

export type DecisionRefusal =
  /** It was decided already, or nothing is claimed any more. */
  | "decided"
  /** The second decision takes another person than the first. */
  | "same-person"
  /** The subject may still state its opinion, or the calendar that says until when is missing. */
  | "not-heard"
  /** The payment is on its way: whether it arrives is not known yet. */
  | "being-paid";

type Matter = Adjusted & { readonly adjustment: Adjustment };

/**
 * Decides what to do about what was paid too much, by two persons. The first one proposes: to recover it, which lets the
 * subject be heard, or to let it go. The second one, once the subject was heard, decides. Repeated by the same person it
 * changes nothing.
 */
export async function decideRecovery(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  deciding: Deciding,
  now: Date,
): Promise<Acted<DecisionRefusal, Matter>> {
  return act(
    db,
    queues,
    async () => findByAdjustment(db, id),
    async (matter) => consider(matter, deciding, now),
  );
}

async function consider(
  matter: Matter,
  deciding: Deciding,
  now: Date,
): Promise<Considered<DecisionRefusal>> {
  const { adjustment: recovery, entitlement } = matter;
  const { decision, person, calendar } = deciding;
  const { state, proposal, proposedBy, decidedBy } = recovery;
  const policy = policyById(recovery.policy);
  if (policy === undefined || recovery.kind !== "recovery") return refused("decided");
  const isRepeated =
    decidedBy === null
      ? proposedBy === person && proposal === decision
      : decidedBy === person && (decision === "approve") === (state !== "withdrawn");
  if (isRepeated && state !== "void") return { kind: "done" };
  if (state !== "found" && state !== "announced") return refused("decided");
  if (entitlement.state === "fulfilling") return refused("being-paid");
  const isFirst = proposal === null || (proposal === "withdraw" && decision === "approve");
  if (isFirst) {
    return decision === "approve"
      ? step(matter, announced(matter, policy, deciding, now), now, person)
      : step(matter, { ...recovery, ...proposalOf(deciding, now) }, now, person);
  }
  if (proposedBy === person) return refused("same-person");
  const decided = { decidedBy: person, decidedAt: now.getTime(), reason: deciding.reason } as const;
  if (decision === "withdraw")
    return step(matter, { ...recovery, ...decided, state: "withdrawn" }, now, person);
  if (!isHeard(recovery, calendar, shanghaiDay(now))) return refused("not-heard");
  return step(matter, demanded(matter, policy, decided, calendar, now), now, person);
}

const refused = (because: DecisionRefusal): Considered<DecisionRefusal> => ({
  kind: "refused",
  because,
});

const proposalOf = ({ decision, person, reason }: Deciding, now: Date) => ({
  proposal: decision,
  proposedBy: person,
  proposedAt: now.getTime(),
  reason,
});

function announced(
  { adjustment, ...adjusted }: Matter,
  policy: Policy,
  deciding: Deciding,
  now: Date,
): Adjustment {
  const announcedAt = now.getTime();
  const recovery: Adjustment = {
    ...adjustment,
    ...proposalOf(deciding, now),
    state: "announced",
    announcedAt,
  };
  const until = heardUntil({ announcedAt }, deciding.calendar) ?? null;
  return withLetter(recovery, announcementOf({ ...adjusted, policy, recovery }, until, now));
}

function demanded(
  { adjustment, ...adjusted }: Matter,
  policy: Policy,
  decided: Pick<Adjustment, "decidedBy" | "decidedAt" | "reason">,
  calendar: Calendar,
  now: Date,
): Adjustment {
  const dueOn = repayUntil(shanghaiDay(now), calendar);
  const recovery: Adjustment = { ...adjustment, ...decided, state: "demanded", dueOn };
  return withLetter(recovery, decisionLetterOf({ ...adjusted, policy, recovery }, dueOn, now));
}

const withLetter = (recovery: Adjustment, letter: Letter): Adjustment => ({
  ...recovery,
  letters: JSON.stringify([...lettersOf(recovery), letter]),
});

const events = {
  found: "recovery-proposed",
  announced: "recovery-announced",
  demanded: "recovery-demanded",
  withdrawn: "recovery-withdrawn",
} as const;

/** Takes the entitlement along with its recovery. */
async function step(
  { entitlement, adjustments }: Matter,
  recovery: Adjustment,
  now: Date,
  person: string,
): Promise<Considered<DecisionRefusal>> {
  const { state } = recovery;
  if (state !== "found" && state !== "announced" && state !== "demanded" && state !== "withdrawn")
    throw new Error(`a recovery is not decided to be ${state}`);
  const rows = adjustments.map((one) => (one.id === recovery.id ? recovery : one));
  const path: EntitlementState[] =
    state === "announced" && entitlement.state === "fulfilled"
      ? ["recovering"]
      : pathAfter(entitlement, rows);
  const isOver = state === "demanded" && entitlement.amountFen === 0;
  const isReleased = isOver && isClaimed(entitlement.reservation);
  const move = await advance(entitlement, {
    path,
    event: events[state],
    actor: `staff:${person}`,
    at: now,
    ...(isReleased ? { set: { reservation: "released" as const } } : {}),
  });
  const tasks = [
    ...tasksOf(recovery, person, now),
    // Nobody is kept from a place any longer by what has to be given back.
    ...(isReleased ? claimReferences([entitlement]) : []).map((reference) =>
      newTask(
        {
          topic: "sweep",
          kind: "reserve",
          subjectKey: recovery.subjectKey,
          policy: "",
          reference,
          dueAt: now,
        },
        now,
      ),
    ),
  ];
  return { kind: "act", act: { move, adjustments: [recovery], tasks } };
}

function tasksOf(recovery: Adjustment, person: string, now: Date): Task[] {
  const { subjectKey, id, state, announcedAt, dueOn } = recovery;
  const closed = closeWorkItemTask(
    { kind: "recovery", reference: id },
    person,
    state,
    subjectKey,
    now,
  );
  switch (state) {
    case "announced":
      return [noticeOf("recovery-announced", recovery, now)];
    case "demanded":
      return [
        closed,
        noticeOf("recovery-decided", recovery, now),
        ...lookAfter(recovery, dueOn, now),
      ];
    case "withdrawn":
      // Who never heard of it need not hear that it is over.
      return announcedAt === null
        ? [closed]
        : [closed, noticeOf("recovery-withdrawn", recovery, now)];
    default:
      return [];
  }
}

/** Has the sweep look whether it was repaid, on the day after the last one. */
export function lookAfter(recovery: Adjustment, day: string | null, now: Date): Task[] {
  if (day === null) return [];
  const { subjectKey, policy } = recovery;
  const dueAt = startOfShanghaiDay(addDays(civilDate(day), 1));
  const reference = referenceTo(recovery, day);
  return [
    newTask({ topic: "sweep", kind: "repayment-due", subjectKey, policy, reference, dueAt }, now),
  ];
}

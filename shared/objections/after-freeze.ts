import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { advance, type Advanced } from "#shared/entitlements/advance.ts";
import { lastingHold } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { afterPublicity } from "#shared/publicity/after-publicity.ts";
import type { PublicityMatter } from "#shared/publicity/load-publicity.ts";
import { mayBePublic, versionUnder } from "#shared/publicity/round.ts";

/** An entitlement moved, and what goes with it. */
export interface Moved {
  readonly moves: readonly Advanced[];
  readonly adjustments?: readonly Adjustment[];
  readonly tasks: readonly Task[];
}

const nothing: Moved = { moves: [], tasks: [] };

/** Who moves it, and when. */
export interface Mover {
  readonly event: string;
  readonly by: string;
  readonly now: Date;
  readonly today: CivilDate;
}

/**
 * Lets an entitlement go on that an objection has stopped: back into publicity for what is left of its window, or on to
 * its payment where that is over. The window has run on meanwhile: an objection that comes to nothing must not put off
 * what is somebody's due any longer than its examination takes.
 */
export async function unfreeze(
  matter: PublicityMatter | undefined,
  { event, by, now, today }: Mover,
): Promise<Moved> {
  if (matter?.entitlement.state !== "objection-under-review") return nothing;
  const { entitlement, round, confirmations } = matter;
  const isStillPublic =
    mayBePublic(entitlement) &&
    !(round !== undefined && round.closesOn !== null && round.closesOn < today);
  const path: EntitlementState[] = isStillPublic
    ? ["in-publicity"]
    : afterPublicity(versionUnder(entitlement), confirmations);
  const move = await advance(entitlement, {
    path,
    event,
    actor: `staff:${by}`,
    at: now,
    set: { heldBecause: lastingHold(entitlement) },
  });
  const { subjectKey, policy } = entitlement;
  const task = { subjectKey, policy, dueAt: now } as const;
  const goesOn = path.includes("awaiting-fulfilment");
  return {
    moves: [move],
    tasks: goesOn
      ? [newTask({ ...task, topic: "fulfil", kind: "instruct", reference: "" }, now)]
      : [],
  };
}

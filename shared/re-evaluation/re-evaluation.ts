import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { reEvaluations } from "#shared/db/city.schema.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Task } from "#shared/outbox/task.ts";

export type StoredReEvaluation = typeof reEvaluations.$inferSelect;

/**
 * Whose answers one shard works out again, from which subject on. With a policy: those whom its new stage may bring
 * something. Without: everybody of the kind, for a rule has changed.
 */
export interface ReEvaluation {
  /** "" for all policies. */
  readonly policy: string;
  readonly cause: string;
  readonly kind: About;
  /** The first day of a pause that has ended: periods since then are opened too. */
  readonly reopenFrom: CivilDate | undefined;
  /** The last subject that is done; "" at the start. */
  readonly after: string;
}

/** How the outbox carries it. */
export function referenceOf({ cause, kind, reopenFrom, after }: ReEvaluation): string {
  return JSON.stringify([cause, kind, reopenFrom ?? null, after]);
}

export function reEvaluationOf({ policy, reference }: Task): ReEvaluation {
  const [cause, kind, reopenFrom, after] = partsOf(reference);
  return {
    policy,
    cause,
    kind,
    reopenFrom: reopenFrom === null ? undefined : civilDate(reopenFrom),
    after,
  };
}

/** Guarantee: `referenceOf` wrote it. */
function partsOf(
  text: string,
): [cause: string, kind: About, reopenFrom: string | null, after: string] {
  return JSON.parse(text) as [string, About, string | null, string];
}

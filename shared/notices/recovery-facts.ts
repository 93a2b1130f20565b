import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Fen } from "#shared/money/fen.ts";
import type { TaskKind } from "#shared/outbox/task.ts";
import type { Policy } from "#shared/rules/policy.ts";

export type RecoveryNoticeKind = Extract<TaskKind, `recover${string}`>;

export interface RecoveryFacts {
  readonly policy: Policy;
  /** What is claimed back, after a set-off what is left of it; 0 where nothing is any more. */
  readonly amountFen: Fen;
  /** The last day to repay it, once it was decided. */
  readonly dueOn: CivilDate | null;
}

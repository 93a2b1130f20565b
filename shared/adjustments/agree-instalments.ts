import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { type Adjustment, outstandingOf } from "./adjustment.ts";
import { act, type Acted } from "./commit-adjusted.ts";
import { lookAfter } from "./decide-recovery.ts";
import { type Adjusted, findByAdjustment } from "./load-adjusted.ts";

export interface Instalment {
  readonly dueOn: CivilDate;
  readonly amountFen: number;
}

/** As it is kept: with what must have been repaid by then, all together. */
interface KeptInstalment extends Instalment {
  readonly totalFen: number;
}

export type InstalmentRefusal =
  | "not-demanded"
  /** They do not add up to what is still to be repaid. */
  | "wrong-sum"
  /** They are not in order, or the first one is past. */
  | "wrong-days";

/** Agrees with the subject that it repays by instalments 分期; what was agreed before is replaced. */
export async function agreeInstalments(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  instalments: readonly Instalment[],
  person: string,
  now: Date,
): Promise<Acted<InstalmentRefusal, Adjusted & { readonly adjustment: Adjustment }>> {
  return act(
    db,
    queues,
    async () => findByAdjustment(db, id),
    async ({ entitlement, adjustment: recovery }) => {
      if (recovery.state !== "demanded") return { kind: "refused", because: "not-demanded" };
      const sum = instalments.reduce((total, { amountFen }) => total + amountFen, 0);
      if (sum !== outstandingOf(recovery)) return { kind: "refused", because: "wrong-sum" };
      const days = instalments.map(({ dueOn }) => dueOn);
      const isInOrder = days.every((day, at) => at === 0 || day > (days[at - 1] ?? day));
      if (!isInOrder || days.some((day) => day < shanghaiDay(now)))
        return { kind: "refused", because: "wrong-days" };
      let totalFen = recovery.repaidFen;
      const kept = instalments.map((one): KeptInstalment => {
        totalFen += one.amountFen;
        return { ...one, totalFen };
      });
      const after: Adjustment = {
        ...recovery,
        dueOn: days.at(-1) ?? recovery.dueOn,
        instalments: JSON.stringify(kept),
      };
      if (after.instalments === recovery.instalments) return { kind: "done" };
      const move = await advance(entitlement, {
        path: [],
        event: "instalments-agreed",
        actor: `staff:${person}`,
        at: now,
      });
      const tasks = days.flatMap((day) => lookAfter(after, day, now));
      return { kind: "act", act: { move, adjustments: [after], tasks } };
    },
  );
}

/** Guarantee: `agreeInstalments` wrote it, and the column has no other writer. */
export function instalmentsOf({ instalments }: Pick<Adjustment, "instalments">): KeptInstalment[] {
  return JSON.parse(instalments) as KeptInstalment[];
}

/** What must have been repaid by the end of a day. */
export function owedBy(recovery: Adjustment, day: CivilDate): number {
  if (recovery.state !== "demanded") return 0;
  const instalments = instalmentsOf(recovery);
  if (instalments.length === 0)
    return recovery.dueOn !== null && recovery.dueOn <= day ? recovery.amountFen : 0;
  const due = instalments.findLast(({ dueOn }) => dueOn <= day);
  return Math.min(due?.totalFen ?? 0, recovery.amountFen);
}

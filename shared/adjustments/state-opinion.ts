import { advance } from "#shared/entitlements/advance.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { Adjustment } from "./adjustment.ts";
import { act, type Acted } from "./commit-adjusted.ts";
import { type Adjusted, findByAdjustment } from "./load-adjusted.ts";

/**
 * Takes down what the subject has to say about a recovery that was announced 陈述申辩; said again before it is decided,
 * the last word counts.
 *
 * @param actor "citizen:<person>" or "staff:<person>", as in the audit
 */
export async function stateOpinion(
  db: D1Database,
  queues: QueueBindings,
  id: string,
  { text, actor }: { readonly text: string; readonly actor: string },
  now: Date,
): Promise<Acted<"not-announced", Adjusted & { readonly adjustment: Adjustment }>> {
  return act(
    db,
    queues,
    async () => findByAdjustment(db, id),
    async ({ entitlement, adjustment }) => {
      if (adjustment.opinion === text) return { kind: "done" };
      if (adjustment.state !== "announced") return { kind: "refused", because: "not-announced" };
      const after: Adjustment = { ...adjustment, opinion: text, heardAt: now.getTime() };
      const move = await advance(entitlement, {
        path: [],
        event: "opinion-stated",
        actor,
        at: now,
      });
      return { kind: "act", act: { move, adjustments: [after], tasks: [] } };
    },
  );
}

import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { advance } from "#shared/entitlements/advance.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import { act, type ActResult, type Considered } from "./act.ts";
import type { ObjectionMatter } from "./load-objection.ts";
import { type Objection, wouldFreeze } from "./objection.ts";
import { closeWork, tell } from "./tasks.ts";

export interface Considering {
  readonly decision: "accept" | "decline";
  /** The handler, as the token names them. */
  readonly by: string;
  /** Why, sealed. */
  readonly text: string;
}

/**
 * A handler accepts an objection, or declines to examine it. Only acceptance stops a payment, only of the one entitlement,
 * and never of a benefit that the law guarantees: that is examined while it is paid. The same decision again changes
 * nothing.
 */
export async function considerObjection(
  db: D1Database,
  queues: QueueBindings,
  policy: Policy,
  id: string,
  considering: Considering,
  now: Date,
): Promise<ActResult<"considered-before">> {
  return act(db, queues, id, async (matter) => consider(policy, matter, considering, now));
}

async function consider(
  policy: Policy,
  matter: ObjectionMatter,
  { decision, by, text }: Considering,
  now: Date,
): Promise<Considered<"considered-before">> {
  const { objection } = matter;
  const next = decision === "accept" ? "accepted" : "declined";
  if (objection.state === next) return { kind: "done" };
  if (objection.state !== "lodged") return { kind: "refused", because: "considered-before" };
  const considered: Objection = {
    ...objection,
    state: next,
    version: objection.version + 1,
    consideredAt: now.getTime(),
    consideredBy: by,
    consideredText: text,
  };
  const closed = closeWork(objection, by, next, now);
  if (decision === "decline") {
    const tasks = [closed, tell(considered, "declined", now)];
    return { kind: "act", act: { objections: [considered], moves: [], tasks } };
  }
  const entitlement = matter.matter?.entitlement;
  const freezes = wouldFreeze(policy, entitlement?.state);
  const isFrozen = entitlement?.state === "objection-under-review";
  const moves =
    !freezes || isFrozen || entitlement === undefined
      ? []
      : [
          await advance(entitlement, {
            path: ["objection-under-review"],
            event: "objection-accepted",
            actor: `staff:${by}`,
            at: now,
          }),
        ];
  const answer = openWorkItemTask(
    {
      kind: "objection-answer",
      reference: objection.id,
      owner: policy.leadDepartment,
      policy: policy.id,
      detail: { entitlement: objection.entitlement, freezes: freezes ? 1 : 0 },
      term: { from: shanghaiDay(now), workingDays: policy.objectionAnswerWorkingDays },
    },
    objection.subjectKey,
    now,
  );
  const isNews = moves.length > 0;
  return {
    kind: "act",
    act: {
      objections: [{ ...considered, freezes: freezes ? 1 : 0 }],
      moves,
      tasks: [closed, answer, ...(isNews ? [tell(considered, "frozen", now)] : [])],
    },
  };
}

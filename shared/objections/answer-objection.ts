import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { act, type Act, type ActResult, type Considered } from "./act.ts";
import { type Moved, type Mover, unfreeze } from "./after-freeze.ts";
import { canBeRuledOut, ruleOut } from "./rule-out.ts";
import type { ObjectionMatter } from "./load-objection.ts";
import { isOpen, type Objection } from "./objection.ts";
import { closeWork, tell } from "./tasks.ts";

/**
 * What an objection that is upheld has shown: that the entitlement is none, which only people could see; or that facts
 * were wrong, which their steward has corrected since, so that the system has worked out anew what follows.
 */
type Finding = "not-entitled" | "facts-corrected";

type Answer =
  | { readonly decision: "refused" }
  | { readonly decision: "upheld"; readonly finding: Finding };

export interface Answering {
  readonly answer: Answer;
  /** The reviewer or approver, as the token names them. */
  readonly by: string;
  /** The answer in words, sealed. */
  readonly text: string;
}

export type AnswerRefusal =
  /** It was not accepted, or was answered otherwise. */
  | "not-to-be-answered"
  | "same-person"
  /** No fact has changed what was objected to. */
  | "nothing-corrected"
  /** There is no entitlement that could be ended. */
  | "nothing-to-end"
  /** The payment is on its way: what comes of it is not known yet. */
  | "being-paid";

/**
 * Answers an accepted objection, by another person than the one who accepted it. Upheld: what is not paid ends and what
 * was paid is claimed back, or it goes on with what the corrected facts give. Refused: it goes on. The person concerned hears of it either way. The same
 * answer again changes nothing.
 */
export async function answerObjection(
  db: D1Database,
  queues: QueueBindings,
  policy: Policy,
  id: string,
  answering: Answering,
  now: Date,
): Promise<ActResult<AnswerRefusal>> {
  return act(db, queues, id, async (matter) => consider(policy, matter, answering, now));
}

async function consider(
  policy: Policy,
  matter: ObjectionMatter,
  { answer, by, text }: Answering,
  now: Date,
): Promise<Considered<AnswerRefusal>> {
  const { objection } = matter;
  const outcome = answer.decision === "refused" ? null : answer.finding;
  if (objection.state === answer.decision && objection.outcome === outcome) return { kind: "done" };
  if (objection.state !== "accepted") return { kind: "refused", because: "not-to-be-answered" };
  if (objection.consideredBy === by) return { kind: "refused", because: "same-person" };
  const because = outcome === null ? undefined : whyNot(matter, outcome);
  if (because !== undefined) return { kind: "refused", because };

  const mover = { event: `objection-${answer.decision}`, by, now, today: shanghaiDay(now) };
  const answered = answeredBy(objection, answer.decision, by, text, now, outcome);
  const entitlement = matter.matter?.entitlement;
  const isRuledOut = outcome === "not-entitled" && entitlement !== undefined;
  const moved = isRuledOut
    ? await ruleOut(policy, { entitlement, adjustments: matter.adjustments }, objection.id, mover)
    : await goOn(matter, mover);
  // What has ended leaves nothing to answer: whoever objected to the same has been heard with this one.
  const settled = isRuledOut ? others(matter).filter(isOpen) : [];
  const changes: Act = {
    objections: [
      answered,
      ...settled.map((one) => answeredBy(one, "settled", by, null, now, outcome)),
    ],
    ...moved,
    tasks: [
      ...moved.tasks,
      closeWork(objection, by, answer.decision, now),
      ...settled.map((one) => closeWork(one, by, "settled", now)),
      tell(answered, "answered", now),
      ...[objection, ...settled]
        .filter(({ raisedBy }) => raisedBy !== "subject")
        .map((one) => tell(one, "result", now)),
    ],
  };
  return { kind: "act", act: changes };
}

/** Lets the payment go on, unless another objection still stops it. */
async function goOn(matter: ObjectionMatter, mover: Mover): Promise<Moved> {
  if (isStillFrozen(matter)) return { moves: [], tasks: [] };
  return unfreeze(matter.matter, mover);
}

function answeredBy(
  objection: Objection,
  state: "upheld" | "refused" | "settled",
  by: string,
  text: string | null,
  now: Date,
  outcome: Finding | null,
): Objection {
  return {
    ...objection,
    state,
    version: objection.version + 1,
    freezes: 0,
    answeredAt: now.getTime(),
    // Two persons: what was settled along the way was perhaps accepted by this very one.
    answeredBy: objection.consideredBy === by ? null : by,
    answeredText: text,
    outcome,
  };
}

const others = ({ objection, all }: ObjectionMatter): Objection[] =>
  all.filter(({ id }) => id !== objection.id);

/** Whether another objection still stops the payment. */
const isStillFrozen = (matter: ObjectionMatter): boolean =>
  others(matter).some(({ freezes }) => freezes === 1);

/** Why an objection cannot be upheld so, yet; undefined where it can. */
function whyNot(whole: ObjectionMatter, finding: Finding): AnswerRefusal | undefined {
  const entitlement = whole.matter?.entitlement;
  if (entitlement?.state === "fulfilling") return "being-paid";
  if (finding === "facts-corrected")
    return hasChanged(whole, entitlement) ? undefined : "nothing-corrected";
  return entitlement !== undefined && canBeRuledOut(entitlement) ? undefined : "nothing-to-end";
}

/** Whether the system has worked out something else since: another amount, an end, or a right where there was none. */
function hasChanged(
  { objection: { entitlement: id, amountFen }, isOpenedSince }: ObjectionMatter,
  entitlement: Entitlement | undefined,
): boolean {
  if (id === "") return isOpenedSince;
  return entitlement?.state === "terminated" || entitlement?.amountFen !== amountFen;
}

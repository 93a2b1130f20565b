import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { decisions } from "#shared/db/enumerations.ts";
import { advance, type Advanced } from "#shared/entitlements/advance.ts";
import { lastingHold } from "#shared/entitlements/entitlement.ts";
import { storeAdvanced } from "#shared/entitlements/store-advanced.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask, type Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { documentOfDecision } from "#shared/documents/document-of-decision.ts";
import type { DocumentSigner } from "#shared/documents/document-signer.ts";
import { keepSuperseded } from "#shared/documents/keep-superseded.ts";
import type { Confirmation } from "./confirmation.ts";
import {
  claimAfter,
  claimReferences,
  confirmPath,
  isDirectOffer,
  waivePath,
} from "./decision-paths.ts";
import { guardAccount, guardMark, isGuardError } from "./covered-entitlements.ts";
import { findOffer, type Offer, type OfferReference } from "./find-offer.ts";
import { storeConfirmation } from "./store-confirmation.ts";
import { guardMandate, isGranted } from "#shared/mandates/end-mandate.ts";
import { toldTask } from "#shared/notices/told-decision.ts";
import { storeCounterDecision } from "#shared/visits/counter-decision.ts";
import { agentOf, decidedBy, isTold, mayEndStanding, type Way } from "./way.ts";

export type Decision = (typeof decisions)[number];

export interface Deciding {
  readonly decision: Decision;
  readonly way: Way;
  /** The version of the account that the page showed. */
  readonly seenAccountVersion: number;
  /** Signs the document of record, which is stored with the decision. */
  readonly sign: DocumentSigner;
}

export type DecisionResult =
  | { readonly ok: true; readonly offer: Offer }
  | {
      readonly ok: false;
      readonly because: "ended" | "fulfilment-has-begun" | "account-changed" | "mandate-ended";
    };

/** How often a decision is made again because something else changed the subject meanwhile. */
const mostAttempts = 60;

/**
 * Records what a person decides. The same decision again changes nothing and shows the same receipt, however many
 * come at once; another decision is taken until fulfilment begins.
 */
export async function decideOffer(
  db: D1Database,
  queues: QueueBindings,
  reference: OfferReference,
  deciding: Deciding,
  now: Date,
): Promise<DecisionResult> {
  const { decision, seenAccountVersion, way } = deciding;
  const agent = agentOf(way);
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // Each attempt rests on what the one before found changed.
    // oxlint-disable no-await-in-loop
    if (attempt > 0) await scheduler.wait(Math.random() * Math.min(attempt, 10) * 8);
    const offer = await findOffer(db, reference);
    if (offer === undefined || offer.covered.length === 0) return { ok: false, because: "ended" };
    if (isDecidedSo(offer.confirmation, decision)) return { ok: true, offer };
    if (hasBegun(offer) && !endsStanding(offer, deciding))
      return { ok: false, because: "fulfilment-has-begun" };
    if (isOver(offer, now)) return { ok: false, because: "ended" };
    // What was confirmed must be what was seen.
    if (offer.accountVersion !== seenAccountVersion)
      return { ok: false, because: "account-changed" };
    if (agent !== undefined && !(await isGranted(db, agent.id)))
      return { ok: false, because: "mandate-ended" };
    if (await commitDecision(db, queues, offer, deciding, now)) {
      const decided = await findOffer(db, reference);
      return decided === undefined ? { ok: false, because: "ended" } : { ok: true, offer: decided };
    }
    // oxlint-enable no-await-in-loop
  }
  throw new Error("an offer is decided by too many at once");
}

export function isDecidedSo({ state }: Confirmation, decision: Decision): boolean {
  // Whoever "confirms" what comes by itself has changed nothing.
  return decision === "confirm"
    ? state === "confirmed" || state === "announced"
    : state === "waived";
}

/** Whether a payment under this decision is under way or done: from then on it stands. */
export function hasBegun({ confirmation, covered }: Offer): boolean {
  if (confirmation.state !== "confirmed" && confirmation.state !== "announced") return false;
  const since = confirmation.decidedAt ?? confirmation.openedAt;
  return covered.some(({ steps }) =>
    steps.some((step) => step.state === "fulfilling" && step.at >= since),
  );
}

/** Whether the decision leaves what is under way and concerns later periods only. */
function endsStanding(
  offer: Offer,
  { decision, way }: Pick<Deciding, "decision" | "way">,
): boolean {
  return decision === "waive" && mayEndStanding(way) && isStanding(offer);
}

/** Whether the decision covers every later period until it is taken back. */
export function isStanding({ confirmation: { scope } }: Offer): boolean {
  return scope === "";
}

/** Who let it lapse may confirm while the policy lasts, and while that still brings something. */
export function isOver({ confirmation: { state, policy }, covered }: Offer, now: Date): boolean {
  if (state !== "lapsed") return false;
  const found = policyById(policy);
  if (found === undefined || versionOn(found, shanghaiDay(now)) === undefined) return true;
  return !covered.some(
    (one) => one.state === "payment-returned" || confirmPath(one, false, now).length > 0,
  );
}

async function commitDecision(
  db: D1Database,
  queues: QueueBindings,
  offer: Offer,
  { decision, way, sign }: Deciding,
  now: Date,
): Promise<boolean> {
  const { confirmation, covered, accountVersion, mark } = offer;
  const { subjectKey, policy } = confirmation;
  const isDirect = isDirectOffer(confirmation, covered);
  const moves = await Promise.all(
    covered.flatMap((one): Promise<Advanced>[] => {
      const path = decision === "confirm" ? confirmPath(one, isDirect, now) : waivePath(one);
      if (path.length === 0) return [];
      const reservation = claimAfter(one, decision);
      const heldBecause = lastingHold({ ...one, reservation });
      return [
        advance(one, {
          path,
          event: decision === "confirm" ? "confirmed" : "waived",
          actor: `citizen:${decidedBy(way)}`,
          at: now,
          set: { reservation, heldBecause },
        }),
      ];
    }),
  );
  const isBack = decision === "confirm" && isDirect;
  const changed = moves.filter(
    ({ entitlement: { id, reservation } }) =>
      covered.find((one) => one.id === id)?.reservation !== reservation,
  );
  const task = { subjectKey, dueAt: now } as const;
  const tasks: Task[] = [
    ...(decision === "confirm"
      ? [newTask({ ...task, topic: "fulfil", kind: "instruct", policy, reference: "" }, now)]
      : []),
    ...moves
      .filter(({ entitlement: { state } }) => state === "in-publicity")
      .map(({ entitlement: { period } }) =>
        newTask({ ...task, topic: "sweep", kind: "publicity", policy, reference: period }, now),
      ),
    ...claimReferences(changed.map(({ entitlement }) => entitlement)).map((reference) =>
      newTask({ ...task, topic: "sweep", kind: "reserve", policy: "", reference }, now),
    ),
  ];
  const agent = agentOf(way);
  const receipt = `${subjectKey.slice(0, 2)}${randomId().slice(0, 10)}`.toUpperCase();
  const ofLaterOnly = decision === "waive" && hasBegun(offer);
  if (isTold(way)) tasks.push(toldTask(confirmation, receipt, decision, way, now));
  const decided = { decision, way, receipt, at: now, ofLaterOnly } as const;
  const concerned = new Set(moves.map(({ entitlement: { id } }) => id));
  const document = await sign(documentOfDecision(offer, concerned, decided));
  try {
    await db.batch([
      guardMark(db, subjectKey, mark),
      guardAccount(db, subjectKey, accountVersion),
      ...(agent === undefined ? [] : [guardMandate(db, agent.id)]),
      keepSuperseded(db, confirmation),
      storeConfirmation(
        db,
        {
          ...confirmation,
          version: confirmation.version + 1,
          state: isBack ? "announced" : decision === "confirm" ? "confirmed" : "waived",
          decidedAt: now.getTime(),
          decidedBy: decidedBy(way),
          receipt,
          accountVersion,
        },
        document,
      ),
      ...storeAdvanced(db, moves),
      ...(way.assurance === "counter"
        ? [storeCounterDecision(db, { ...way, subjectKey, policy, decision, receipt }, now)]
        : []),
      ...(tasks.length === 0 ? [] : [storeTasks(db, tasks)]),
    ]);
  } catch (error) {
    if (isGuardError(error)) return false;
    throw error;
  }
  await sendHints(queues, tasks);
  return true;
}

import type { CaseNumbers } from "#shared/case-feed/mark-told.ts";
import { recordedCase, recordedCaseId } from "#shared/cases/recorded-case.ts";
import { caseAnswerSchema } from "#shared/contract/outgoing.schema.ts";
import type { Receiver } from "#shared/departments/find-receivers.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { deliver, deliverBatch, type OutgoingEvent } from "#shared/webhooks/deliver.ts";

/** Cases in one webhook. */
const perBatch = 100;

export interface SentCases {
  /** Those that did not arrive for certain. */
  readonly failed: readonly Entitlement[];
  readonly because: string;
  /** The platform's own numbers, where it has answered with them. */
  readonly numbers: readonly CaseNumbers[];
}

/** Tells the one-stop platform of cases, as they stand: many in one webhook, and one by one where it refuses them so. */
export async function sendCases(
  to: Receiver,
  cases: readonly Entitlement[],
  now: Date,
): Promise<SentCases> {
  const sent: SentCases[] = [];
  for (let start = 0; start < cases.length; start += perBatch) {
    // One batch after the other: the platform is asked no more than it takes.
    // oxlint-disable-next-line no-await-in-loop
    sent.push(await sendTogether(to, cases.slice(start, start + perBatch), now));
  }
  return together(sent);
}

async function sendTogether(
  to: Receiver,
  cases: readonly Entitlement[],
  now: Date,
): Promise<SentCases> {
  if (cases.length === 1) return sendAlone(to, cases, now);
  const events = cases.map(eventOf);
  const id = `cases-${(await digestText(events.map((one) => one.id).join(" "))).slice(0, 26)}`;
  const delivered = await deliverBatch({ ...to, now, readsAnswer: true }, id, events);
  if (delivered.ok)
    return { failed: [], because: "", numbers: numbersIn(delivered.answer, cases, events, now) };
  // It may be one of them alone that the platform does not take.
  if (delivered.isRefused)
    return together(await Promise.all(cases.map(async (one) => sendAlone(to, [one], now))));
  return { failed: cases, because: delivered.because, numbers: [] };
}

async function sendAlone(
  to: Receiver,
  cases: readonly Entitlement[],
  now: Date,
): Promise<SentCases> {
  const events = cases.map(eventOf);
  const [event] = events;
  if (event === undefined) return { failed: [], because: "", numbers: [] };
  const delivered = await deliver({ ...to, ...event, now, readsAnswer: true });
  return delivered.ok
    ? { failed: [], because: "", numbers: numbersIn(delivered.answer, cases, events, now) }
    : { failed: cases, because: delivered.because, numbers: [] };
}

interface CaseEvent extends OutgoingEvent {
  readonly data: ReturnType<typeof recordedCase>;
}

function eventOf(entitlement: Entitlement): CaseEvent {
  return {
    id: recordedCaseId(entitlement),
    type: "case.recorded.v1",
    data: recordedCase(entitlement),
  };
}

function together(all: readonly SentCases[]): SentCases {
  return {
    failed: all.flatMap(({ failed }) => failed),
    because: all.find(({ because }) => because !== "")?.because ?? "",
    numbers: all.flatMap(({ numbers }) => numbers),
  };
}

/** Of cases that were sent, and of no others. */
function numbersIn(
  answer: unknown,
  cases: readonly Entitlement[],
  events: readonly CaseEvent[],
  now: Date,
): CaseNumbers[] {
  const parsed = caseAnswerSchema.safeParse(answer);
  if (!parsed.success) return [];
  const unified = new Map(parsed.data.cases.map((one) => [one.caseNumber, one.unifiedCaseNumber]));
  return cases.flatMap(({ id }, index): CaseNumbers[] => {
    const caseNumber = events[index]?.data.caseNumber ?? "";
    const unifiedCaseNumber = unified.get(caseNumber);
    if (unifiedCaseNumber === undefined) return [];
    return [{ caseNumber, entitlement: id, unifiedCaseNumber, answeredAt: now.getTime() }];
  });
}

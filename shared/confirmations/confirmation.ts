import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import type { confirmationStates } from "#shared/db/enumerations.ts";
import { confirmations } from "#shared/db/shard.schema.ts";
import { digestText } from "#shared/sealing/digest.ts";
import type { Policy } from "#shared/rules/policy.ts";

export type ConfirmationState = (typeof confirmationStates)[number];

/**
 * What a subject was offered under a policy, and what it decided: an entity of its own, unique by subject, policy,
 * text of the commitment and scope. Scope is "" where one decision covers every later period, else the period.
 * "announced" is a direct benefit: nothing to confirm, but it can be refused.
 */
export type Confirmation = Omit<typeof confirmations.$inferSelect, "document">;

/** What is no part of a confirmation as the house works with it: the document of its decision is read by itself. */
export const besideConfirmation = [confirmations.document] as const;

export interface ConfirmationKey {
  readonly subjectKey: string;
  readonly policy: string;
  readonly commitment: string;
  readonly scope: string;
}

/** The version of a commitment: a digest of its text, so that a changed text asks again. */
export async function commitmentOf(policy: Policy): Promise<string> {
  return (await digestText(policy.commitment)).slice(0, 13);
}

export function scopeOf(policy: Policy, period: string): string {
  return policy.standing ? "" : period;
}

/** The one text of an offer: input of the link's secret and of notices' ids. */
export function offerText(key: ConfirmationKey, generation: number): string {
  return [key.subjectKey, key.policy, key.commitment, key.scope, generation].join(" ");
}

/** The key as an outbox row's reference carries it (subject and policy have columns of their own). */
export function referenceOf(key: ConfirmationKey): string {
  return `${key.commitment} ${key.scope}`;
}

export function keyOf(row: {
  subjectKey: string;
  policy: string;
  reference: string;
}): ConfirmationKey {
  const [commitment = "", scope = ""] = row.reference.split(" ");
  return { subjectKey: row.subjectKey, policy: row.policy, commitment, scope };
}

/**
 * The reference of what is to be told of one opening of an offer, and of its term: an offer that ended and was opened
 * again has tasks of its own.
 */
export function openingOf(offer: ConfirmationKey & Pick<Confirmation, "openedAt">): string {
  return `${referenceOf(offer)} since:${offer.openedAt}`;
}

/** Whether a task is about an offer as it is open now; what names no opening is about any. */
export function isOfOpening(
  { reference }: { readonly reference: string },
  { openedAt }: Pick<Confirmation, "openedAt">,
): boolean {
  const since = reference.split(" ").find((word) => word.startsWith("since:"));
  return since === undefined || since === `since:${openedAt}`;
}

const dayMilliseconds = 86_400_000;

/** The instant of a reminder: `days` after the offer was opened. */
export function daysAfter(openedAt: number, days: number): number {
  return openedAt + days * dayMilliseconds;
}

/** The deadline: the end of the last day in Shanghai, `days` after the day on which the offer was opened. */
export function deadlineAfter(openedAt: number, days: number): number {
  const openedOn = shanghaiDay(new Date(openedAt));
  return startOfShanghaiDay(addDays(openedOn, days + 1)).getTime() - 1;
}

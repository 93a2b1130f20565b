import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import { listingOf } from "#shared/policies/listings.ts";
import type { HandJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { stageOf, type PolicyStage, type Stages } from "#shared/stages/stage.ts";
import { refuse } from "#shared/web/refusal.ts";

/** What a machine judges, and the stage that it is in. */
export interface PolicyEntry {
  readonly judgedBy: "rule";
  readonly policy: Policy;
  readonly listing: Listing;
  readonly stage: PolicyStage;
}

/** What only people judge: it is listed, and never more. */
export interface HandJudgedEntry {
  readonly judgedBy: "people";
  readonly policy: HandJudged;
  readonly listing: Listing;
}

/** One entry of the catalogue. */
export type Entry = PolicyEntry | HandJudgedEntry;

/** Every entry, by id. */
export function entriesOf(stages: Stages): Entry[] {
  return [
    ...policies.map((policy) => policyEntry(policy, stages)),
    ...handJudged.map(handJudgedEntry),
  ].toSorted((a, b) => (a.policy.id < b.policy.id ? -1 : 1));
}

/**
 * The entry with this id.
 *
 * @throws {Refusal} 404 `unknown-policy`
 */
export function getEntry(id: string, stages: Stages): Entry {
  const policy = policyById(id);
  if (policy !== undefined) return policyEntry(policy, stages);
  const byHand = handJudged.find((one) => one.id === id);
  if (byHand !== undefined) return handJudgedEntry(byHand);
  return refuse(404, "unknown-policy", {
    zh: "目录里没有这项政策。请从 /v1/policies 查看全部政策。",
    en: "The catalogue has no such policy. See /v1/policies for all of them.",
  });
}

function policyEntry(policy: Policy, stages: Stages): PolicyEntry {
  return {
    judgedBy: "rule",
    policy,
    listing: listingOf(policy.id),
    stage: stageOf(stages, policy.id),
  };
}

function handJudgedEntry({ listing, ...policy }: (typeof handJudged)[number]): HandJudgedEntry {
  return { judgedBy: "people", policy, listing };
}

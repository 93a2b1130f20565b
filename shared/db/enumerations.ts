/** The closed sets of words that columns hold; the migrations check the same. */

/** The states of an entitlement, in the words of the contract. The table of transitions is in entitlements/states.ts. */
export const entitlementStates = [
  "matched",
  "awaiting-confirmation",
  "confirmed",
  "waived",
  "lapsed",
  "in-publicity",
  "objection-under-review",
  "awaiting-fulfilment",
  "fulfilling",
  "fulfilled",
  "payment-returned",
  "suspended",
  "terminated",
  "recovering",
  "recovered",
  "redirected",
] as const;
export const confirmationStates = [
  "open",
  "announced",
  "confirmed",
  "waived",
  "lapsed",
  "ended",
] as const;
export const decisions = ["confirm", "waive"] as const;
/** By what somebody decides for another: charged by the other one, as a parent of a child, or appointed by a court. */
export const mandateKinds = ["voluntary", "parent", "court"] as const;
export const instructionStates = [
  "requested",
  "delivered",
  "paid",
  "rejected",
  "returned",
] as const;
export const topics = ["notify", "fulfil", "sweep"] as const;
export const subjectKinds = ["person", "organisation"] as const;
/** The ways of a message: those of gateways, and a letter. */
export const gatewayChannels = ["app", "sms", "enterprise-page"] as const;
export const channels = [...gatewayChannels, "paper"] as const;
/** What a gateway says became of a message: `failed` on its way, `rejected` before it left. */
export const receipts = ["delivered", "failed", "rejected"] as const;
/** The languages of messages. */
export const locales = ["zh-CN", "en"] as const;

export const proposalStates = ["proposed", "approved", "declined"] as const;
export const endpointPurposes = ["fulfilment", "notices", "alarms", "cases"] as const;

/** The life of a policy, in its order. */
export const policyStages = ["listed", "ready", "pilot", "live", "paused", "retired"] as const;
export const objectionStates = [
  "lodged",
  "declined",
  "accepted",
  "upheld",
  "refused",
  "settled",
] as const;
export const adjustmentKinds = ["supplement", "recovery"] as const;
export const adjustmentStates = [
  "due",
  "instructed",
  "paid",
  "returned",
  "suspended",
  "found",
  "announced",
  "demanded",
  "settled",
  "withdrawn",
  "void",
] as const;
export const recoveryProposals = ["approve", "withdraw"] as const;
export const repaymentKinds = ["paid-in", "set-off"] as const;
export const objectorKinds = ["subject", "signed-in", "phone"] as const;
/** What the audit of omissions finds. */
export const differenceKinds = ["omitted", "unfounded"] as const;
export const reservationStates = ["held", "waiting"] as const;
export const claimStates = ["asked", "held", "elsewhere", "released"] as const;

/**
 * What can wait for people. Each kind's words and who ends it stand in shared/work-items/kinds.ts; the database takes any
 * word, so that a new kind needs no migration.
 */
export const workItemKinds = [
  "backlog",
  "calendar-missing",
  "case-conflict",
  "case-count-gap",
  "case-undecided",
  "dead-letter",
  "given-twice",
  "hint",
  "join-failing",
  "manifest-gap",
  "manifest-missing",
  "name-missing",
  "objection",
  "objection-answer",
  "offline-scan-conflict",
  "omission",
  "payment-late",
  "release-due",
  "payer-contradiction",
  "payment-suspended",
  "recovery",
  "recovery-overdue",
] as const;
export type WorkItemKind = (typeof workItemKinds)[number];

/** Where the ordinary channel took a case in: at a counter, online, or in a system older than this one. */
export const caseChannels = ["counter", "online", "legacy"] as const;
export const caseStates = ["accepted", "granted", "paid", "refused", "withdrawn"] as const;
export const joinStates = ["open", "done"] as const;

/**
 * How a shadow run may differ from another system: who was not paid there, was paid without ground, or another amount;
 * and who was paid there and of whom the data here cannot tell.
 */
export const shadowFindingKinds = ["forgotten", "unfounded", "amount", "undecided"] as const;

export const venueStates = ["open", "closed"] as const;
export const deviceStates = ["active", "revoked"] as const;
/** `conflict`: granted by a device without network, though it could not have been with one. */
export const scanOutcomes = ["granted", "refused", "unknown", "conflict"] as const;

/** How a code came onto paper: the person's own page, or a community service centre. */
export const printedWays = ["self", "window"] as const;

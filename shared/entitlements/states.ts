import type { entitlementStates } from "#shared/db/enumerations.ts";

export type EntitlementState = (typeof entitlementStates)[number];

/**
 * The one table of allowed transitions. Code, tests and pages derive from it; a change of state that is not in it
 * is a bug and throws.
 */
export const transitions = {
  matched: [
    "awaiting-confirmation",
    "waived",
    "lapsed",
    "confirmed",
    "in-publicity",
    "awaiting-fulfilment",
    "terminated",
    "redirected",
  ],
  "awaiting-confirmation": [
    "confirmed",
    "waived",
    "lapsed",
    "objection-under-review",
    "terminated",
    "redirected",
  ],
  confirmed: [
    "in-publicity",
    "awaiting-fulfilment",
    "awaiting-confirmation",
    "waived",
    "terminated",
  ],
  waived: ["confirmed", "in-publicity", "awaiting-fulfilment", "terminated", "redirected"],
  lapsed: ["confirmed", "waived", "terminated", "redirected"],
  // What was confirmed is asked again where its account has changed meanwhile.
  "in-publicity": [
    "awaiting-fulfilment",
    "awaiting-confirmation",
    "objection-under-review",
    "waived",
    "terminated",
    "redirected",
  ],
  "objection-under-review": [
    "in-publicity",
    "awaiting-fulfilment",
    "awaiting-confirmation",
    "waived",
    "terminated",
    "redirected",
  ],
  "awaiting-fulfilment": [
    "fulfilling",
    "waived",
    "awaiting-confirmation",
    "suspended",
    "objection-under-review",
    "terminated",
    "redirected",
  ],
  fulfilling: ["fulfilled", "payment-returned", "suspended"],
  fulfilled: ["payment-returned", "recovering"],
  "payment-returned": ["awaiting-fulfilment", "suspended", "terminated", "redirected"],
  suspended: ["awaiting-fulfilment", "terminated", "redirected"],
  terminated: ["matched"],
  // A bank may send back what was paid long ago, even while it is being claimed back, and what was recovered may be due
  // after all.
  recovering: ["recovered", "fulfilled", "payment-returned"],
  recovered: ["fulfilled", "payment-returned"],
  // What the ordinary channel refuses or gives back begins again, while the rule still holds.
  redirected: ["matched", "terminated"],
} as const satisfies Record<EntitlementState, readonly EntitlementState[]>;

export const stateNames: Record<EntitlementState, string> = {
  matched: "已匹配",
  "awaiting-confirmation": "待确认",
  confirmed: "已确认",
  waived: "已放弃",
  lapsed: "逾期未确认",
  "in-publicity": "公示中",
  "objection-under-review": "异议处理中",
  "awaiting-fulfilment": "待兑现",
  fulfilling: "兑现中",
  fulfilled: "已兑现",
  "payment-returned": "退票",
  suspended: "暂缓兑现",
  terminated: "停发",
  recovering: "追回中",
  recovered: "已追回",
  redirected: "转原渠道",
};

/** Whether every step of a path is in the table. `undefined` as start is the birth of an entitlement. */
export function isAllowed(
  from: EntitlementState | undefined,
  path: readonly EntitlementState[],
): boolean {
  let here = from;
  for (const next of path) {
    const targets: readonly EntitlementState[] =
      here === undefined ? ["matched"] : transitions[here];
    if (!targets.includes(next)) return false;
    here = next;
  }
  return path.length > 0;
}

/** States in which nothing is under way or paid: a corrected fact may still change the amount, hold or end it. */
export const correctable: readonly EntitlementState[] = [
  "matched",
  "awaiting-confirmation",
  "confirmed",
  "waived",
  "lapsed",
  "in-publicity",
  "objection-under-review",
  "awaiting-fulfilment",
  "payment-returned",
  "suspended",
  "redirected",
];

/** States in which its own instruction is under way or was paid: what facts correct then is a difference in money. */
export const instructed: readonly EntitlementState[] = [
  "fulfilling",
  "fulfilled",
  "recovering",
  "recovered",
];

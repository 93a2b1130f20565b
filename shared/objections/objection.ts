import type { objections } from "#shared/db/objections.schema.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";

/** 异议: what somebody says against an entitlement, or somebody concerned against what was decided about them. */
export type Objection = typeof objections.$inferSelect;

/** Within so many working days a handler accepts an objection or declines to examine it. */
export const acceptanceWorkingDays = 2;

/** Whether nobody has the last word yet. */
export const isOpen = ({ state }: Pick<Objection, "state">): boolean =>
  state === "lodged" || state === "accepted";

/** States in which a payment can still be stopped before it is instructed. */
const stoppable: ReadonlySet<EntitlementState> = new Set([
  "in-publicity",
  "awaiting-fulfilment",
  "awaiting-confirmation",
] as const);

/**
 * Whether an objection that is accepted makes the payment wait. What the law guarantees never waits: it is examined
 * while it is paid. Nor does what is paid already, or on its way.
 */
export function wouldFreeze(
  { isGuaranteedByLaw }: { readonly isGuaranteedByLaw: boolean },
  state: EntitlementState | undefined,
): boolean {
  if (isGuaranteedByLaw || state === undefined) return false;
  return state === "objection-under-review" || stoppable.has(state);
}

/** What a sealed text of an objection is bound to. */
export const textContext = (id: string, column: "grounds" | "considered" | "answered"): string =>
  `${column} ${id}`;

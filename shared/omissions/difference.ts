import type { differences } from "#shared/db/differences.schema.ts";

/** Somebody who is eligible and not entitled, or an entitlement without grounds. */
export type Difference = typeof differences.$inferSelect;

/** What a look at one shard found. */
export type Found = Pick<Difference, "kind" | "subjectKey" | "period">;

import type { proposals } from "#shared/db/city.schema.ts";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";

export type Proposal = typeof proposals.$inferSelect;

interface SealedKey {
  readonly keyId: string;
  readonly secretSealed: string;
}

/** A proposal as it is kept: a key's secret is sealed before it is written down. */
export type ProposedAct =
  | Exclude<ProposalRequest, { kind: "department-key" | "venue-device" }>
  | {
      readonly kind: "department-key";
      readonly payload: SealedKey & { readonly department: string };
    }
  | { readonly kind: "venue-device"; readonly payload: ProposedDevice };

/** A device of a venue and its newest key. */
interface ProposedDevice extends SealedKey {
  readonly venue: string;
  readonly device: string;
  /** Whether the key is good for nothing but fetching another one. */
  readonly enrols: boolean;
}

/** Guarantee: `propose` wrote it, and the columns have no other writer. */
export function actOf({ kind, payload }: Proposal): ProposedAct {
  return { kind, payload: JSON.parse(payload) as unknown } as ProposedAct;
}

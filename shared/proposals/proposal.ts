import type { proposals } from "#shared/db/city.schema.ts";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";

export type Proposal = typeof proposals.$inferSelect;

/** A proposal as it is kept: a key's secret is sealed before it is written down. */
export type ProposedAct =
  | Exclude<ProposalRequest, { kind: "department-key" }>
  | {
      readonly kind: "department-key";
      readonly payload: {
        readonly department: string;
        readonly keyId: string;
        readonly secretSealed: string;
      };
    };

/** Guarantee: `propose` wrote it, and the columns have no other writer. */
export function actOf({ kind, payload }: Proposal): ProposedAct {
  return { kind, payload: JSON.parse(payload) as unknown } as ProposedAct;
}

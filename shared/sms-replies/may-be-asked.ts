import { policyById } from "#shared/policies/index.ts";

/**
 * Whether a reply may decide an offer: what the link alone could confirm, and only money that goes to the account on file.
 *
 * @param accountMasked the account that would receive it; null where none is on file
 */
export function mayBeAsked(policy: string, accountMasked: string | null): boolean {
  const found = policyById(policy);
  return (
    found !== undefined &&
    found.subject === "person" &&
    found.assurance === "link" &&
    !found.sensitive &&
    found.fulfilment.kind === "payment" &&
    accountMasked !== null
  );
}

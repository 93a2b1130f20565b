import type { Offer } from "#shared/confirmations/find-offer.ts";
import { policyById } from "#shared/policies/index.ts";
import { type ApplicationForm, applicationForm } from "./application-form.ts";
import type { DecisionDocument } from "./signed-document.ts";

/** What was decided of an offer, by whom and when, under which number. */
export interface Decided {
  readonly decision: "confirm" | "waive";
  /** "link", or the person of the token. */
  readonly decidedBy: string;
  readonly receipt: string;
  readonly at: Date;
}

/**
 * The form of an offer as it stands.
 *
 * @param concerned the ids of the entitlements that it is about; where there are none, it is about all that is covered
 */
export function formOfOffer(
  { confirmation, covered, nameMasked, accountMasked }: Offer,
  concerned: ReadonlySet<string>,
): ApplicationForm {
  const policy = policyById(confirmation.policy);
  const moved = covered.filter(({ id }) => concerned.has(id));
  const entitlements = moved.length === 0 ? covered : moved;
  const form = policy && applicationForm({ policy, entitlements, nameMasked, accountMasked });
  if (form === undefined) throw new Error(`an offer of ${confirmation.policy} covers nothing`);
  return form;
}

/** The document of record of a decision about an offer. */
export function documentOfDecision(
  offer: Offer,
  concerned: ReadonlySet<string>,
  { decision, decidedBy, receipt, at }: Decided,
): DecisionDocument {
  return {
    format: 1,
    kind: decision === "confirm" ? "application" : "waiver",
    number: receipt,
    form: formOfOffer(offer, concerned),
    decidedAt: at.toISOString(),
    assurance: decidedBy === "link" ? "link" : "signed-in",
  };
}

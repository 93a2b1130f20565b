import type { Offer } from "#shared/confirmations/find-offer.ts";
import { agentOf, type Way } from "#shared/confirmations/way.ts";
import { policyById } from "#shared/policies/index.ts";
import { type ApplicationForm, applicationForm } from "./application-form.ts";
import type { DecisionDocument } from "./signed-document.ts";

/** What was decided of an offer, by whom and when, under which number. */
export interface Decided {
  readonly decision: "confirm" | "waive";
  readonly way: Way;
  readonly receipt: string;
  readonly at: Date;
  /** A standing decision ends: what is under way or paid stays as it is. */
  readonly ofLaterOnly: boolean;
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
  { decision, way, receipt, at, ofLaterOnly }: Decided,
): DecisionDocument {
  const form = formOfOffer(offer, concerned);
  const agent = agentOf(way);
  // Nobody waives what has been paid: where nothing else is due, no period stands in the form.
  const periods = ofLaterOnly && concerned.size === 0 ? [] : form.periods;
  return {
    format: 1,
    kind: decision === "confirm" ? "application" : "waiver",
    number: receipt,
    form: { ...form, periods },
    decidedAt: at.toISOString(),
    assurance: way.assurance,
    ...(way.assurance === "counter" ? { clerk: way.clerk } : {}),
    ...(agent === undefined
      ? {}
      : {
          agent: {
            mandate: agent.id,
            kind: agent.kind,
            ...(agent.agentMasked === null ? {} : { name: agent.agentMasked }),
          },
        }),
  };
}

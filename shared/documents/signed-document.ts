import type { mandateKinds } from "#shared/db/enumerations.ts";
import type { ApplicationForm } from "./application-form.ts";

export const decidedKinds = ["application", "waiver"] as const;

/**
 * How it was made sure who decided: by the link alone, by the last four of the number too, signed in, or in person with
 * the card at a counter, or by a text message from the phone that was asked.
 */
export const assurances = ["link", "last-four", "signed-in", "counter", "sms"] as const;

/** The document of record of one decision: the form as it was when it was confirmed or waived. */
export interface DecisionDocument {
  readonly format: 1;
  readonly kind: (typeof decidedKinds)[number];
  /** The receipt's number 回执号. */
  readonly number: string;
  readonly form: ApplicationForm;
  /** An instant, RFC 3339. */
  readonly decidedAt: string;
  readonly assurance: (typeof assurances)[number];
  /** Who saw the card at the counter and wrote the decision down: the identity provider's opaque id. */
  readonly clerk?: string;
  /** Who decided in the subject's stead, by which mandate; the name as the vault masks it. */
  readonly agent?: {
    readonly mandate: string;
    readonly kind: (typeof mandateKinds)[number];
    readonly name?: string;
  };
}

/** A document, and the detached JWS (RFC 7515, appendix F) over its canonical JSON (RFC 8785). */
export interface SignedDocument {
  readonly document: DecisionDocument;
  readonly signature: string;
}

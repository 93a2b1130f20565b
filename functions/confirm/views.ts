import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Publicity } from "#shared/rules/publicity.ts";
import type { Fen } from "#shared/money/fen.ts";

/** What the person gets, shown as one large figure: the rule's own amount. */
export type Benefit =
  | {
      readonly kind: "money";
      readonly amountFen: Fen;
      /** The word before the amount: 每月, 每年, 一次性. */
      readonly period: string;
      /** One short sentence under the figure, such as what arrears come with it. */
      readonly note?: string;
    }
  | { readonly kind: "service"; readonly text: string; readonly note?: string };

/** Where money goes, masked: `tail` is the last four characters of the account. */
interface MaskedAccount {
  readonly bank: string;
  readonly tail: string;
}

/** `none-registered`: money would go to an account, and none is known yet. */
export type PaidTo = MaskedAccount | "none-registered";

/** The clause on which the offer stands. */
export interface Ground {
  /** Document with its number: 沪府发〔2016〕24号. */
  readonly document: string;
  readonly clause: string;
  readonly url?: string;
}

/**
 * Whether a decision can still be changed: until fulfilment begins; `until`, the last such day, where it is known. A
 * standing one can then be ended for later periods by who has signed in.
 */
export type Change =
  | { readonly possible: true; readonly until?: CivilDate }
  | {
      readonly possible: false;
      /** It stands, and can be ended for what has not begun. */
      readonly laterPeriods: boolean;
      /** Whatever can be changed takes a sign-in: nobody has, or somebody else. */
      readonly signIn?: "needed" | "another";
    };

export const decisions = ["confirm", "waive"] as const;
export type Decision = (typeof decisions)[number];

/** What the reader of the link must do before deciding. `signed-in` never decides here. */
export type LinkCheck = "none" | "last-four";

/** Who speaks and of what; the part that every page of one offer shares. */
export interface OfferHeading {
  /** The department's official name in full: 上海市民政局. */
  readonly department: string;
  /** The policy's title; the neutral one where the policy is sensitive. */
  readonly title: string;
  /** For whom somebody else reads it, by a mandate: the name as the vault masks it, or a word for it. */
  readonly onBehalfOf?: string;
}

export type OfferState =
  /** Waits for an answer; `until` is the last day. */
  | { readonly kind: "open"; readonly until: CivilDate }
  /** Not answered in time; may still be confirmed. */
  | { readonly kind: "lapsed"; readonly lapsedOn: CivilDate }
  /** Direct fulfilment: nothing to do, but it may be declined until instructed. */
  | {
      readonly kind: "announced";
      readonly declineUntil?: CivilDate;
      /** Declining takes a sign-in; nothing else does. */
      readonly signInToDecline?: boolean;
      /** Somebody else has signed in. */
      readonly isAnother?: boolean;
    }
  /** Direct fulfilment that can no longer be declined: instructed or paid. */
  | { readonly kind: "under-way"; readonly change: Change }
  /** The policy's assurance is `signed-in`, and nobody has, or somebody else. */
  | {
      readonly kind: "sign-in-needed";
      readonly until?: CivilDate;
      readonly isAnother: boolean;
    }
  /** Decided; `decision` stands. */
  | {
      readonly kind: "decided";
      readonly decision: Decision;
      readonly decidedAt: Date;
      readonly receipt: string;
      readonly change: Change;
    };

/** `POST /c` and `GET /c` with the cookie. */
export interface OfferView extends OfferHeading {
  readonly benefit: Benefit;
  /** Absent where the document's own name would tell what a sensitive policy is about. */
  readonly ground?: Ground;
  /** What is made public before it is paid, where the policy's document demands it. */
  readonly publicity?: Pick<Publicity, "workingDays" | "names">;
  /** Absent where nothing goes to an account (a service, a reduction). */
  readonly account?: PaidTo;
  /** The text of the commitment 告知承诺, as the policy's version gives it; absent where it asks for none. */
  readonly commitment?: string;
  /** The form and materials: to be seen now, or after a check above `link`; absent where nothing is applied for. */
  readonly form?: "readable" | "after-check";
  /** The ordinary channel 原渠道, as the policy names it. */
  readonly ordinaryChannel: string;
  readonly state: OfferState;
  readonly check: LinkCheck;
  /** The check was answered wrongly just now; nothing was changed. */
  readonly checkFailed?: boolean;
  /** Sealed; goes back in the hidden field `handle`. */
  readonly handle: string;
}

/** `GET /c/waive`: asks once more. */
export interface WaiveView extends OfferHeading {
  readonly benefit: Benefit;
  /** Direct benefits are declined (不领取), others waived (放弃). */
  readonly mode: "direct" | "confirm";
  /** Whether the waiver, once given, can be taken back. */
  readonly change: Change;
  readonly check: LinkCheck;
  readonly checkFailed?: boolean;
  readonly handle: string;
}

/** `GET /c/receipt`. */
export interface ReceiptView extends OfferHeading {
  readonly decision: Decision;
  readonly decidedAt: Date;
  readonly receipt: string;
  readonly benefit: Benefit;
  readonly account?: PaidTo;
  /** The last day of publicity 公示 that comes before payment, or for how many working days it is where that is 待定. */
  readonly publicUntil?: CivilDate | { readonly workingDays: number };
  /** The day by which the department must have fulfilled; absent: 待定. */
  readonly fulfilBy?: CivilDate;
  readonly change: Change;
  /** The document of record may be read here: whoever looks has shown to be the subject. */
  readonly isDocumentReadable: boolean;
}

/** `GET /c` without a cookie, and `POST /c` with a code that opens nothing. */
export interface CodeView {
  /** Unknown, expired and used read the same, so that nobody can search for codes. */
  readonly notValid: boolean;
}

export const confirmProblems = [
  /** The cookie is missing or too old. */
  "session-expired",
  /** The form's handle and the cookie are of two different offers. */
  "another-offer",
  /** Fulfilment has begun: the decision stands. */
  "not-changeable",
  /** The account on file became another between look and tap. */
  "account-changed",
  /** The offer ended: commitment, payee or version changed, or eligibility ended. */
  "offer-ended",
  /** The policy wants a signed-in person. */
  "sign-in-needed",
  /** There is no document of a decision before the decision. */
  "not-decided",
  /** Somebody else has signed in. */
  "another-person",
  /** Whoever has signed in may no longer decide for the subject. */
  "mandate-ended",
  /** The policy wants the last four of the number. */
  "last-four-needed",
  /** Too many wrong answers: the link is dead. */
  "too-many-attempts",
  /** Something of ours failed; nothing was changed. */
  "try-again",
] as const;
export type ConfirmProblem = (typeof confirmProblems)[number];

/** Every refusal of this flow: nothing was changed by the request. */
export interface ProblemView {
  readonly problem: ConfirmProblem;
  readonly ordinaryChannel?: string;
}

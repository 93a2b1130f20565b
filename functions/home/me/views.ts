import type { CivilDate } from "#shared/calendar/civil-date.ts";

/** Which confirmation a form is about; whose it is, the session says. */
export interface OfferFields {
  readonly policy: string;
  readonly commitment: string;
  readonly scope: string;
}

interface Titled {
  readonly title: string;
  /** Who grants it. */
  readonly department: string;
}

/** Waits for an answer. */
export interface WaitingItem extends Titled {
  /** 每月75元; a service by its name. */
  readonly benefit: string;
  readonly standing:
    | { readonly kind: "open"; readonly until: CivilDate }
    | { readonly kind: "lapsed"; readonly lapsedOn: CivilDate };
  readonly offer: OfferFields;
}

/** One period of a benefit. */
export interface PeriodItem {
  readonly period: string;
  readonly amount: string | undefined;
  readonly state: string;
  /** Why nothing moves. */
  readonly held: string | undefined;
  /** Under which number it stands on a public list today. */
  readonly publicNumber?: string;
}

/** What was decided, as the receipt says it. */
export interface ReceiptItem {
  readonly decision: "confirm" | "waive";
  readonly decidedAt: Date;
  readonly number: string;
}

/** What was paid too little of a period, or too much, and how that stands. */
export interface AdjustmentItem {
  /** 2026年11月：应退还75元 */
  readonly title: string;
  /** Sentences. */
  readonly texts: readonly string[];
  /** What one was told in writing, word for word. */
  readonly letters: readonly { readonly title: string; readonly text: string }[];
}

/** A benefit that was granted, is under way, or was waived. */
export interface GrantedItem extends Titled {
  /** Why: as the newest decision was worded. */
  readonly reason: string;
  /** The newest first. */
  readonly periods: readonly PeriodItem[];
  /** What has arrived so far; undefined where nothing has, or it is no money. */
  readonly received: string | undefined;
  readonly adjustments: readonly AdjustmentItem[];
  readonly receipts: readonly ReceiptItem[];
  /** What can be looked at and changed. */
  readonly offers: readonly OfferFields[];
  /** It comes by itself: nothing was confirmed. */
  readonly isDirect: boolean;
  /** Where one says that its newest period is wrong. */
  readonly objectionHref?: string;
}

/** Nothing can be said of it for want of facts. */
export interface UnknownItem extends Titled {
  readonly missing: readonly { readonly fact: string; readonly holder: string }[];
  readonly ordinaryChannel: string;
}

/** Told in one sentence. */
export interface ToldItem extends Titled {
  readonly text: string;
  /** Where one says that this is wrong. */
  readonly objectionHref?: string;
}

/** An objection to what was decided about oneself, or one that one has lodged. */
export interface ObjectionItem {
  readonly title: string;
  /** Whose it is, and how it stands, in words. */
  readonly standing: string;
  /** The reasons of the answer. */
  readonly text: string | undefined;
  /** How to go on against it. */
  readonly remedies: string | undefined;
}

/** `GET /me`. */
export interface MeView {
  readonly kind: "person" | "organisation";
  /** Masked where it is a person's. */
  readonly name: string | undefined;
  /** Bank and last digits. */
  readonly account: string | undefined;
  /** Binds forms to the session. */
  readonly form: string;
  readonly waiting: readonly WaitingItem[];
  readonly granted: readonly GrantedItem[];
  /** Entitled, and not opened yet. */
  readonly later: readonly ToldItem[];
  readonly unknown: readonly UnknownItem[];
  readonly unmet: readonly ToldItem[];
  readonly objections: readonly ObjectionItem[];
}

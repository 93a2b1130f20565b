import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Fen } from "#shared/money/fen.ts";
import type { Verdict } from "./verdict.ts";

export type { Verdict };

/** A fact that the judge has read, and who reported it when. */
export interface FactUsed {
  /** With its period: "insuredHeadcount@2023-12". */
  readonly fact: string;
  readonly value: FactValue;
  readonly reportedBy: DepartmentId;
  /** An instant, RFC 3339. */
  readonly observedAt: string;
}

/** A fact whose want keeps the verdict unknown, and who is responsible for it. */
export interface FactMissing {
  readonly fact: string;
  readonly steward: DepartmentId;
}

/** One clause of the rule and how it stands. */
export interface ClauseJudged {
  readonly text: string;
  readonly verdict: Verdict;
}

/** A policy judged for one subject on one day. */
export interface Judgement {
  readonly policy: string;
  /** The version in force on the day; "none" when there is none. */
  readonly version: string;
  readonly verdict: Verdict;
  /** Only when met, and when the benefit is money. */
  readonly amountFen?: Fen;
  /** Only when met: "2026-12", "2026" or "once"; a benefit by the visit has none. */
  readonly period?: string;
  /** Plain Chinese, spoken to the subject. It holds the subject's own facts. */
  readonly reason: string;
  /** Clause by clause, in the order of the rule. */
  readonly clauses: readonly ClauseJudged[];
  readonly facts: readonly FactUsed[];
  /** Empty unless the verdict is unknown; only what could still matter. */
  readonly missing: readonly FactMissing[];
  /** The next day on which the answer can change with no new report; may be too early, never too late. */
  readonly nextChangeOn?: CivilDate;
}

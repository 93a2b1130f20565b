import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Fen } from "#shared/money/fen.ts";
import type { Source, Status } from "./language/source.ts";
import type { FactReading } from "./reading.ts";
import type { Verdict } from "./verdict.ts";

export type { Verdict };

/** A fact that the judge has read, and who reported it when. */
export interface FactUsed {
  /** With its period: "insuredHeadcount@2023-12"; a relative's as "child[1].birthDate". */
  readonly fact: string;
  readonly value: FactValue;
  readonly reportedBy: DepartmentId;
  /** An instant, RFC 3339. */
  readonly observedAt: string;
}

/** A fact that the judge has asked for and that had no value. */
export interface FactGap {
  readonly fact: string;
  readonly state: Exclude<FactReading["state"], "known">;
}

/** The relatives of one kind whom the judge has looked at. */
export interface RelativesRead {
  readonly relation: RelationName;
  readonly count: number;
  readonly isComplete: boolean;
}

/** What is wanted where the verdict is unknown, and who is responsible for it. */
interface FactMissing {
  /** "birthDate", "child.birthDate", "child" for the relation itself, "parameter:…". */
  readonly fact: string;
  readonly steward: DepartmentId;
}

/** One clause of the rule and how it stands. */
export interface ClauseJudged {
  readonly text: string;
  readonly verdict: Verdict;
}

/** A fact as one clause read it: its value and source, or why it has none. */
export interface FactSeen {
  /** With its period: "insuredHeadcount@2023-12"; a relative's as "child[1].birthDate". */
  readonly fact: string;
  /** "2023年12月参保人数", "子女1的出生日期" */
  readonly label: string;
  readonly state: FactReading["state"];
  /** Who reported it; where there is no value, who is responsible for it. */
  readonly steward: DepartmentId;
  /** This and what follows only when known. */
  readonly value?: FactValue;
  /** The value as people read it. */
  readonly text?: string;
  /** An instant, RFC 3339. */
  readonly observedAt?: string;
}

/** A published figure that a clause used, on the judged day. */
export interface FigureUsed {
  readonly parameter: string;
  readonly label: string;
  readonly publisher: DepartmentId;
  /** "1,330元"; this and what follows only where a value is known. */
  readonly text?: string;
  readonly from?: CivilDate;
  /** The last day on which it holds. */
  readonly until?: CivilDate;
  readonly status?: Status;
  readonly source?: Source;
}

/** One clause of the rule, or a part of one, with everything that it was judged by. */
export interface ClauseExplained {
  /** "3"; its parts are "3.1", "3.2". */
  readonly number: string;
  readonly text: string;
  readonly verdict: Verdict;
  /** What was found, where it is settled and no part says it. */
  readonly finding?: string;
  /** Those that no part of it has read. */
  readonly facts: readonly FactSeen[];
  /** Those of a whole clause. */
  readonly relatives: readonly RelativesRead[];
  readonly figures: readonly FigureUsed[];
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
  readonly gaps: readonly FactGap[];
  readonly relatives: readonly RelativesRead[];
  /** Empty unless the verdict is unknown; only what could still matter. */
  readonly missing: readonly FactMissing[];
  /** The next day on which the answer can change with no new report; may be too early, never too late. */
  readonly nextChangeOn?: CivilDate;
}

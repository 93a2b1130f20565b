import type { DepartmentId } from "#shared/identity/departments.ts";

/** Whom a fact is about, and so whose rules may name it. */
export type About = "person" | "organisation";

/** What a value of the fact looks like. */
export type FactType =
  | { readonly kind: "date" }
  | { readonly kind: "boolean" }
  | {
      readonly kind: "integer";
      readonly min: number;
      readonly max?: number;
      readonly unit?: "fen" | "people";
    }
  /** Each value with its Chinese name. */
  | { readonly kind: "choice"; readonly values: Readonly<Record<string, string>> }
  /** A code of GB/T 2260, one of Shanghai's sixteen districts or another place, or "elsewhere". */
  | { readonly kind: "district" }
  /** A code of a national classification, by its pattern. */
  | { readonly kind: "code"; readonly pattern: RegExp; readonly standard: string };

/**
 * What it means that nothing was reported. "unknown" for ever; or, once the steward has reported its register
 * complete, "none" or "false", until the report is more than `lateAfterHours` old.
 */
type Absence =
  | { readonly means: "unknown" }
  | { readonly means: "none" | "false"; readonly lateAfterHours: number };

/** One entry of the data dictionary 数据字典. */
export interface FactDefinition {
  /** The Chinese name, as it stands in a sentence to a citizen. */
  readonly label: string;
  readonly about: About;
  readonly type: FactType;
  /** The department that is responsible for the fact and alone may report it 数据责任部门. */
  readonly steward: DepartmentId;
  /** The fact exists once for each month ("@2023-12") or year ("@2023"). */
  readonly period?: "month" | "year";
  /** It holds always, and not from the day of observation: birth, sex, the day of an event, a past period's figure. */
  readonly constant: boolean;
  readonly absence: Absence;
  /** Nobody reports it: it follows from the subject's number, which rules never see, or from the days of a relation. */
  readonly derived?: true;
  /** It tells health, poverty or loss: never in a message, a bank remark or a venue's answer. */
  readonly sensitive: boolean;
  /** Many rules of many people ask for it: it has a column of its own in `hot_facts`, for set-based work. */
  readonly hot?: true;
}

/** The hours after which a daily register counts as late: one missed day and a day's grace. */
export const dailyRegister = { lateAfterHours: 48 } as const;

import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Amount, NoAmount } from "#shared/rules/language/amount.ts";
import type { Condition } from "#shared/rules/language/condition.ts";

/** Where a version's rule comes from. */
export interface Source {
  /** 文号 and name of the document. */
  readonly document: string;
  readonly clause: string;
  readonly url?: string;
  /** The document's last day in force, where it is known. */
  readonly inForceUntil?: string;
  readonly note?: string;
}

/**
 * How a benefit reaches people, and what lets it. Where law or document demand an application, or where the benefit
 * has an adverse side, it is never direct: the types refuse it.
 */
export type Delivery =
  | {
      readonly mode: "direct" | "scan";
      readonly ground: "choice" | "none";
      readonly adverseEffects: false;
    }
  | {
      readonly mode: "confirm";
      readonly ground:
        | "application-by-law-or-regulation"
        | "application-by-document"
        | "choice"
        | "none";
      readonly adverseEffects: boolean;
    };

interface VersionText<S extends About, Day> {
  readonly id: string;
  readonly from: Day;
  /** The last day; open-ended without. */
  readonly until?: Day;
  /** "sample" 示例 continues the last sourced version and is never passed off as official. */
  readonly status: "sourced" | "sample";
  readonly source: Source;
  readonly eligible: Condition<S>;
  readonly amountInWords: string;
  /** What a late confirmation brings: every period since the offer, or only what follows. */
  readonly arrears: "all" | "none";
  /** What no machine judges here, said out loud. */
  readonly leftToPeople: readonly string[];
}

type WithAmount<S extends About> =
  | { readonly mode: "direct" | "confirm"; readonly amount: Amount<S> }
  | { readonly mode: "scan"; readonly amount: NoAmount };

/** One dated version of a policy's rule. A reform is a new version, never an edit. */
export type Version<S extends About = About, Day = CivilDate> = VersionText<S, Day> &
  Delivery &
  WithAmount<S>;

/** Sensitive: its very name tells disability, poverty or loss. Then messages and remarks use the neutral title. */
type Sensitivity =
  | { readonly sensitive: false; readonly neutralTitle?: never }
  | {
      readonly sensitive: true;
      readonly neutralTitle: string;
      readonly assurance: "signed-in";
    };

/** Standing: one confirmation covers all later periods. */
type Recurrence =
  | { readonly period: "month" | "year"; readonly standing: boolean }
  | { readonly period: "once" | "visit"; readonly standing: false };

type Fulfilment =
  | {
      readonly kind: "payment";
      readonly payer: DepartmentId;
      /** The bank's remark; neutral where the policy is sensitive. */
      readonly remark: string;
      readonly payWithinWorkingDays: number;
    }
  | { readonly kind: "service"; readonly payer: DepartmentId };

interface PolicyText<S extends About, Day> {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly subject: S;
  /** 牵头单位 */
  readonly leadDepartment: DepartmentId;
  readonly supportingDepartments: readonly DepartmentId[];
  readonly level: "city";
  readonly category: "行政给付" | "资金补贴扶持" | "优待服务";
  /** How surely we must know who is asking before their own facts appear. */
  readonly assurance: "link" | "last-four" | "signed-in";
  /** 告知承诺: what one promises by confirming. */
  readonly commitment: string;
  readonly confirmationWindowDays: number;
  readonly reminderDays: readonly number[];
  readonly fulfilment: Fulfilment;
  /** 原渠道: where to apply when the data do not match. */
  readonly ordinaryChannel: { readonly text: string; readonly url?: string };
  readonly contact: string;
  readonly versions: readonly [Version<S, Day>, ...Version<S, Day>[]];
}

type PolicyFor<S extends About, Day> = PolicyText<S, Day> &
  Sensitivity &
  Recurrence &
  (S extends "organisation"
    ? { readonly assurance: "signed-in"; readonly standing: false }
    : unknown);

type PersonPolicy = PolicyFor<"person", CivilDate>;
type OrganisationPolicy = PolicyFor<"organisation", CivilDate>;
export type Policy = PersonPolicy | OrganisationPolicy;

/** A policy as its file writes it: days are texts. */
export type PolicyFile = PolicyFor<"person", string> | PolicyFor<"organisation", string>;

/** Defines a policy. Throws RangeError when a version's day is no real day. */
export function policy(file: PolicyFile): Policy {
  if (file.subject === "person") return { ...file, versions: dated(file.versions) };
  return { ...file, versions: dated(file.versions) };
}

function dated<S extends About>([first, ...rest]: readonly [
  Version<S, string>,
  ...Version<S, string>[],
]): [Version<S>, ...Version<S>[]] {
  return [datedVersion(first), ...rest.map((version) => datedVersion(version))];
}

function datedVersion<S extends About>({
  from,
  until,
  ...version
}: Version<S, string>): Version<S> {
  return {
    ...version,
    from: civilDate(from),
    ...(until === undefined ? {} : { until: civilDate(until) }),
  };
}

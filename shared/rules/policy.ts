import { parseCivilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { DistrictCode } from "#shared/facts/dictionary.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Fulfilment } from "./fulfilment.ts";
import type { Parameter } from "./language/parameter.ts";
import type { NamesOf, PublicNames, Publicity } from "./publicity.ts";
import type { Amount, NoAmount } from "#shared/rules/language/amount.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import type { ScanTerms } from "#shared/rules/language/scan-terms.ts";
import type { Source, Status } from "#shared/rules/language/source.ts";

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
  readonly status: Status;
  readonly source: Source;
  readonly eligible: Condition<S>;
  readonly amountInWords: string;
  /** What a late confirmation brings: every period since the offer, or only what follows. */
  readonly arrears: "all" | "none";
  /** How many months back facts that come late bring it, where there are arrears at all; 24 without it, and at most. */
  readonly arrearsMonths?: number;
  /** What no machine judges here, said out loud. */
  readonly leftToPeople: readonly string[];
  /** Those of them on which it depends who is entitled: while there are any, the beneficiaries are not definite. */
  readonly eligibilityLeftToPeople?: readonly string[];
  readonly fundingGuard?: FundingGuard;
}

/** Money leaves only while a published figure of the fund is high enough: 基金备付期限. Until then it is held, not lost. */
export interface FundingGuard {
  readonly figure: Parameter<number>;
  readonly atLeast: number;
  readonly clause: string;
}

/** A scan pays nothing, so there is nothing that publicity could hold. */
type WithAmount<S extends About, Names extends PublicNames> =
  | {
      readonly mode: "direct" | "confirm";
      readonly amount: Amount<S>;
      readonly publicity?: Publicity<Names>;
      readonly scan?: never;
    }
  | {
      readonly mode: "scan";
      readonly amount: NoAmount;
      readonly publicity?: never;
      readonly scan: ScanTerms;
    };

/** One dated version of a policy's rule. A reform is a new version, never an edit. */
export type Version<
  S extends About = About,
  Day = CivilDate,
  Names extends PublicNames = NamesOf<S>,
> = VersionText<S, Day> & Delivery & WithAmount<S, Names>;

/** Sensitive: its very name tells disability, poverty or loss. Then messages and remarks use the neutral title. */
type Sensitivity<S extends About, Day, Names extends PublicNames> =
  | ({ readonly sensitive: false; readonly neutralTitle?: never } & Versions<Version<S, Day>>)
  | ({
      readonly sensitive: true;
      readonly neutralTitle: string;
      readonly assurance: "signed-in";
    } & Versions<Version<S, Day, Names>>);

interface Versions<V> {
  readonly versions: readonly [V, ...V[]];
}

/** Standing: one confirmation covers all later periods. */
type Recurrence =
  | { readonly period: "month" | "quarter" | "year"; readonly standing: boolean }
  | { readonly period: "once" | "visit"; readonly standing: false };

/** Whose list it is on: one district's, or without it the city's. */
export interface Place {
  readonly district?: DistrictCode;
}

/** 层级 */
export function levelOf({ district }: Place): "city" | "district" {
  return district === undefined ? "city" : "district";
}

/**
 * Once for each relative of one kind: a benefit for each person hired. The rule says `some(relation, …)` and is judged
 * with one relative after the other as if there were no others; the amount is that of one.
 */
interface PerRelative {
  readonly per?: RelationName;
  /** What it counts for only once; see `Reservation`. */
  readonly reserves?: Reservation;
}

/**
 * 不重复享受: of all entitlements that name the same group for the same subject only one may stand; first come, first
 * served. `relative`: the relative of `per` counts once, whoever asks; `self`: the subject itself.
 */
export interface Reservation {
  readonly group: string;
  readonly of: "self" | "relative";
  readonly within: "ever" | "year";
}

/**
 * What the law guarantees is never rationed, never held back for credit, never frozen by a stranger's objection, and
 * nothing is ever set off against it.
 */
type Guarantee =
  | { readonly isGuaranteedByLaw: true; readonly setOff?: never }
  | { readonly isGuaranteedByLaw: false; readonly setOff?: SetOff };

/** Overdue repayments are taken out of later payments 抵扣, where the policy's document allows it. */
interface SetOff {
  /** Of each later payment, 1 to 99: something is always paid. */
  readonly atMostPercent: number;
  readonly clause: string;
}

interface PolicyText<S extends About, Day> {
  readonly id: string;
  readonly title: string;
  readonly subject: S;
  /** 牵头单位 */
  readonly leadDepartment: DepartmentId;
  /** How surely we must know who is asking before their own facts appear. */
  readonly assurance: "link" | "last-four" | "signed-in";
  /** 告知承诺: what one promises by confirming. */
  readonly commitment: string;
  readonly fulfilment: Fulfilment;
  /** 原渠道: where to apply when the data do not match. */
  readonly ordinaryChannel: { readonly text: string; readonly url?: string };
  /** The days between two versions on which none is in force, and why: whatever else lies between them is a mistake. */
  readonly gaps?: readonly Gap<Day>[];
}

/** Days on which a policy knowingly has no version, both included. */
interface Gap<Day> {
  readonly from: Day;
  readonly until: Day;
  readonly note: string;
}

/** What a policy's file need not say, for it is usually the same. */
interface Usual {
  readonly confirmationWindowDays: number;
  readonly reminderDays: readonly number[];
  /** By when the lead department answers an objection 异议 that was accepted. */
  readonly objectionAnswerWorkingDays: number;
  readonly contact: string;
}

const usual: Usual = {
  confirmationWindowDays: 30,
  reminderDays: [7, 15, 25],
  objectionAnswerWorkingDays: 10,
  contact: "12345",
};

/** `Names`: how those are named at most whom a sensitive policy is about. */
type PolicyFor<S extends About, Day, Names extends PublicNames = NamesOf<S>> = PolicyText<S, Day> &
  Sensitivity<S, Day, Names> &
  Guarantee &
  Recurrence &
  PerRelative &
  Place &
  (S extends "organisation"
    ? { readonly assurance: "signed-in"; readonly standing: false }
    : unknown);

type PersonPolicy = PolicyFor<"person", CivilDate> & Usual;
type OrganisationPolicy = PolicyFor<"organisation", CivilDate> & Usual;
export type Policy = PersonPolicy | OrganisationPolicy;

/**
 * A policy as its file writes it: days are texts, and what is usual may be left out. Under a sensitive one nobody is
 * named in public, masked or not.
 */
export type PolicyFile = (
  | PolicyFor<"person", string, "number-only">
  | PolicyFor<"organisation", string, never>
) &
  Partial<Usual>;

/** Defines a policy. Throws RangeError, naming policy and version, when a version's day is no real day. */
export function policy(file: PolicyFile): Policy {
  const gaps = (file.gaps ?? []).map((gap) => datedGap(file.id, gap));
  if (file.subject === "person")
    return { ...usual, ...file, versions: dated(file.id, file.versions), gaps };
  return { ...usual, ...file, versions: dated(file.id, file.versions), gaps };
}

/** Direct fulfilment: nothing demands an application, and nothing speaks against the benefit. */
export const directly = { mode: "direct", ground: "none", adverseEffects: false } as const;

/** One tap, on this ground, of a benefit with no adverse side. */
export const onConfirmation = <G extends Delivery["ground"]>(ground: G) =>
  ({ mode: "confirm", ground, adverseEffects: false }) as const;

/** What no machine judges: first what decides who is entitled, which keeps a policy from being ready, then the rest. */
export function byPeople(
  eligibilityLeftToPeople: readonly string[],
  others: readonly string[],
): Required<Pick<Version, "eligibilityLeftToPeople" | "leftToPeople">> {
  return { eligibilityLeftToPeople, leftToPeople: [...eligibilityLeftToPeople, ...others] };
}

/** A version that goes on with the figures of a document that ended, until its successor is found. */
export function sampleAfter(document: string, note: string): Pick<Version, "status" | "source"> {
  const source: Source = {
    document: `示例：延续${document}的条件和标准`,
    clause: "适用对象和标准",
    inForceUntil: "not-stated",
    note: `${note}仅供示例，不作为正式依据。`,
  };
  return { status: "sample", source };
}

function dated<S extends About>(
  policyId: string,
  [first, ...rest]: readonly [Version<S, string>, ...Version<S, string>[]],
): [Version<S>, ...Version<S>[]] {
  return [datedVersion(policyId, first), ...rest.map((version) => datedVersion(policyId, version))];
}

function datedVersion<S extends About>(
  policyId: string,
  { from, until, ...version }: Version<S, string>,
): Version<S> {
  const where = `${policyId}, version ${version.id}`;
  return {
    ...version,
    from: dayOf(where, from),
    ...(until === undefined ? {} : { until: dayOf(where, until) }),
  };
}

function datedGap(policyId: string, { from, until, note }: Gap<string>): Gap<CivilDate> {
  const where = `${policyId}, gap from ${from}`;
  return { from: dayOf(where, from), until: dayOf(where, until), note };
}

function dayOf(where: string, text: string): CivilDate {
  const day = parseCivilDate(text);
  if (day !== undefined) return day;
  throw new RangeError(`${where}: “${text}” is no real day; write it as YYYY-MM-DD`);
}

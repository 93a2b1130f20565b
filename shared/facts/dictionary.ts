import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { DistrictCode } from "#shared/identity/districts.ts";
import { benefitFacts } from "./benefit-facts.ts";
import { employmentFacts } from "./employment-facts.ts";
import { enterpriseFacts } from "./enterprise-facts.ts";
import type { About, FactDefinition, FactType } from "./fact-definition.ts";
import { familyFacts } from "./family-facts.ts";
import { organisationFacts } from "./organisation-facts.ts";
import { personFacts } from "./person-facts.ts";
import { taxFacts } from "./tax-facts.ts";
import { utilityFacts } from "./utility-facts.ts";

/** The data dictionary: every fact that a rule may name. */
const dictionary = {
  ...personFacts,
  ...benefitFacts,
  ...organisationFacts,
  ...employmentFacts,
  ...utilityFacts,
  ...taxFacts,
  ...enterpriseFacts,
  ...familyFacts,
} as const satisfies Record<string, FactDefinition>;

export type { DistrictCode };

type Dictionary = typeof dictionary;

/** The name of a fact, without a period. */
export type FactName = keyof Dictionary;

/** A value as it is stored: a day as text, money and counts as integers. */
export type FactValue = boolean | number | string;

/** The facts about one kind of subject. */
export type FactNameAbout<S extends About> = {
  [N in FactName]: Dictionary[N]["about"] extends S ? N : never;
}[FactName];

/** The facts of one kind of type, e.g. "boolean". */
export type FactNameOfKind<K extends FactType["kind"]> = {
  [N in FactName]: Dictionary[N]["type"]["kind"] extends K ? N : never;
}[FactName];

/** The facts that exist once for each month or year. */
export type FactNameByPeriod<P extends "month" | "year"> = {
  [N in FactName]: Dictionary[N] extends { readonly period: P } ? N : never;
}[FactName];

/** The facts whose complete register says "none" of those it does not list. */
export type FactNameThatMayBeNone = {
  [N in FactName]: Dictionary[N]["absence"]["means"] extends "none" ? N : never;
}[FactName];

/** Whom a fact is about. */
export type AboutOf<N extends FactName> = Dictionary[N]["about"];

/** The values that a fact can have. */
export type ValueOf<N extends FactName> = ValueOfType<Dictionary[N]["type"]>;

type ValueOfType<T extends FactType> = T extends { readonly kind: "choice" }
  ? Extract<keyof T["values"], string>
  : T extends { readonly kind: "district" }
    ? DistrictCode | "elsewhere"
    : T extends { readonly kind: "boolean" }
      ? boolean
      : T extends { readonly kind: "integer" }
        ? number
        : T extends { readonly kind: "date" }
          ? CivilDate
          : string;

/** Every fact's name, in the order of the dictionary. */
export const factNames: readonly FactName[] = Object.keys(dictionary).filter(isFactName);

export function isFactName(text: string): text is FactName {
  return Object.hasOwn(dictionary, text);
}

/** The dictionary's entry, seen as any entry. */
export function definitionOf(name: FactName): FactDefinition {
  return dictionary[name];
}

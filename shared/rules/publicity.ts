import type { About } from "#shared/facts/fact-definition.ts";

/**
 * How somebody is named on a public list: companies in full; natural persons masked, or by a number alone that only they
 * can recognise.
 */
export type PublicNames = "in-full" | "masked" | "number-only";

/** 公示: money waits while a list is public. Only where the policy's own document demands it. */
export interface Publicity<Names extends PublicNames = PublicNames> {
  /** How long the list is public; the day on which it appears is not counted. */
  readonly workingDays: number;
  /** The document that demands it. */
  readonly document: string;
  readonly clause: string;
  readonly names: Names;
}

/** How those whom a version is about may be named at most. */
export type NamesOf<S extends About> = S extends "organisation"
  ? "in-full"
  : "masked" | "number-only";

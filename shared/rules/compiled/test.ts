import type { About } from "#shared/facts/fact-definition.ts";
import type { Condition, Count } from "#shared/rules/language/condition.ts";
import type { Verdict } from "#shared/rules/verdict.ts";
import type { FlatFacts, FlatSubject, Setting } from "./flat-facts.ts";

/** A verdict as a number, for speed. */
export const unmet = 0;
export const met = 1;
export const unknown = 2;
export type Code = typeof unmet | typeof met | typeof unknown;

const verdicts = ["unmet", "met", "unknown"] as const satisfies Record<Code, Verdict>;
export const verdictOfCode = (code: Code): Verdict => verdicts[code];
export const codeOf = (holds: boolean): Code => (holds ? met : unmet);

/** A condition as a closure over one subject's flat facts. */
export type Test = (facts: FlatFacts, relatives: FlatSubject["relatives"]) => Code;
/** A number as a closure; see `compileNumber` for what it can be besides an exact integer. */
export type Numeric = (facts: FlatFacts, relatives: FlatSubject["relatives"]) => number;

/** How the parts of a number are compiled that are conditions. */
export interface Compile {
  readonly condition: (condition: Condition, setting: Setting) => Test;
  readonly count: (count: Count<About>, setting: Setting) => Bounds;
}

/** The least and the most relatives of whom something holds; any number where they are not all known. */
export type Bounds = (members: readonly FlatFacts[] | undefined) => readonly [number, number];

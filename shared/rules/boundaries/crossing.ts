import {
  addDays,
  daysBetween,
  parseCivilDate,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import { startJudging, type Judging } from "#shared/rules/evaluating/judging.ts";
import { keyOn } from "#shared/rules/language/fact-reference.ts";
import { extremesOf } from "./candidates.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import {
  membersOf,
  nobody,
  readingsOfSubject,
  valueAt,
  withFact,
  withRelatives,
  type Address,
  type Said,
  type Subject,
} from "./subject.ts";
import type { Side, Threshold } from "./thresholds.ts";

/**
 * Two subjects that differ in one step over a threshold: a day, an integer, one relative more or less. Whatever else is
 * said of them is the same, so that `other` takes along what is said of one of them later.
 */
export interface Crossing {
  readonly from: Subject;
  readonly fromSide: "on" | "beyond";
  /** The one on the other side, of a subject that says what `from` says, and perhaps more. */
  readonly other: (subject: Subject) => Subject;
}

type Ordinal = number | CivilDate;

/** The crossings next to a subject, each by another of its facts; `from` is the subject itself or the nearest like it. */
export function crossingsNear(threshold: Threshold, subject: Subject, on: CivilDate): Crossing[] {
  const { place, counted } = threshold;
  if (counted !== undefined) return crossingsByNumber(threshold, counted, subject, on);
  const { relation } = place;
  if (relation === undefined) return crossingsOf(threshold, undefined, subject, on);
  const { length } = membersOf(subject, relation);
  return Array.from({ length }, (_, index) => index).flatMap((index) =>
    crossingsOf(threshold, index, subject, on),
  );
}

function crossingsOf(
  threshold: Threshold,
  index: number | undefined,
  subject: Subject,
  on: CivilDate,
): Crossing[] {
  const { relation } = threshold.place;
  const keys = rarestFirst(threshold.facts.map((reference) => keyOn(reference, on)));
  return keys.flatMap((key): Crossing[] => {
    const address: Address =
      relation === undefined || index === undefined ? { key } : { key, relation, index };
    const value = ordinal(valueAt(subject, address));
    if (value === undefined) return [];
    const at = (other: Ordinal) => (other === value ? subject : withFact(subject, address, other));
    const sideAt = (other: Ordinal) => sideOf(threshold, at(other), on, index);
    const crossing = (one: Ordinal, other: Ordinal): Crossing[] => {
      const fromSide = sideAt(one);
      if (!isPossible(key, other) || fromSide === undefined) return [];
      const otherSide = sideAt(other);
      if (otherSide === undefined || otherSide === fromSide) return [];
      return [{ from: at(one), fromSide, other: (its) => withFact(its, address, other) }];
    };
    const here = [stepped(value, -1), stepped(value, 1)].flatMap((next) => crossing(value, next));
    if (here.length > 0) return here;
    const side = sideAt(value);
    return extremesOf(key, on).flatMap((far) =>
      crossing(...bisect(value, far, (other) => sideAt(other) === side)),
    );
  });
}

/** Of an integer fact, the values beside which an answer becomes another; both neighbours of each turn. */
export function turningsOf(
  key: string,
  candidates: readonly Said[],
  answer: (value: number) => string,
  on: CivilDate,
): number[] {
  const known = [...candidates, ...extremesOf(key, on)].filter((one) => typeof one === "number");
  const ascending = [...new Set(known)].toSorted((a, b) => a - b);
  return ascending.slice(1).flatMap((high, index) => {
    const low = ascending[index] ?? high;
    const answerAtLow = answer(low);
    const pair = bisect(low, high, (value) => answer(Number(value)) === answerAtLow);
    return pair[0] === pair[1] ? [] : pair.map(Number);
  });
}

/** One relative more, or one less, whichever leads over the threshold. */
function crossingsByNumber(
  threshold: Threshold,
  relation: RelationName,
  subject: Subject,
  on: CivilDate,
): Crossing[] {
  const oneMore = (its: Subject) => {
    const members = membersOf(its, relation);
    return withRelatives(its, relation, [...members, members.at(-1) ?? nobody]);
  };
  const { length } = membersOf(subject, relation);
  const without = (left: number) => (its: Subject) => {
    const members = membersOf(its, relation);
    return withRelatives(
      its,
      relation,
      members.filter((_, index) => index !== left),
    );
  };
  const fromSide = sideOf(threshold, subject, on);
  if (fromSide === undefined) return [];
  const ways = [oneMore, ...Array.from({ length }, (_, index) => without(index))];
  return ways.flatMap((other): Crossing[] => {
    const otherSide = sideOf(threshold, other(subject), on);
    if (otherSide === undefined || otherSide === fromSide) return [];
    return [{ from: subject, fromSide, other }];
  });
}

function sideOf(threshold: Threshold, subject: Subject, on: CivilDate, index?: number): Side {
  const judging = judgingOf(threshold, startJudging(readingsOfSubject(subject), on), index);
  return judging === undefined ? undefined : threshold.sideOf(judging);
}

function judgingOf(
  { place: { relation } }: Threshold,
  judging: Judging,
  index: number | undefined,
): Judging | undefined {
  if (relation === undefined || index === undefined) return judging;
  return judging.related(relation).members[index];
}

/** Two neighbours, the first of which is still like `near` and the second like `far`; the same ones if all are alike. */
function bisect(
  near: Ordinal,
  far: Ordinal,
  isLikeNear: (value: Ordinal) => boolean,
): readonly [Ordinal, Ordinal] {
  if (isLikeNear(far)) return [near, near];
  let [like, unlike] = [near, far];
  for (let steps = distance(like, unlike); Math.abs(steps) > 1; steps = distance(like, unlike)) {
    const middle = stepped(like, Math.trunc(steps / 2));
    if (isLikeNear(middle)) like = middle;
    else unlike = middle;
  }
  return [like, unlike];
}

function stepped(value: Ordinal, steps: number): Ordinal {
  return typeof value === "number" ? value + steps : addDays(value, steps);
}

function distance(from: Ordinal, to: Ordinal): number {
  if (typeof from === "number" || typeof to === "number") return Number(to) - Number(from);
  return daysBetween(from, to);
}

function ordinal(value: unknown): Ordinal | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? parseCivilDate(value) : undefined;
}

/** Whether a steward could report it. */
function isPossible(key: string, value: Ordinal): boolean {
  const parsed = parseFactName(key);
  return parsed.ok && checkFactValue(definitionOf(parsed.name), value).ok;
}

/** What a ratio names once rather than what stands above and below its line: one more who stayed, not one more before. */
function rarestFirst(keys: readonly string[]): string[] {
  const times = (key: string) => keys.filter((one) => one === key).length;
  return [...new Set(keys)].toSorted((a, b) => times(a) - times(b));
}

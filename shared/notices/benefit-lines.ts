import type { DepartmentId } from "#shared/identity/departments.ts";
import { addFen } from "#shared/money/fen.ts";
import { type NoticeFacts, speakerOf } from "./notice-text.ts";

/** A benefit that is told together with others. */
export interface Benefit {
  readonly kind: "offer" | "announcement" | "continued";
  readonly facts: NoticeFacts;
}

/** Benefits of one policy, such as one for each person hired: one line for all of them. */
export interface BenefitLine extends Benefit {
  readonly count: number;
}

/** Who speaks: at most two departments, otherwise the one-stop platform for all of them. */
export function speakersOf(
  lines: readonly BenefitLine[],
  names: Readonly<Record<DepartmentId, string>>,
  and: string,
): string {
  const speakers = [...new Set(lines.map(({ facts }) => speakerOf(facts.policy)))];
  return speakers.length > 2
    ? names["government-services"]
    : speakers.map((one) => names[one]).join(and);
}

/** With more links than these a message is no longer read: then it leads to where all of them stand. */
export const mostLinks = 2;

/** One line for each policy; one for each benefit where each has its link. */
export function linesOf(all: readonly Benefit[], hasLinks: boolean): BenefitLine[] {
  // Two links lead to two things, also under one policy.
  if (hasLinks) return all.map((one) => ({ ...one, count: 1 }));
  return [...Map.groupBy(all, ({ kind, facts }) => `${kind} ${facts.policy.id}`).values()].flatMap(
    (of) => {
      const [first] = of;
      if (first === undefined) return [];
      const amounts = of.flatMap(({ facts }) => facts.amountFen ?? []);
      const amountFen = amounts.length === of.length ? addFen(...amounts) : null;
      return [{ ...first, facts: { ...first.facts, amountFen }, count: of.length }];
    },
  );
}

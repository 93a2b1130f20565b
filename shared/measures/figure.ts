import type { Policy } from "#shared/rules/policy.ts";
import type { Counts } from "./measure.ts";
import { type FigureName, figureNames, type Limit, limitsOf } from "./limits.ts";

/** One measured figure beside its bound. */
export interface Figure {
  readonly figure: FigureName;
  readonly count: number;
  /** Of how many; without it a count that stands for itself. */
  readonly of?: number;
  readonly limit: number;
  readonly unit: Limit["unit"];
  readonly order: Limit["order"];
  readonly passed: boolean;
  /** A sentence in plain Chinese. */
  readonly text: string;
}

/** Who scans at a venue is granted nothing that could be omitted, paid or objected to. */
const ofVisits: readonly FigureName[] = ["unknown", "pending"];

const allFigures = Object.keys(figureNames).filter(isFigureName);

function isFigureName(text: string): text is FigureName {
  return Object.hasOwn(figureNames, text);
}

/** The figures of a policy, each beside its bound of this kind; those without such a bound are left out. */
export function figuresOf(
  policy: Pick<Policy, "id" | "period">,
  counts: Counts,
  kind: "gate" | "halt",
  limits = limitsOf(policy.id),
): Figure[] {
  const names = policy.period === "visit" ? ofVisits : allFigures;
  return names.flatMap((name) => {
    const { order, unit, [kind]: limit } = limits[name];
    if (limit === undefined) return [];
    const measured = valueOf(name, counts);
    const passed = isWithin(measured, order, limit);
    const figure = { figure: name, ...measured, limit, unit, order, passed };
    return [{ ...figure, text: textOf(figure) }];
  });
}

function valueOf(name: FigureName, counts: Counts): Pick<Figure, "count" | "of"> {
  const { eligible, unknown, entitled, omitted, unfounded } = counts;
  switch (name) {
    case "unknown":
      return { count: unknown, of: eligible + unknown };
    case "objections":
      return { count: counts.objections, of: entitled };
    case "failures":
      return { count: counts.failed, of: counts.settled };
    case "omissions":
      return { count: omitted + unfounded, of: entitled + omitted };
    case "benefited":
    case "pending":
      return { count: counts[name] };
  }
  return name satisfies never;
}

/** Exact: no share is rounded before it is compared. */
function isWithin(
  { count, of }: Pick<Figure, "count" | "of">,
  order: Limit["order"],
  limit: number,
) {
  const value = of === undefined ? count : count * 10_000;
  const bound = of === undefined ? limit : limit * of;
  return order === "atMost" ? value <= bound : value >= bound;
}

function textOf({ figure, count, of, limit, order }: Omit<Figure, "text">): string {
  const bound = of === undefined ? String(limit) : `${limit / 100}%`;
  const measured = of === undefined ? String(count) : `${count}/${of}`;
  return `${figureNames[figure]}：${measured}，${order === "atMost" ? "不得高于" : "不得低于"}${bound}`;
}

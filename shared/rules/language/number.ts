import type { About } from "#shared/facts/fact-definition.ts";
import type {
  Condition,
  Constant,
  Difference,
  NumberChoice,
  NumberExpression,
  Sum,
} from "./condition.ts";

export function constant(value: number): Constant {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return { kind: "constant", value };
}

export function sum<S extends About>(...parts: readonly NumberExpression<S>[]): Sum<S> {
  return { kind: "sum", parts };
}

export function difference<S extends About>(
  from: NumberExpression<S>,
  less: NumberExpression<NoInfer<S>>,
): Difference<S> {
  return { kind: "difference", from, less };
}

/** A number, or a condition's choice of two. */
export function choose<S extends About>(choice: {
  readonly when: Condition<S>;
  readonly use: NumberExpression<S>;
  readonly otherwise: NumberExpression<S>;
}): NumberChoice<S> {
  return { kind: "choice", ...choice };
}

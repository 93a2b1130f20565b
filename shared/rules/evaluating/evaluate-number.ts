import type { Judging } from "./judging.ts";
import type { NumberExpression, Share, ShareExpression } from "#shared/rules/language/condition.ts";
import type { Evaluate } from "./outcome.ts";
import { readInteger, type Typed } from "./typed-value.ts";

/** The number on the judged day. A part that does not exist makes the whole not exist. */
export function evaluateNumber(
  expression: NumberExpression,
  judging: Judging,
  evaluate: Evaluate,
): Typed<bigint> {
  switch (expression.kind) {
    case "constant":
      return { state: "value", value: BigInt(expression.value) };
    case "fact":
      return readInteger(judging, expression);
    case "sum":
      return combine(
        expression.parts.map((part) => evaluateNumber(part, judging, evaluate)),
        (values) => values.reduce((total, value) => total + value, 0n),
      );
    case "difference":
      return combine(
        [expression.from, expression.less].map((part) => evaluateNumber(part, judging, evaluate)),
        ([from = 0n, less = 0n]) => from - less,
      );
    case "choice": {
      const { verdict, missing } = evaluate(expression.when, judging);
      // What stands behind an open question is asked for once the question is settled.
      if (verdict === "unknown") return { state: "unknown", missing };
      const chosen = verdict === "met" ? expression.use : expression.otherwise;
      return evaluateNumber(chosen, judging, evaluate);
    }
  }
  return expression satisfies never;
}

/** The share on the judged day. */
export function evaluateShare(
  expression: ShareExpression,
  judging: Judging,
  evaluate: Evaluate,
): Typed<Share> {
  if (expression.kind === "share") return { state: "value", value: expression };
  const { verdict, missing } = evaluate(expression.when, judging);
  if (verdict === "unknown") return { state: "unknown", missing };
  const chosen = verdict === "met" ? expression.use : expression.otherwise;
  return evaluateShare(chosen, judging, evaluate);
}

function combine(
  parts: readonly Typed<bigint>[],
  compute: (values: readonly bigint[]) => bigint,
): Typed<bigint> {
  const values: bigint[] = [];
  const missing: string[] = [];
  let isNone = false;
  for (const part of parts) {
    if (part.state === "value") values.push(part.value);
    if (part.state === "unknown") missing.push(...part.missing);
    if (part.state === "none") isNone = true;
  }
  if (isNone) return { state: "none" };
  if (missing.length > 0) return { state: "unknown", missing };
  return { state: "value", value: compute(values) };
}

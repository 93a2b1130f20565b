import { fen, type Fen } from "#shared/money/fen.ts";
import type { Amount } from "#shared/rules/language/amount.ts";
import { evaluate } from "./evaluate.ts";
import { evaluateNumber } from "./evaluate-number.ts";
import type { Judging } from "./judging.ts";

/** What a subject would get: money (0 fen: nothing to grant), a benefit in words, or not known. */
export type AmountOutcome =
  | { readonly state: "money"; readonly amountFen: Fen }
  | { readonly state: "benefit"; readonly text: string }
  | { readonly state: "unknown"; readonly missing: readonly string[] };

/**
 * The amount on the judged day; one that does not exist or falls below nought is nothing to grant. Throws RangeError for
 * an amount that is no safe integer.
 */
export function evaluateAmount(amount: Amount, judging: Judging): AmountOutcome {
  if (amount.kind === "none") return { state: "benefit", text: amount.benefit };
  const read = evaluateNumber(amount.amountFen, judging, evaluate);
  if (read.state === "unknown") return read;
  return {
    state: "money",
    amountFen: fen(read.state === "none" ? 0 : Math.max(0, Number(read.value))),
  };
}

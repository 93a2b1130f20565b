import { ageOn, reachesAgeOn } from "#shared/calendar/age.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { fen, type Fen } from "#shared/money/fen.ts";
import { proportionOf } from "#shared/money/proportion.ts";
import type { Amount, AmountByAge, ProportionOfFact } from "#shared/rules/language/amount.ts";
import { evaluate } from "./evaluate.ts";
import { evaluateShare } from "./evaluate-number.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import type { Judging } from "./judging.ts";
import { readDay, readInteger } from "./typed-value.ts";

/** What a subject would get: money (0 fen: nothing to grant), a benefit in words, or not known. */
export type AmountOutcome =
  | { readonly state: "money"; readonly amountFen: Fen }
  | { readonly state: "benefit"; readonly text: string }
  | { readonly state: "unknown"; readonly missing: readonly string[] };

/** The amount on the judged day. */
export function evaluateAmount(amount: Amount, judging: Judging): AmountOutcome {
  switch (amount.kind) {
    case "fixed":
      return { state: "money", amountFen: amount.amountFen };
    case "byAge":
      return amountByAge(amount, judging);
    case "proportion":
      return amountByProportion(amount, judging);
    case "none":
      return { state: "benefit", text: amount.benefit };
  }
  return amount satisfies never;
}

function amountByAge({ bands }: AmountByAge, judging: Judging): AmountOutcome {
  const birth = readDay(judging, fact("birthDate"));
  if (birth.state === "unknown") return birth;
  if (birth.state === "none") return nothing;
  for (const [fromAge] of bands) judging.mayChangeOn(reachesAgeOn(birth.value, fromAge));
  return { state: "money", amountFen: bandAmount(bands, birth.value, judging.on) };
}

function bandAmount(bands: AmountByAge["bands"], birth: CivilDate, on: CivilDate): Fen {
  const age = ageOn(birth, on);
  return bands.findLast(([fromAge]) => fromAge <= age)?.[1] ?? nothing.amountFen;
}

function amountByProportion(
  { of, share, rounding }: ProportionOfFact,
  judging: Judging,
): AmountOutcome {
  const whole = readInteger(judging, of);
  const part = evaluateShare(share, judging, evaluate);
  if (whole.state === "none" || part.state === "none") return nothing;
  if (whole.state === "unknown" || part.state === "unknown") {
    const missing = [whole, part].flatMap((read) => (read.state === "unknown" ? read.missing : []));
    return { state: "unknown", missing };
  }
  const { numerator, denominator } = part.value;
  return {
    state: "money",
    amountFen: proportionOf(fen(Number(whole.value)), numerator, denominator, rounding.mode),
  };
}

const nothing = { state: "money", amountFen: fen(0) } as const;

import { perYear, type MoneyAmount } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { is } from "#shared/rules/language/compare.ts";
import type { ShareExpression } from "#shared/rules/language/condition.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { toTheFen } from "./rounding.ts";

/** A share of the unemployment premiums that were paid in fact last year, by the firm and its staff. */
export function refundOfPremiums(
  share: ShareExpression<"organisation">,
): MoneyAmount<"organisation"> {
  return perYear(proportionOf(share, fact("unemploymentPremiumPaidFen", lastYear), toTheFen));
}

/** A percentage for large firms and one for all others, by the size class that the department recorded. */
export function bySize(large: string, others: string) {
  return choose({
    when: is("sizeClass", "large"),
    use: percent(large),
    otherwise: percent(others),
  });
}

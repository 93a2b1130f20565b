import { atLeast, atMost, dateOnOrAfter, firstOfMonth } from "#shared/rules/language/compare.ts";
import type {
  Condition,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear, monthOfYear } from "#shared/rules/language/fact-reference.ts";
import { all, cases, not, ratioAtMost } from "#shared/rules/language/logic.ts";
import { choose, constant, difference, sum } from "#shared/rules/language/number.ts";
import { tiered } from "#shared/rules/language/share.ts";

/**
 * 裁员率 = 1 −（上年12月参保人数 + 上年自然减员）÷ 前年12月参保人数. Firms insured for less than a year take their first
 * insured month of last year as the denominator.
 */
const headcountBefore = fact("insuredHeadcount", decemberOf(-2));
const headcountAfter = fact("insuredHeadcount", decemberOf(-1));
const attrition = fact("naturalAttrition", lastYear);

const headcountIn = (month: number) => fact("insuredHeadcount", monthOfYear(month, -1));
const establishedAfterMonth = (month: number) =>
  dateOnOrAfter("establishedOn", firstOfMonth(month + 1, -1));

type OrganisationNumber = NumberExpression<"organisation">;
type OrganisationCondition = Condition<"organisation">;

/**
 * The headcount of the first month of last year of which `isInsured` holds, 0 when there is none. A month of which
 * that is not known makes the number unknown, for it could be the first.
 */
function headcountOfFirstMonth(
  isInsured: (month: number) => OrganisationCondition,
  month = 1,
): OrganisationNumber {
  if (month > 12) return constant(0);
  return choose({
    when: isInsured(month),
    use: headcountIn(month),
    otherwise: headcountOfFirstMonth(isInsured, month + 1),
  });
}

const firstReported = headcountOfFirstMonth((month) => atLeast(headcountIn(month), 1));

/** Of the months that ended before the firm was established nothing needs to be reported. */
const firstSinceEstablished = headcountOfFirstMonth((month) =>
  all(not(establishedAfterMonth(month)), atLeast(headcountIn(month), 1)),
);

/** 30人（含）以下: the tier is measured on the rate's own denominator; the sources name no other day for it. */
const smallFirmHeadcount = 30;

interface LayoffLimits {
  /** For firms whose denominator is at most thirty. */
  readonly small: ShareExpression<"organisation">;
  readonly others: ShareExpression<"organisation">;
}

/** The layoff rate is within its limits. */
export function layoffRateWithin({ small, others }: LayoffLimits): OrganisationCondition {
  const measuredOn = (denominator: OrganisationNumber): OrganisationCondition =>
    ratioAtMost({
      name: "裁员率",
      dividend: difference(denominator, sum(headcountAfter, attrition)),
      divisor: denominator,
      limit: tiered({
        when: atMost(denominator, smallFirmHeadcount),
        use: small,
        otherwise: others,
      }),
    });
  return cases(
    { when: atLeast(headcountBefore, 1), demand: measuredOn(headcountBefore) },
    { when: atMost(headcountBefore, 0), demand: measuredOn(firstReported) },
    {
      when: dateOnOrAfter("establishedOn", firstOfMonth(1, -1)),
      demand: measuredOn(firstSinceEstablished),
    },
  );
}

import { atLeast, atMost, dateOnOrAfter, firstOfMonth } from "#shared/rules/language/compare.ts";
import type {
  Case,
  Condition,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";
import { decemberOf, fact, lastYear, monthOfYear } from "#shared/rules/language/fact-reference.ts";
import { all, cases, not, ratioAtMost, worded } from "#shared/rules/language/logic.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { constant, difference, sum } from "#shared/rules/language/number.ts";

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

/** One way of measuring: when it applies, by which denominator, and who counts as small. */
interface Measure {
  readonly applies: OrganisationCondition;
  readonly denominator: OrganisationNumber;
  readonly isSmall: OrganisationCondition;
}

/** 30人（含）以下: the tier is measured on the rate's own denominator; the sources name no other day for it. */
function measure(applies: OrganisationCondition, denominator: OrganisationNumber): Measure {
  return { applies, denominator, isSmall: atMost(denominator, 30) };
}

const onDecember = measure(atLeast(headcountBefore, 1), headcountBefore);
const onFirstReported = measure(atMost(headcountBefore, 0), firstReported);
const onFirstSinceEstablished = measure(
  dateOnOrAfter("establishedOn", firstOfMonth(1, -1)),
  firstSinceEstablished,
);

interface LayoffLimits {
  /** For firms whose denominator is at most thirty. */
  readonly small: ShareExpression<"organisation">;
  readonly others: ShareExpression<"organisation">;
}

/** The layoff rate is within its limit, or limits by size; `clause` says them as the policy does. */
export function layoffRateWithin(
  clause: string,
  limits: LayoffLimits | ShareExpression<"organisation">,
): OrganisationCondition {
  const limitFor = (isSmall: OrganisationCondition) =>
    "small" in limits
      ? choose({ when: isSmall, use: limits.small, otherwise: limits.others })
      : limits;
  const within = ({ applies, denominator, isSmall }: Measure): Case<"organisation"> => ({
    when: applies,
    demand: ratioAtMost({
      name: "裁员率",
      dividend: difference(denominator, sum(headcountAfter, attrition)),
      divisor: denominator,
      limit: limitFor(isSmall),
    }),
  });
  const retained = cases(
    within(onDecember),
    within(onFirstReported),
    within(onFirstSinceEstablished),
  );
  return worded({ clause }, retained);
}

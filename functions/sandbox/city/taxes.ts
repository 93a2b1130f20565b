import { addMonths, monthOf, yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { headcountOf, type SampleOrganisation } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Report } from "./reports.ts";

const mostSmallScaleSalesFen = 500_000_000 / 12;

/** What an organisation's returns of this year have told the tax office. */
export function taxesOf(random: Random, today: CivilDate, one: SampleOrganisation): Report {
  const isSmallScale = random.chance(smallScaleShare(one));
  const heads = headcountOf(one);
  const salesFen = Math.min(heads * random.integer(4_000_00, 18_000_00), mostSmallScaleSalesFen);
  const dueFen = heads * random.integer(30_00, 150_00);
  const isFiled = !random.chance(0.04);
  const months = monthsOfTheYear(today).filter(
    (month, index, all) =>
      (isFiled || index < all.length - 1) &&
      (one.deregisteredOn === undefined || month < monthOf(one.deregisteredOn)),
  );
  const figures = months.flatMap((month): [string, number][] => {
    const season = 0.85 + random.next() * 0.3;
    const sales = Math.round(salesFen * season);
    // Surcharges on a tax of one per cent, and the stamp duty.
    const due = isSmallScale ? Math.round(sales * 0.0009) : Math.round(dueFen * season);
    return [
      ...(isSmallScale ? [[`taxableSalesFen@${month}`, sales] as [string, number]] : []),
      [`sixTaxesTwoFeesDueFen@${month}`, due],
    ];
  });
  const kind = isSmallScale ? "small-scale" : "general";
  return {
    vatTaxpayerKind: random.chance(0.03) ? undefined : kind,
    smallLowProfit: smallLowProfit(random, one),
    ...Object.fromEntries(figures),
    ...researchSpend(random, today, one),
  };
}

/** Up to last month, whose taxes have been filed by now; in January those of the year that has ended. */
export function monthsOfTheYear(today: CivilDate): string[] {
  const last = addMonths(today, -1);
  return Array.from({ length: Number(last.slice(5, 7)) }, (_, index) =>
    monthOf(addMonths(last, -index)),
  ).toReversed();
}

function smallScaleShare({ id, sizeClass }: SampleOrganisation): number {
  if (sizeClass === "medium" || sizeClass === "large") return 0;
  if (id.startsWith("92")) return 0.95;
  return sizeClass === "small" ? 0.3 : 0.7;
}

/** By the annual settlement of income tax; a partnership of lawyers is no enterprise, and of a few it is not done yet. */
function smallLowProfit(random: Random, { id, sizeClass }: SampleOrganisation) {
  if (id.startsWith("92") || random.chance(0.03)) return undefined;
  if (id.startsWith("31") || sizeClass === "large") return false;
  return random.chance(sizeClass === "medium" ? 0.1 : 0.92);
}

/** Software, machines and biology declare what they spend on research. */
function researchSpend(random: Random, today: CivilDate, one: SampleOrganisation): Report {
  if (!isResearching(one) || !random.chance(0.5)) return {};
  const spentFen = headcountOf(one) * random.integer(5_000_00, 40_000_00);
  const year = yearOf(today);
  return {
    [`researchSpendFen@${year - 1}`]: spentFen,
    [`researchSpendFen@${year - 2}`]: Math.round(spentFen * (0.6 + random.next() * 0.5)),
  };
}

const researching: ReadonlySet<string> = new Set(["6513", "3484", "2761"]);

/** Whether it is of a trade that spends on research. */
export function isResearching({ id, industry }: SampleOrganisation): boolean {
  return id.startsWith("91") && researching.has(industry);
}

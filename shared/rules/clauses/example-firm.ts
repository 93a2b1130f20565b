import { met, unmet, unknown, type ExampleFacts, type ExampleRow } from "#shared/rules/example.ts";

interface FirmFigures {
  /** Insured in December of the year before, and of the year itself. */
  readonly before?: number;
  readonly after?: number;
  /** Insured in January of the year, where that is reported too. */
  readonly january?: number;
  /** The day in the year on which it was established; then nothing before is reported. */
  readonly established?: string;
  /** Insured in the month of that day. */
  readonly first?: number;
  /** Retired or dead in the year. */
  readonly lost?: number | "missing";
  readonly size?: "micro" | "small" | "medium" | "large" | "missing";
  readonly paidFen?: number;
}

/** Example firms by a year's figures; without other ones 200 people stay, and 12,000 yuan of premiums were paid. */
export function firmsOf(year: number): (figures?: FirmFigures) => ExampleFacts {
  return ({
    before = 200,
    after = 200,
    january,
    established,
    first,
    lost = 0,
    size = "small",
    paidFen = 12_000_00,
  } = {}) => ({
    sizeClass: size,
    ...(established === undefined
      ? { [`insuredHeadcount@${year - 1}-12`]: before }
      : { establishedOn: established }),
    ...(january === undefined ? {} : { [`insuredHeadcount@${year}-01`]: january }),
    ...(first === undefined || established === undefined
      ? {}
      : { [`insuredHeadcount@${established.slice(0, 7)}`]: first }),
    [`insuredHeadcount@${year}-12`]: after,
    [`naturalAttrition@${year}`]: lost,
    [`unemploymentPremiumPaidFen@${year}`]: paidFen,
  });
}

/**
 * By which denominator the layoff rate is measured, both sides of each threshold: 20% up to thirty people, 5.5% above.
 * `year` is the year of the figures; whoever is within the limits gets `refundFen`.
 */
export function denominatorExamples(year: number, on: string, refundFen: number): ExampleRow[] {
  const firm = firmsOf(year);
  const granted = met(refundFen);
  const newYear = firm({ established: `${year + 1}-01-01` });
  const newYearsEve = firm({ established: `${year}-12-31` });
  const of40 = { after: 38, first: 40 };
  const sinceNewYearsEve = { january: 40, after: 38, established: `${year - 1}-12-31` };
  return [
    ["当年元旦成立，上年没有参保", on, newYear, unmet()],
    ["上年最后一天成立，年末200人", on, newYearsEve, granted],
    ["前年与上年年末都是1人", on, firm({ before: 1, after: 1 }), granted],
    ["30人余24人，正好20%", on, firm({ before: 30, after: 24 }), granted],
    ["30人余23人，超过20%", on, firm({ before: 30, after: 23 }), unmet()],
    ["31人余25人，按5.5%衡量", on, firm({ before: 31, after: 25 }), unmet()],
    ["前年年末1人，不看一月", on, firm({ before: 1, january: 31, after: 25 }), granted],
    ["前年年末0人，一月30人余24人", on, firm({ before: 0, january: 30, after: 24 }), granted],
    ["前年年末0人，一月31人余25人", on, firm({ before: 0, january: 31, after: 25 }), unmet()],
    ["上年元旦成立，40人余38人", on, firm({ ...of40, established: `${year}-01-01` }), granted],
    [
      "前年最后一天成立，年末人数未报",
      on,
      firm(sinceNewYearsEve),
      unknown(`insuredHeadcount@${year - 1}-12`),
    ],
    ["五月一日成立，40人余38人", on, firm({ ...of40, established: `${year}-05-01` }), granted],
    [
      "四月三十日成立，40人余37人",
      on,
      firm({ established: `${year}-04-30`, first: 40, after: 37 }),
      unmet(),
    ],
  ];
}

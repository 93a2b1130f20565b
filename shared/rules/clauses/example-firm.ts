import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
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
 * The layoff rate by each denominator, on both sides of 5.5%. `year` is the year of the figures; whoever is within the
 * limit gets `grantedFen`.
 */
export function layoffExamples(year: number, on: string, grantedFen: number): ExampleRow[] {
  const firm = firmsOf(year);
  const granted = met(grantedFen);
  const newYear = firm({ established: `${year + 1}-01-01` });
  const newYearsEve = firm({ established: `${year}-12-31` });
  const none = { ...firm({ before: 0, january: 0 }), establishedOn: "2015-01-01" };
  const of40 = { after: 38, first: 40 };
  const sinceNewYearsEve = { january: 40, after: 38, established: `${year - 1}-12-31` };
  const rows: readonly ExampleRow[] = [
    ["200人余189人，正好5.5%", on, firm({ after: 189 }), granted],
    ["200人余188人，6%", on, firm({ after: 188 }), unmet()],
    ["减员未报时等待", on, firm({ lost: "missing" }), unknown(`naturalAttrition@${year}`)],
    ["次年元旦成立，当年没有参保", on, newYear, unmet()],
    ["最后一天成立，年末200人", on, newYearsEve, granted],
    ["上年与当年年末都是1人", on, firm({ before: 1, after: 1 }), granted],
    ["上年年末1人，不看一月", on, firm({ before: 1, january: 31, after: 25 }), granted],
    ["上年年末0人，一月40人余38人", on, firm({ before: 0, january: 40, after: 38 }), granted],
    ["上年年末0人，一月31人余25人", on, firm({ before: 0, january: 31, after: 25 }), unmet()],
    ["上年年末和一月都是0人，二月未报时等待", on, none, unknown(`insuredHeadcount@${year}-02`)],
    ["当年元旦成立，40人余38人", on, firm({ ...of40, established: `${year}-01-01` }), granted],
    [
      "上年最后一天成立，年末人数未报",
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
  return rows.map((row) => named(year, row));
}

/** The same, where firms of up to thirty people may lay off 20%, on both sides of both figures, and the size counts. */
export function sizedExamples(year: number, on: string, grantedFen: number): ExampleRow[] {
  const firm = firmsOf(year);
  const granted = met(grantedFen);
  const rows: readonly ExampleRow[] = [
    ["30人余24人，正好20%", on, firm({ before: 30, after: 24 }), granted],
    ["30人余23人，超过20%", on, firm({ before: 30, after: 23 }), unmet()],
    ["31人余25人，按5.5%衡量", on, firm({ before: 31, after: 25 }), unmet()],
    ["上年年末0人，一月30人余24人", on, firm({ before: 0, january: 30, after: 24 }), granted],
    ["划型不明时等待", on, firm({ size: "missing" }), unknown("sizeClass")],
  ];
  return [...layoffExamples(year, on, grantedFen), ...rows.map((row) => named(year, row))];
}

/** Registered until the day before it is struck off; `facts` are those of one who is granted `grantedFen`. */
export function registeredExamples(
  on: string,
  facts: ExampleFacts,
  grantedFen: number,
): ExampleRow[] {
  const dayAfter = addDays(civilDate(on), 1);
  return [
    ["当日注销", on, { ...facts, deregisteredOn: on }, unmet()],
    ["注销前一天", on, { ...facts, deregisteredOn: dayAfter }, met(grantedFen)],
  ];
}

/** Registered, insured at the end of the year of the figures, and on no list of dishonesty. */
export function standingExamples(year: number, on: string, grantedFen: number): ExampleRow[] {
  const firm = firmsOf(year);
  return [
    ...registeredExamples(on, firm(), grantedFen),
    ["年末已无人参保", on, firm({ after: 0, lost: 200 }), unmet()],
    ["严重失信", on, { ...firm(), seriousDishonesty: true }, unmet()],
  ];
}

const named = (year: number, [name, ...row]: ExampleRow): ExampleRow => [
  `${year}年，${name}`,
  ...row,
];

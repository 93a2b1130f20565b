import { met, unmet, type ExampleFacts, type ExampleRow } from "#shared/rules/example.ts";

type Hire = (employedSince: string, other?: ExampleFacts) => ExampleFacts;

/** Example employers by the one person whom they hired on a day, and what is different about that person. */
export function hiresOf(usual: ExampleFacts): Hire {
  return (employedSince, other = {}) => ({ employee: [{ employedSince, ...usual, ...other }] });
}

/** Of graduates of a year the first and the last, and those of the day before and after. They were hired in its summer. */
export function graduationExamples(year: number, hire: Hire, grantedFen: number): ExampleRow[] {
  const on = `${year}-12-01`;
  const graduatedOn = (day: string) => hire(`${year}-07-01`, { graduatedOn: day });
  return [
    [`${year}年元旦毕业`, on, graduatedOn(`${year}-01-01`), met(grantedFen)],
    [`${year - 1}年最后一天毕业`, on, graduatedOn(`${year - 1}-12-31`), unmet()],
    [`${year}年最后一天毕业`, on, graduatedOn(`${year}-12-31`), met(grantedFen)],
    [`${year + 1}年元旦毕业`, on, graduatedOn(`${year + 1}-01-01`), unmet()],
  ];
}

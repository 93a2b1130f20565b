import { ageOn } from "#shared/calendar/age.ts";
import { civilDate, type CivilDate, monthOf, yearOf } from "#shared/calendar/civil-date.ts";
import { type Content, person } from "./content.ts";
import type { SamplePerson } from "./person.ts";
import type { Random } from "./random.ts";

/** Who receives the senior allowance through the older system, until the end of this month 存量. */
export interface SampleExisting {
  readonly one: SamplePerson;
  readonly amountFen: number;
  readonly appliedOn: CivilDate;
}

/** Yuan a month by age, as the older system pays. */
const bands = [
  [100, 600],
  [90, 350],
  [80, 180],
  [70, 150],
  [65, 75],
] as const;

/**
 * A few elders of the city: most rightly, one in ten another amount, and some who have moved their household away. So a
 * shadow run has something to find.
 */
export function sampleExisting(
  random: Random,
  people: readonly SamplePerson[],
  today: CivilDate,
): SampleExisting[] {
  return people.flatMap((one): SampleExisting[] => {
    const age = ageOn(one.birthDate, today);
    const yuan = bands.find(([from]) => age > from)?.[1];
    const isPaid = random.chance(one.hukouDistrict === "elsewhere" ? 0.08 : 0.06);
    const isWrong = random.chance(0.1);
    const year = random.integer(2016, yearOf(today) - 1);
    if (yuan === undefined || one.hukouDistrict === undefined || !isPaid) return [];
    const amountFen = (isWrong ? yuan + 30 : yuan) * 100;
    return [{ one, amountFen, appliedOn: civilDate(`${year}-09-01`) }];
  });
}

/** As the lead department reports it before the start: paid from January until this month, and applied for there. */
export function existingCase(
  { one, amountFen, appliedOn }: SampleExisting,
  serial: number,
  today: CivilDate,
): Content {
  return {
    type: "case.reported.v1",
    data: {
      subject: person(one),
      policy: "senior-comprehensive-allowance",
      period: `${yearOf(today)}-01`,
      through: monthOf(today),
      channel: "legacy",
      state: "paid",
      amountFen,
      caseNumber: `LNZHJT-${String(serial + 1).padStart(5, "0")}`,
      consentedOn: appliedOn,
    },
  };
}

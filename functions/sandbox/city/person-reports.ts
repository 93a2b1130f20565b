import { ageOn } from "#shared/calendar/age.ts";
import { addDays, addMonths, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { SamplePerson } from "./person.ts";
import type { Random } from "./random.ts";
import type { Reports } from "./reports.ts";
import { studyOf } from "./study.ts";

/** What departments tell of a person's study, work, family and hardship. */
export function reportsOfPerson(random: Random, today: CivilDate, one: SamplePerson): Reports {
  const age = ageOn(one.birthDate, today);
  const isLocal = one.hukouDistrict !== undefined && one.hukouDistrict !== "elsewhere";
  const childless =
    isLocal && age >= 45 && one.oneChildCertificate === false && random.chance(0.04);
  return {
    education: studyOf(random, today, age, one),
    "human-resources": { pensionStatus: pensionStatus(random, age, one) },
    health: { establishedChildless: childless || undefined },
    "civil-affairs": {
      extremePovertySupport:
        ((age >= 60 || one.disability !== undefined) && random.chance(0.006)) || undefined,
      firstMarriedOn: marriage(random, today, age, one, childless),
    },
    "disabled-persons-federation": {
      longTermCareNeeded: longTermCareNeeded(random, one),
      disabledFamilyInHardship: (one.disability !== undefined && random.chance(0.12)) || undefined,
    },
  };
}

/** Of the basic pension insurance for employees; the others are in that of residents, or in none. */
function pensionStatus(
  random: Random,
  age: number,
  { sex, retiredOn, studentStatus }: SamplePerson,
): "contributing" | "drawing" | undefined {
  if (retiredOn !== undefined) return random.chance(0.95) ? "drawing" : undefined;
  if (sex === "female" && age >= 55 && age < 60) return random.chance(0.85) ? "drawing" : undefined;
  const isOfWorkingAge = age >= 18 && age < 60 && studentStatus === undefined;
  return isOfWorkingAge && random.chance(0.75) ? "contributing" : undefined;
}

/** Only the severely disabled are assessed, and not all of them yet. */
function longTermCareNeeded(random: Random, { disability }: SamplePerson): boolean | undefined {
  if (disability === undefined) return undefined;
  const { grade, category } = disability;
  const isOfTheMind = category === 5 || category === 6;
  if (grade > (isOfTheMind ? 3 : 2) || random.chance(0.12)) return undefined;
  return random.chance(grade === 1 ? 0.8 : 0.5);
}

/** Few marriages have been taken over from paper; those of whom much hangs on it have been looked up. */
function marriage(
  random: Random,
  today: CivilDate,
  age: number,
  { birthDate }: SamplePerson,
  wasLookedUp: boolean,
): CivilDate | undefined {
  if (age < 25 || !random.chance(wasLookedUp ? 0.85 : age <= 60 ? 0.2 : 0)) return undefined;
  const day = addDays(addMonths(birthDate, 12 * random.integer(22, 32)), random.integer(0, 364));
  return day < today ? day : undefined;
}

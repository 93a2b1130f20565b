import { addMonths, civilDate, yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { SamplePerson } from "./person.ts";
import type { Random } from "./random.ts";
import type { Report } from "./reports.ts";

/** What schools and universities have registered: of students how they study, of others their latest diploma. */
export function studyOf(
  random: Random,
  today: CivilDate,
  age: number,
  { birthDate, studentStatus, hukouDistrict, disability }: SamplePerson,
): Report {
  switch (studentStatus) {
    case "university":
      return {
        ...finalYear(random, age >= 21),
        studentLoan: random.chance(0.15) || undefined,
        familyLiftedFromPoverty: (hukouDistrict === "elsewhere" && random.chance(0.1)) || undefined,
      };
    case "secondary":
      return {
        // Vocational schools graduate at about seventeen.
        ...finalYear(random, age === 17 && random.chance(0.3)),
        specialEducationClass:
          (disability !== undefined || random.chance(0.01)) && age >= 15 ? true : undefined,
      };
    case "primary":
    case "none":
    case undefined:
      return age >= 21 && age <= 30 && random.chance(0.55) ? diploma(random, today, birthDate) : {};
  }
  return studentStatus satisfies never;
}

function finalYear(random: Random, isInFinalYear: boolean): Report {
  if (!isInFinalYear) return {};
  return { finalYearStudent: true, admittedToFurtherStudy: random.chance(0.25) || undefined };
}

/** At twenty-two, or at twenty-five with a master's degree; nobody graduates in the future. */
function diploma(random: Random, today: CivilDate, birthDate: CivilDate): Report {
  const year = yearOf(addMonths(birthDate, 12 * (random.chance(0.2) ? 25 : 22)));
  const graduatedOn = civilDate(`${year}-06-30`);
  if (graduatedOn > today) return {};
  return { graduatedOn, graduatedInShanghai: random.chance(0.7) || undefined };
}

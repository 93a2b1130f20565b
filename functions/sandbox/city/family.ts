import { ageOn } from "#shared/calendar/age.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { SamplePerson } from "./person.ts";
import type { Random } from "./random.ts";

/** A child of the sample city and those of its parents who live there, too. */
export interface SampleFamily {
  readonly child: SamplePerson;
  readonly parents: readonly SamplePerson[];
}

const [youngestParent, oldestParent] = [22, 40];

/** Gives the city's children parents among its people; who has a one-child certificate is nobody's parent twice. */
export function sampleFamilies(
  random: Random,
  people: readonly SamplePerson[],
  today: CivilDate,
): SampleFamily[] {
  const taken = new Set<SamplePerson>();
  return people
    .filter(({ birthDate }) => ageOn(birthDate, today) < 18)
    .map((child) => {
      const age = ageOn(child.birthDate, today);
      const parentOf = (sex: SamplePerson["sex"]): SamplePerson[] => {
        const possible = people.filter((one) => {
          const years = ageOn(one.birthDate, today) - age;
          const isFree = !taken.has(one) || !one.oneChildCertificate;
          return one.sex === sex && years >= youngestParent && years <= oldestParent && isFree;
        });
        // Some parents live elsewhere, or were never reported.
        if (possible.length === 0 || random.chance(0.1)) return [];
        const parent = random.pick(possible);
        taken.add(parent);
        return [parent];
      };
      return { child, parents: [...parentOf("female"), ...parentOf("male")] };
    })
    .filter(({ parents }) => parents.length > 0);
}

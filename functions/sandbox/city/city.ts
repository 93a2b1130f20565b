import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { sampleFamilies, type SampleFamily } from "./family.ts";
import { residentNumbers } from "./numbers.ts";
import { sampleOrganisation, type SampleOrganisation } from "./organisation.ts";
import { samplePerson, telltaleBirthDates, type SamplePerson } from "./person.ts";
import { seededRandom } from "./random.ts";

/** A city of fictional people and organisations, shaped like Shanghai by the census of 2020. */
export interface SampleCity {
  readonly people: readonly SamplePerson[];
  readonly families: readonly SampleFamily[];
  readonly organisations: readonly SampleOrganisation[];
}

const seed = 20_220_308;

/** The sample city as it stands on a day; the same day gives the same city. */
export function sampleCity(
  today: CivilDate,
  size = { people: 2000, organisations: 300 },
): SampleCity {
  const random = seededRandom(seed);
  const nextNumber = residentNumbers();
  const births = [
    ...telltaleBirthDates(today),
    ...Array.from({ length: size.people }, () => undefined),
  ];
  const people = births.map((birthDate) => samplePerson(random, today, nextNumber, birthDate));
  const organisations = Array.from({ length: size.organisations }, (_, serial) =>
    sampleOrganisation(random, today, serial),
  );
  return { people, organisations, families: sampleFamilies(random, people, today) };
}

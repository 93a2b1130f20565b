import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { sampleExisting, type SampleExisting } from "./existing.ts";
import { sampleFamilies, type SampleFamily } from "./family.ts";
import { sampleHirings, type SampleHirings } from "./hiring.ts";
import { residentNumbers } from "./numbers.ts";
import { reportsOfOrganisation } from "./organisation-reports.ts";
import { edges, sampleOrganisation, type SampleOrganisation } from "./organisation.ts";
import { reportsOfPerson } from "./person-reports.ts";
import { samplePerson, telltaleBirths, type SamplePerson } from "./person.ts";
import { seededRandom } from "./random.ts";
import type { Reported } from "./reports.ts";
import { withTelltales } from "./telltale-firms.ts";

/** A city of fictional people and organisations, shaped like Shanghai by the census of 2020. */
export interface SampleCity extends SampleHirings {
  readonly today: CivilDate;
  readonly people: readonly Reported<SamplePerson>[];
  readonly families: readonly SampleFamily[];
  readonly existing: readonly SampleExisting[];
  readonly organisations: readonly Reported<SampleOrganisation>[];
}

const seed = 20_220_308;

/** The sample city as it stands on a day; the same day gives the same city. */
export function sampleCity(
  today: CivilDate,
  size = { people: 2000, organisations: 300 },
): SampleCity {
  const random = seededRandom(seed);
  // Streams of their own, so that whatever is told besides changes nobody's age or district.
  const [ofPeople, ofFirms] = [seededRandom(seed + 1), seededRandom(seed + 2)];
  const nextNumber = residentNumbers();
  const births = [
    ...telltaleBirths(today),
    ...Array.from({ length: size.people }, () => undefined),
  ];
  const people = births.map((birth) => {
    const one = samplePerson(random, today, nextNumber, birth);
    return { ...one, reports: reportsOfPerson(ofPeople, today, one) };
  });
  const firms = Array.from({ length: size.organisations }, (_, serial) => {
    const one = sampleOrganisation(random, today, serial);
    return { ...one, reports: reportsOfOrganisation(ofFirms, today, one) };
  });
  const organisations = withTelltales(firms, edges.length, today);
  const families = sampleFamilies(random, people, today);
  const hirings = sampleHirings(seededRandom(seed + 3), people, organisations, today);
  // Not those who were made to show something else.
  const others = people.slice(births.length - size.people);
  const existing = sampleExisting(seededRandom(seed + 4), others, today);
  return { today, people, organisations, families, existing, ...hirings };
}

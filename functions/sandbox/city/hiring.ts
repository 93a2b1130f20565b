import { ageOn } from "#shared/calendar/age.ts";
import {
  addDays,
  addMonths,
  civilDate,
  monthsBetween,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { SamplePerson } from "./person.ts";
import type { Random } from "./random.ts";
import type { Report, Reported } from "./reports.ts";

/** Somebody of the city who was hired by one of its firms. */
export interface SampleHiring {
  readonly employer: SampleOrganisation;
  readonly employee: Reported<SamplePerson>;
  readonly from: CivilDate;
  /** The last day of the contract; undefined for one without an end. */
  readonly until: CivilDate | undefined;
}

/** Who was hired by whom, and what the register of employment tells of each who was: of the latest hiring. */
export interface SampleHirings {
  readonly hirings: readonly SampleHiring[];
  readonly registered: readonly { readonly employee: SamplePerson; readonly report: Report }[];
}

/** Of so many people one late graduate is hired, and one other; the register names no other employees. */
const peoplePerHiring = 90;

/** Gives some people of working age employers in the city; the first of them was hired by two. */
export function sampleHirings(
  random: Random,
  people: readonly Reported<SamplePerson>[],
  organisations: readonly SampleOrganisation[],
  today: CivilDate,
): SampleHirings {
  const employers = organisations.filter(
    ({ deregisteredOn, establishedOn }) =>
      deregisteredOn === undefined && establishedOn < addMonths(today, -34),
  );
  if (employers.length < 2) return { hirings: [], registered: [] };
  const candidates = people.filter(
    ({ deathCertifiedOn, reports }) =>
      deathCertifiedOn === undefined &&
      reports["human-resources"]?.["pensionStatus"] === "contributing",
  );
  const count = Math.ceil(people.length / peoplePerHiring);
  const graduates = candidates
    .filter((one) => lateGraduationOf(one, today) !== undefined)
    // Whoever left university first has had the time to be hired twice.
    .toSorted((a, b) =>
      (lateGraduationOf(a, today) ?? "").localeCompare(lateGraduationOf(b, today) ?? ""),
    );
  const others = candidates.filter((one) => lateGraduationOf(one, today) === undefined);
  // Few enough that some firms hire two.
  const hiring = employers.slice(0, Math.ceil(count * 1.2));
  const chosen = [...graduates.slice(0, count), ...others.slice(0, count)];
  const hirings = chosen.flatMap((employee, index) => {
    const one = hiringOf(random, today, random.pick(hiring), employee);
    return index === 0 ? twice(one, hiring, today) : [one];
  });
  const latest = new Map(hirings.map((one) => [one.employee, one]));
  return {
    hirings,
    registered: [...latest.values()].map((one) => ({
      employee: one.employee,
      report: registerOf(random, today, one),
    })),
  };
}

/** The day of a diploma of the last three years, two months ago at the latest. */
function lateGraduationOf(
  { reports }: Reported<SamplePerson>,
  today: CivilDate,
): CivilDate | undefined {
  const day = reports.education?.["graduatedOn"];
  if (typeof day !== "string") return undefined;
  return day > addMonths(today, -36) && day <= addMonths(today, -2) ? civilDate(day) : undefined;
}

/** Graduates within months of their diploma, others at any time of the last two and a half years. */
function hiringOf(
  random: Random,
  today: CivilDate,
  employer: SampleOrganisation,
  employee: Reported<SamplePerson>,
): SampleHiring {
  const graduatedOn = lateGraduationOf(employee, today);
  const from =
    graduatedOn === undefined
      ? addDays(today, -random.integer(40, 900))
      : addDays(graduatedOn, random.integer(1, 58));
  const months = random.weighted([
    [6, 15],
    [12, 25],
    [36, 35],
    [undefined, 25],
  ] as const);
  return {
    employer,
    employee,
    from,
    until: months === undefined ? undefined : addDays(addMonths(from, months), -1),
  };
}

/** Left the first employer after four months, and began with another on the next day. */
function twice(
  hiring: SampleHiring,
  employers: readonly SampleOrganisation[],
  today: CivilDate,
): SampleHiring[] {
  const next = employers.find(({ id }) => id !== hiring.employer.id);
  const from = addMonths(hiring.from, 4);
  if (next === undefined || from > today) return [hiring];
  const first = { ...hiring, until: addDays(from, -1) };
  return [first, { ...hiring, employer: next, from, until: undefined }];
}

/** What is registered of a hiring; of a few the insured months are not counted yet. */
function registerOf(
  random: Random,
  today: CivilDate,
  { employee, from, until }: SampleHiring,
): Report {
  const graduatedOn = lateGraduationOf(employee, today);
  const lastDay = until !== undefined && until < today ? until : today;
  const wasUnemployed = graduatedOn === undefined && random.chance(0.6);
  return {
    insuredMonths: random.chance(0.06) ? undefined : monthsBetween(from, lastDay),
    ageWhenHired: ageOn(employee.birthDate, from),
    unemployedMonths: wasUnemployed ? random.integer(1, 14) : undefined,
    countsAsGraduateUntil: graduatedOn === undefined ? undefined : addMonths(graduatedOn, 24),
  };
}

import { ageOn } from "#shared/calendar/age.ts";
import { addDays, addMonths, yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { DistrictCode } from "#shared/identity/districts.ts";
import { personName } from "./names.ts";
import type { Random } from "./random.ts";

/** A person of the sample city; what is undefined, no department knows. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly sex: "male" | "female";
  readonly birthDate: CivilDate;
  readonly hukouDistrict: DistrictCode | "elsewhere" | undefined;
  readonly residenceDistrict: DistrictCode;
  readonly phone: string | undefined;
  readonly account: { readonly bank: string; readonly number: string } | undefined;
  readonly disability: { readonly grade: number; readonly category: number } | undefined;
  readonly minimumLivingAllowance: boolean;
  readonly severelyDisabledJobless: boolean;
  readonly martyrFamily: boolean;
  readonly veteran: boolean;
  /** Known of local people of full age. */
  readonly oneChildCertificate: boolean | undefined;
  readonly retiredOn: CivilDate | undefined;
  readonly studentStatus: "none" | "primary" | "secondary" | "university" | undefined;
  /** By register: the police, the hospitals, the crematoria do not always agree yet. */
  readonly deathDate: CivilDate | undefined;
  readonly deathCertifiedOn: CivilDate | undefined;
  readonly crematedOn: CivilDate | undefined;
}

/** Residents in ten thousands, census of 2020. */
export const residentsByDistrict: readonly (readonly [DistrictCode, number])[] = [
  ["310115", 568],
  ["310112", 265],
  ["310113", 224],
  ["310117", 191],
  ["310114", 183],
  ["310118", 127],
  ["310110", 124],
  ["310107", 124],
  ["310120", 114],
  ["310104", 111],
  ["310106", 98],
  ["310116", 82],
  ["310109", 76],
  ["310105", 69],
  ["310101", 66],
  ["310151", 64],
];

/** Ages from and to, both included, per mille of the residents. */
const ages: readonly (readonly [readonly [number, number], number])[] = [
  [[0, 14], 98],
  [[15, 59], 668],
  [[60, 64], 71],
  [[65, 79], 130],
  [[80, 99], 32],
  [[100, 104], 1],
];

const banks = ["上海银行", "中国工商银行", "中国建设银行", "上海农村商业银行", "交通银行"];

/** How somebody of the sample is not random: by the birth date, with Shanghai hukou, maybe of a certain district. */
export interface TelltaleBirth {
  readonly birthDate: CivilDate;
  readonly hukouDistrict?: DistrictCode;
}

/** A random resident, as the census has them, or the one whom `birth` asks for. */
export function samplePerson(
  random: Random,
  today: CivilDate,
  nextNumber: (birthDate: string, sex: "male" | "female") => string,
  birth: TelltaleBirth | undefined,
): SamplePerson {
  const sex = random.chance(0.518) ? "male" : "female";
  const born = birth?.birthDate ?? randomBirthDate(random, today);
  const age = ageOn(born, today);
  const residenceDistrict = random.weighted(residentsByDistrict);
  const local = birth !== undefined || random.chance(localShare(age));
  const hukou = local
    ? random.chance(0.85)
      ? residenceDistrict
      : random.weighted(residentsByDistrict)
    : "elsewhere";
  const known = birth !== undefined || !random.chance(0.05);
  const disability = random.chance(age >= 60 ? 0.055 : 0.014) ? disabilityOf(random) : undefined;
  const dead = birth === undefined && age >= 70 && random.chance(0.05);
  const diedOn = dead ? addDays(today, -random.integer(5, 200)) : undefined;
  return {
    id: nextNumber(born, sex),
    name: personName(random, sex, yearOf(born)),
    sex,
    birthDate: born,
    hukouDistrict: birth?.hukouDistrict ?? (known ? hukou : undefined),
    residenceDistrict,
    phone: random.chance(age >= 80 ? 0.85 : 0.95) ? phoneNumber(random) : undefined,
    account: age >= 16 && random.chance(0.93) ? bankAccount(random) : undefined,
    disability,
    minimumLivingAllowance: random.chance(disability ? 0.25 : 0.008),
    severelyDisabledJobless:
      disability !== undefined && disability.grade <= 2 && age < 60 && random.chance(0.6),
    martyrFamily: local && random.chance(0.004),
    veteran: sex === "male" && age >= 20 && random.chance(0.02),
    oneChildCertificate: local && age >= 18 ? random.chance(age >= 30 ? 0.3 : 0.05) : undefined,
    retiredOn:
      age >= 60 && random.chance(0.9)
        ? addMonths(born, 12 * (sex === "male" ? 60 : 55))
        : undefined,
    studentStatus: studentStatus(random, age),
    // A third are known to one register only.
    deathDate: diedOn && random.chance(0.7) ? diedOn : undefined,
    deathCertifiedOn: diedOn,
    crematedOn: diedOn && random.chance(0.7) ? addDays(diedOn, 3) : undefined,
  };
}

function randomBirthDate(random: Random, today: CivilDate): CivilDate {
  const [from, to] = random.weighted(ages);
  const age = random.integer(from, to);
  // Reached that age at some day of the year that ends today.
  return addDays(addMonths(today, -12 * age), -random.integer(0, 364));
}

/** 42% hold no local hukou; they are mostly of working age. */
function localShare(age: number): number {
  if (age >= 60) return 0.92;
  return age < 15 ? 0.6 : 0.47;
}

function disabilityOf(random: Random) {
  return { grade: random.integer(1, 4), category: random.integer(1, 7) };
}

function studentStatus(random: Random, age: number): SamplePerson["studentStatus"] {
  if (random.chance(0.05)) return undefined;
  if (age >= 6 && age <= 11) return "primary";
  if (age >= 12 && age <= 17) return "secondary";
  return age >= 18 && age <= 22 && random.chance(0.5) ? "university" : undefined;
}

function phoneNumber(random: Random): string {
  return `138${String(random.integer(0, 99_999_999)).padStart(8, "0")}`;
}

export function bankAccount(random: Random): { bank: string; number: string } {
  const digits = String(random.integer(0, 999_999_999_999)).padStart(12, "0");
  return { bank: random.pick(banks), number: `6222000${digits}` };
}

/** People to whom something happens soon: thresholds of age from both sides; the ninetieth birthday is Pudong's matter. */
export function telltaleBirths(today: CivilDate): TelltaleBirth[] {
  return [65, 70, 80, 90, 100].flatMap((age) =>
    [-1, 0, 1, 20].map((days) => {
      const birthDate = addDays(addMonths(today, -12 * age), days);
      return age === 90 ? { birthDate, hukouDistrict: "310115" } : { birthDate };
    }),
  );
}

import { ageOn } from "#shared/calendar/age.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { SampleCity } from "./city.ts";
import { organisation, person } from "./content.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { SamplePerson } from "./person.ts";
import type { Identity } from "../identity.ts";

/** Whom the sample city offers to sign in as: for each of these the first whom it is true of. */
const people: readonly (readonly [string, (one: SamplePerson, age: number) => boolean])[] = [
  [
    "六十五岁以上，本市户籍",
    (one, age) => isReachable(one) && isLocal(one) && age >= 66 && age < 80,
  ],
  ["八十岁以上，本市户籍", (one, age) => isReachable(one) && isLocal(one) && age >= 81],
  ["持残疾人证，低保家庭", (one) => one.disability !== undefined && one.minimumLivingAllowance],
  ["持残疾人证，重度", (one) => one.disability !== undefined && one.disability.grade <= 2],
  [
    "持独生子女父母光荣证，已退休",
    (one) => one.oneChildCertificate === true && one.retiredOn !== undefined,
  ],
  ["户籍不明，等公安部门的数据", (one, age) => one.hukouDistrict === undefined && age >= 65],
  ["没有登记收款账户", (one, age) => one.account === undefined && isLocal(one) && age >= 65],
  ["外省市户籍，在职", (one, age) => one.hukouDistrict === "elsewhere" && age >= 30 && age < 50],
];

const firms: readonly (readonly [string, (one: SampleOrganisation) => boolean])[] = [
  ["小微企业经办人", (one) => isActive(one) && one.sizeClass === "micro"],
  ["中型企业经办人", (one) => isActive(one) && one.sizeClass === "medium"],
  ["市级专精特新企业经办人", (one) => isActive(one) && one.specialisedNew === "city"],
  ["国家专精特新“小巨人”经办人", (one) => isActive(one) && one.specialisedNew === "national"],
  ["大型企业经办人", (one) => isActive(one) && one.sizeClass === "large"],
];

const isLocal = ({ hukouDistrict }: SamplePerson): boolean =>
  hukouDistrict !== undefined && hukouDistrict !== "elsewhere";
const isReachable = ({ phone, account, deathCertifiedOn }: SamplePerson): boolean =>
  phone !== undefined && account !== undefined && deathCertifiedOn === undefined;
const isActive = ({ deregisteredOn }: SampleOrganisation): boolean => deregisteredOn === undefined;

/** People and companies' clerks of the sample city as it was loaded on a day. */
export function sampleIdentities(
  { people: residents, organisations }: SampleCity,
  loadedOn: CivilDate,
): Identity[] {
  const citizens = people.flatMap(([note, fits]) => {
    const one = residents.find(
      (candidate) =>
        candidate.deathCertifiedOn === undefined &&
        fits(candidate, ageOn(candidate.birthDate, loadedOn)),
    );
    return one === undefined ? [] : [{ name: one.name, note, subject: person(one) }];
  });
  const clerks = firms.flatMap(([note, fits]) => {
    const one = organisations.find(fits);
    return one === undefined ? [] : [{ name: one.name, note, subject: organisation(one) }];
  });
  return [...citizens, ...clerks];
}

import { contact, type Content, facts, person } from "./content.ts";
import type { SampleFamily } from "./family.ts";
import type { SamplePerson } from "./person.ts";
import type { Reported } from "./reports.ts";

type Person = Reported<SamplePerson>;

export const phoneOfPerson = (one: SamplePerson): Content[] =>
  one.phone === undefined ? [] : [contact(person(one), { phone: one.phone })];

export const accountOfPerson = ({ account, ...one }: Person): Content[] =>
  account === undefined
    ? []
    : [contact(person(one), { account: { ...account, holder: one.name } })];

export const disabilityFacts = (one: Person): Content[] =>
  facts(person(one), {
    disabilityGrade: one.disability?.grade,
    disabilityCategory: one.disability?.category,
    ...one.reports["disabled-persons-federation"],
  });

export const civilAffairsFacts = (one: Person): Content[] =>
  facts(person(one), {
    minimumLivingAllowance: one.minimumLivingAllowance || undefined,
    severelyDisabledJobless: one.severelyDisabledJobless || undefined,
    crematedOn: one.crematedOn,
    ...one.reports["civil-affairs"],
  });

export const veteransFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    martyrFamily: one.martyrFamily || undefined,
    veteran: one.veteran || undefined,
  });

export const healthFacts = (one: Person): Content[] =>
  facts(person(one), {
    oneChildCertificate: one.oneChildCertificate,
    deathCertifiedOn: one.deathCertifiedOn,
    ...one.reports.health,
  });

export const educationFacts = (one: Person): Content[] =>
  facts(person(one), { studentStatus: one.studentStatus, ...one.reports.education });

export const workFacts = (one: Person): Content[] =>
  facts(person(one), { retiredOn: one.retiredOn, ...one.reports["human-resources"] });

export const policeFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    birthDate: one.birthDate,
    sex: one.sex,
    hukouDistrict: one.hukouDistrict,
    residenceDistrict: one.residenceDistrict,
    deathDate: one.deathDate,
  });

/** Two police stations report different households at the same instant: a case for the steward. */
export const contradictions = (people: readonly SamplePerson[]): Content[] =>
  people
    .filter((one, index) => index % 250 === 100 && one.hukouDistrict !== undefined)
    .flatMap((one) =>
      facts(person(one), { hukouDistrict: one.hukouDistrict === "310101" ? "310104" : "310101" }),
    );

export const childrenOf = ({ child, parents }: SampleFamily): Content[] =>
  parents.map((parent) => ({
    type: "relations.reported.v1",
    data: {
      subject: person(parent),
      relations: [{ kind: "child", other: person(child), from: child.birthDate }],
    },
  }));

import { contact, type Content, facts, organisation, person } from "./content.ts";
import type { SampleHiring } from "./hiring.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { Reported } from "./reports.ts";

type Organisation = Reported<SampleOrganisation>;

export const phoneOfOrganisation = (one: SampleOrganisation): Content[] =>
  one.phone === undefined ? [] : [contact(organisation(one), { phone: one.phone })];

export const accountsOfOrganisation = (one: Organisation): Content[] => {
  const [account, premiumAccount] = [one.account, one.premiumAccount].map(
    (known) => known && { ...known, holder: one.name },
  );
  if (account === undefined && premiumAccount === undefined) return [];
  return [
    contact(organisation(one), {
      ...(account && { account }),
      ...(premiumAccount && { premiumAccount }),
    }),
  ];
};

export const creditFacts = (one: SampleOrganisation): Content[] =>
  facts(organisation(one), { seriousDishonesty: one.seriousDishonesty || undefined });

export const sizeFacts = (one: Organisation): Content[] =>
  facts(organisation(one), {
    sizeClass: one.sizeClass,
    specialisedNew: one.specialisedNew,
    ...one.reports["economy-informatisation"],
  });

export const registrationFacts = (one: SampleOrganisation): Content[] =>
  facts(organisation(one), {
    establishedOn: one.establishedOn,
    deregisteredOn: one.deregisteredOn,
    industry: one.industry,
    registeredDistrict: one.registeredDistrict,
  });

export const insuranceFacts = (one: Organisation): Content[] =>
  facts(organisation(one), { ...one.insurance, ...one.reports["human-resources"] });

export const hiringOf = ({ employer, employee, from, until }: SampleHiring): Content => ({
  type: "relations.reported.v1",
  data: {
    subject: organisation(employer),
    relations: [{ kind: "employee", other: person(employee), from, ...(until && { until }) }],
  },
});

import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import { definitionOf, factNames } from "#shared/facts/dictionary.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { SampleCity } from "./city.ts";
import type { SampleFamily } from "./family.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { SamplePerson } from "./person.ts";

/** One webhook's worth of events of one department. */
export interface Batch {
  readonly department: DepartmentId;
  readonly events: readonly DepartmentEvent[];
}

/** What stands in an event, before its envelope. */
type Content = Pick<DepartmentEvent, "type" | "data">;
type FactValue = string | number | boolean;

const mostEvents = 500;

/**
 * What the departments say about the city, in the order in which it is quickest to judge: complete registers first
 * (or everybody would be judged again when absence gets its meaning), then how to reach and pay, then small
 * registers, and the facts on which everything hangs last.
 */
export function cityEvents(city: SampleCity, observedAt: Date): Batch[] {
  const time = observedAt.toISOString();
  const { people, organisations } = city;
  const contents: [DepartmentId, Content[]][] = [
    ...departmentIds.map((id): [DepartmentId, Content[]] => [id, registersOf(id, time)]),
    ["public-security", people.map((one) => contact(person(one), { name: one.name }))],
    [
      "market-regulation",
      organisations.map((one) => contact(organisation(one), { name: one.name })),
    ],
    [
      "government-services",
      [...people.flatMap(phoneOfPerson), ...organisations.flatMap(phoneOfOrganisation)],
    ],
    ["human-resources", people.flatMap((one) => accountOf(person(one), one))],
    ["tax", organisations.flatMap((one) => accountOf(organisation(one), one))],
    ["disabled-persons-federation", people.flatMap(disabilityFacts)],
    ["civil-affairs", people.flatMap(civilAffairsFacts)],
    ["veterans-affairs", people.flatMap(veteransFacts)],
    ["health", people.flatMap(healthFacts)],
    [
      "education",
      people.flatMap((one) => facts(person(one), { studentStatus: one.studentStatus })),
    ],
    ["human-resources", people.flatMap((one) => facts(person(one), { retiredOn: one.retiredOn }))],
    ["public-security", city.families.flatMap(childrenOf)],
    ["public-security", people.flatMap(policeFacts)],
    ["public-security", contradictions(people)],
    ["credit-centre", organisations.flatMap(creditFacts)],
    ["economy-informatisation", organisations.flatMap(sizeFacts)],
    ["market-regulation", organisations.flatMap(registrationFacts)],
    ["human-resources", organisations.flatMap((one) => facts(organisation(one), one.insurance))],
  ];
  let serial = 0;
  return contents.flatMap(([department, ofDepartment]) => {
    const events = ofDepartment.map((content) => {
      serial += 1;
      return inEnvelope(content, department, `city-${observedAt.getTime()}-${serial}`, time);
    });
    return chunks(events).map((chunk) => ({ department, events: chunk }));
  });
}

function registersOf(department: DepartmentId, completeAsOf: string): Content[] {
  return factNames
    .filter((fact) => {
      const { steward, absence } = definitionOf(fact);
      return steward === department && absence.means !== "unknown";
    })
    .map((fact) => ({ type: "register.reported.v1", data: { fact, completeAsOf } }));
}

const phoneOfPerson = (one: SamplePerson): Content[] =>
  one.phone === undefined ? [] : [contact(person(one), { phone: one.phone })];

const phoneOfOrganisation = (one: SampleOrganisation): Content[] =>
  one.phone === undefined ? [] : [contact(organisation(one), { phone: one.phone })];

const accountOf = (subject: SubjectReference, one: SamplePerson | SampleOrganisation): Content[] =>
  one.account === undefined
    ? []
    : [contact(subject, { account: { ...one.account, holder: one.name } })];

const policeFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    birthDate: one.birthDate,
    sex: one.sex,
    hukouDistrict: one.hukouDistrict,
    residenceDistrict: one.residenceDistrict,
    deathDate: one.deathDate,
  });

/** Two police stations report different households at the same instant: a case for the steward. */
const contradictions = (people: readonly SamplePerson[]): Content[] =>
  people
    .filter((one, index) => index % 250 === 100 && one.hukouDistrict !== undefined)
    .flatMap((one) =>
      facts(person(one), { hukouDistrict: one.hukouDistrict === "310101" ? "310104" : "310101" }),
    );

const childrenOf = ({ child, parents }: SampleFamily): Content[] =>
  parents.map((parent) => ({
    type: "relations.reported.v1",
    data: {
      subject: person(parent),
      relations: [{ kind: "child", other: person(child), from: child.birthDate }],
    },
  }));

const disabilityFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    disabilityGrade: one.disability?.grade,
    disabilityCategory: one.disability?.category,
  });

const civilAffairsFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    minimumLivingAllowance: one.minimumLivingAllowance || undefined,
    severelyDisabledJobless: one.severelyDisabledJobless || undefined,
    crematedOn: one.crematedOn,
  });

const veteransFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    martyrFamily: one.martyrFamily || undefined,
    veteran: one.veteran || undefined,
  });

const healthFacts = (one: SamplePerson): Content[] =>
  facts(person(one), {
    oneChildCertificate: one.oneChildCertificate,
    deathCertifiedOn: one.deathCertifiedOn,
  });

const creditFacts = (one: SampleOrganisation): Content[] =>
  facts(organisation(one), { seriousDishonesty: one.seriousDishonesty || undefined });

const sizeFacts = (one: SampleOrganisation): Content[] =>
  facts(organisation(one), { sizeClass: one.sizeClass, specialisedNew: one.specialisedNew });

const registrationFacts = (one: SampleOrganisation): Content[] =>
  facts(organisation(one), {
    establishedOn: one.establishedOn,
    deregisteredOn: one.deregisteredOn,
    industry: one.industry,
    registeredDistrict: one.registeredDistrict,
  });

/** One event with what is known; none when nothing is. */
function facts(
  subject: SubjectReference,
  values: Readonly<Record<string, FactValue | undefined>>,
): Content[] {
  const known = Object.entries(values).flatMap(([fact, value]): [string, FactValue][] =>
    value === undefined ? [] : [[fact, value]],
  );
  if (known.length === 0) return [];
  return [{ type: "facts.reported.v1", data: { subject, facts: Object.fromEntries(known) } }];
}

function contact(
  subject: SubjectReference,
  fields: {
    name?: string;
    phone?: string;
    account?: { bank: string; number: string; holder: string };
  },
): Content {
  return { type: "contact.reported.v1", data: { subject, ...fields } };
}

const person = ({ id }: SamplePerson): SubjectReference => ({
  kind: "person",
  idType: "resident-id",
  id,
});

const organisation = ({ id }: SampleOrganisation): SubjectReference => ({
  kind: "organisation",
  idType: "uscc",
  id,
});

/** Guarantee: type and data come from one Content, so they belong together. */
function inEnvelope(
  content: Content,
  department: DepartmentId,
  id: string,
  time: string,
): DepartmentEvent {
  return {
    specversion: "1.0",
    id,
    source: `urn:sandbox:${department}`,
    time,
    ...content,
  } as DepartmentEvent;
}

function chunks(events: readonly DepartmentEvent[]): DepartmentEvent[][] {
  return Array.from({ length: Math.ceil(events.length / mostEvents) }, (_, index) =>
    events.slice(index * mostEvents, (index + 1) * mostEvents),
  );
}

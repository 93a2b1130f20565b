import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import { type DepartmentId, departmentIds } from "#shared/identity/departments.ts";
import type { SampleCity } from "./city.ts";
import { contact, type Content, facts, organisation, person } from "./content.ts";
import { existingCase } from "./existing.ts";
import { registersOf } from "./registers.ts";
import {
  accountsOfOrganisation,
  creditFacts,
  hiringOf,
  insuranceFacts,
  phoneOfOrganisation,
  registrationFacts,
  sizeFacts,
} from "./told-of-organisations.ts";
import {
  accountOfPerson,
  childrenOf,
  civilAffairsFacts,
  contradictions,
  disabilityFacts,
  educationFacts,
  healthFacts,
  phoneOfPerson,
  policeFacts,
  veteransFacts,
  workFacts,
} from "./told-of-people.ts";

/** One webhook's worth of events of one department. */
export interface Batch {
  readonly department: DepartmentId;
  readonly events: readonly DepartmentEvent[];
}

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
    ["human-resources", people.flatMap(accountOfPerson)],
    ["tax", organisations.flatMap(accountsOfOrganisation)],
    ["disabled-persons-federation", people.flatMap(disabilityFacts)],
    ["civil-affairs", people.flatMap(civilAffairsFacts)],
    // Before the facts that would open it here.
    ["civil-affairs", city.existing.map((one, serial) => existingCase(one, serial, city.today))],
    ["veterans-affairs", people.flatMap(veteransFacts)],
    ["health", people.flatMap(healthFacts)],
    ["education", people.flatMap(educationFacts)],
    ["human-resources", people.flatMap(workFacts)],
    [
      "human-resources",
      city.registered.flatMap(({ employee, report }) => facts(person(employee), report)),
    ],
    ["public-security", city.families.flatMap(childrenOf)],
    ["public-security", people.flatMap(policeFacts)],
    ["public-security", contradictions(people)],
    ["credit-centre", organisations.flatMap(creditFacts)],
    ...(["science", "statistics", "state-assets", "trade-union", "utilities", "tax"] as const).map(
      (id): [DepartmentId, Content[]] => [
        id,
        organisations.flatMap((one) => facts(organisation(one), one.reports[id])),
      ],
    ),
    ["economy-informatisation", organisations.flatMap(sizeFacts)],
    ["market-regulation", organisations.flatMap(registrationFacts)],
    ["human-resources", organisations.flatMap(insuranceFacts)],
    ["human-resources", city.hirings.map(hiringOf)],
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

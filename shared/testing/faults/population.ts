import { civilDate } from "#shared/calendar/civil-date.ts";
import { ageOn } from "#shared/calendar/age.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { creditCode } from "../../../functions/sandbox/city/numbers.ts";
import { resident } from "../people.ts";

/** What a person does with an offer. */
type Plan = "confirm" | "waive" | "look" | "waive, then confirm";

/** A person who is old enough and lives here, or one of the two not. */
export interface Senior {
  readonly subject: SubjectReference;
  readonly birthDate: string;
  /** What was said of it at first, and is corrected once November is paid; the same where it was right. */
  readonly firstSaid: string;
  readonly isTalkedOf: boolean;
  /** The counter has paid November. */
  readonly isPaidAtCounter: boolean;
  readonly district: string;
  readonly phone: string;
  readonly account: string;
  readonly plan: Plan;
}

/** A graduate whom one employer hired, or two. */
interface Graduate {
  readonly subject: SubjectReference;
  readonly employers: readonly SubjectReference[];
}

interface Employer {
  readonly subject: SubjectReference;
  readonly account: string;
}

/** What a department says once. */
interface Content {
  readonly department: DepartmentId;
  readonly event: Readonly<Record<string, unknown>>;
}

/** The same under an id of its own. */
export interface Saying extends Content {
  readonly event: Content["event"] & { readonly id: string };
}

/** How many there are of each. */
export interface Size {
  readonly seniors: number;
  readonly graduates: number;
  readonly employers: number;
  /** Whether every department has something to say of every senior. */
  readonly isTalkative?: boolean;
}

/** What is said of seniors and matters to nobody, as long as it is not lost. */
export const gossip = [
  ["public-security", "residenceDistrict", "310105"],
  ["human-resources", "retiredOn", "2015-01-01"],
  ["health", "oneChildCertificate", false],
  ["education", "studentStatus", "none"],
] as const satisfies readonly (readonly [DepartmentId, string, unknown])[];

/** Who lives in the city, what is said of them, and so what must come of it, by plain arithmetic. */
export interface Population {
  readonly seniors: readonly Senior[];
  readonly graduates: readonly Graduate[];
  readonly employers: readonly Employer[];
  readonly sayings: readonly Saying[];
  /** What is said later of what was said wrongly. */
  readonly corrections: readonly Saying[];
}

export const seniorPolicy = "senior-comprehensive-allowance";
export const hiringPolicy = "job-absorption-subsidy";
export const hiringFen = 2_000_00;

/** The storm begins on the first of these days, and is over on the second. */
export const firstDay = "2022-11-16";
export const lastDay = "2022-12-01";
export const months = ["2022-11", "2022-12"] as const;

/** What is due to a senior for each of the two months; undefined where nothing is. */
export function monthlyFen({ birthDate, district }: Senior): number | undefined {
  const age = ageOn(civilDate(birthDate), civilDate(lastDay));
  if (district === "elsewhere" || age < 65) return undefined;
  const bands = [
    [100, 600_00],
    [90, 350_00],
    [80, 180_00],
    [70, 150_00],
  ] as const;
  return bands.find(([from]) => age >= from)?.[1] ?? 75_00;
}

const plans: readonly Plan[] = [
  "confirm",
  "confirm",
  "waive",
  "confirm",
  "look",
  "waive, then confirm",
  "confirm",
  "look",
];

/** Every sixth turns 65 between the two days. */
const turns65 = (number: number): boolean => number % 6 === 5;

/** Births of which otherwise no band of age begins between the two days. */
const birthOf = (number: number): string =>
  turns65(number) ? `1957-11-${20 + (number % 9)}` : bornIn(1925 + ((number * 7) % 42), number);

const bornIn = (year: number, number: number): string => `${year}-0${1 + (number % 9)}-11`;

/** Of some it was said that they are younger, of others that they are older: too little or too much is paid at first. */
function firstSaidOf(number: number): string {
  const birthDate = birthOf(number);
  const year = Number(birthDate.slice(0, 4));
  if (turns65(number) || number % 5 < 3) return birthDate;
  return bornIn(number % 5 === 3 ? year + 12 : year - 12, number);
}

export function populate({ seniors, graduates, employers, isTalkative = false }: Size): Population {
  const firms = Array.from({ length: employers }, (_, number): Employer => ({
    subject: { kind: "organisation", idType: "uscc", id: creditCode("52", number + 1) },
    account: `6228${String(number).padStart(12, "0")}`,
  }));
  const old = Array.from({ length: seniors }, (_, number): Senior => ({
    subject: resident(birthOf(number), Math.floor(number / 9) % 1000),
    birthDate: birthOf(number),
    firstSaid: firstSaidOf(number),
    isTalkedOf: isTalkative,
    isPaidAtCounter: number % plans.length === 7 && !turns65(number),
    district: number % 7 === 3 ? "elsewhere" : "310104",
    phone: `139${String(number).padStart(8, "0")}`,
    account: `6222${String(number).padStart(12, "0")}`,
    plan: plans[number % plans.length] ?? "look",
  }));
  const young = Array.from({ length: graduates }, (_, number): Graduate => ({
    subject: resident(`2000-0${1 + (number % 9)}-05`, Math.floor(number / 9) % 1000),
    employers: [number, ...(number % 3 === 0 ? [] : [number + 1])].flatMap(
      (index) => firms[index % employers]?.subject ?? [],
    ),
  }));
  const said = [
    ...old.flatMap(saidOfSenior),
    ...young.flatMap(saidOfGraduate),
    ...firms.flatMap(({ subject, account }) => [
      contact("tax", subject, {
        premiumAccount: { bank: "上海银行", number: account, holder: "单位" },
      }),
      contact("market-regulation", subject, { name: "单位" }),
    ]),
  ];
  const corrected = old.filter(({ birthDate, firstSaid }) => birthDate !== firstSaid);
  return {
    seniors: old,
    graduates: young,
    employers: firms,
    sayings: said.map(underId("e")),
    corrections: corrected
      .map(({ subject, birthDate }) => facts("public-security", subject, { birthDate }, 30))
      .map(underId("c")),
  };
}

const underId =
  (prefix: string) =>
  ({ department, event }: Content, number: number): Saying => ({
    department,
    event: { specversion: "1.0", id: `${prefix}${number}`, ...event },
  });

function saidOfSenior(senior: Senior): Content[] {
  const { subject, firstSaid, district, phone, account, isPaidAtCounter, isTalkedOf } = senior;
  const [period] = months;
  return [
    ...(isTalkedOf ? gossip.map(([by, fact, value]) => facts(by, subject, { [fact]: value })) : []),
    ...(isPaidAtCounter
      ? [
          say("civil-affairs", "case.reported.v1", {
            subject,
            policy: seniorPolicy,
            period,
            channel: "counter",
            state: "paid",
          }),
        ]
      : []),
    facts("public-security", subject, { birthDate: firstSaid }),
    facts("public-security", subject, { sex: "female" }),
    // First it was not known that she had moved in.
    facts("public-security", subject, { hukouDistrict: "elsewhere" }, 10),
    facts("public-security", subject, { hukouDistrict: district }, 20),
    contact("public-security", subject, { name: "王建国" }),
    contact("government-services", subject, { phone }),
    contact("human-resources", subject, {
      account: { bank: "工商银行", number: account, holder: "王建国" },
    }),
  ];
}

function saidOfGraduate({ subject, employers }: Graduate): Content[] {
  return [
    facts("human-resources", subject, { insuredMonths: 3 }),
    facts("education", subject, { graduatedOn: "2022-06-30", graduatedInShanghai: true }),
    ...employers.map((employer) =>
      say("human-resources", "relations.reported.v1", {
        subject: employer,
        relations: [{ kind: "employee", other: subject, from: "2022-07-01", until: "2024-06-30" }],
      }),
    ),
  ];
}

const facts = (
  by: DepartmentId,
  subject: SubjectReference,
  values: Readonly<Record<string, unknown>>,
  minute = 0,
): Content => say(by, "facts.reported.v1", { subject, facts: values }, minute);

const contact = (by: DepartmentId, subject: SubjectReference, data: object): Content =>
  say(by, "contact.reported.v1", { subject, ...data });

/** An event observed so many minutes after nine in the morning. */
function say(department: DepartmentId, type: string, data: object, minute = 0): Content {
  const time = `${firstDay}T01:${String(minute).padStart(2, "0")}:00Z`;
  return { department, event: { source: "urn:test", time, type, data } };
}

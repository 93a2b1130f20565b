import { relativeIdIn, toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { recordedCase } from "#shared/cases/recorded-case.ts";
import { fromStored } from "#shared/entitlements/stored-entitlement.ts";
import { indexesOf } from "#shared/subjects/indexes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Answered } from "./citizens.ts";
import type { Booking } from "./outside.ts";
import {
  hiringFen,
  hiringPolicy,
  monthlyFen,
  months,
  type Senior,
  seniorPolicy,
} from "./population.ts";
import type { ShardRows } from "./read-shards.ts";
import type { Invariant, Violation } from "./violation.ts";
import type { World } from "./world.ts";

const violated = (invariant: Invariant, detail: string): Violation => ({ invariant, detail });

/** Everything that was read, with the subjects found by who they are. */
interface Read {
  readonly world: World;
  readonly shards: readonly ShardRows[];
  readonly keys: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** What must have come of what was said of these people and employers, and of nothing else. */
export async function checkPopulation(
  world: World,
  shards: readonly ShardRows[],
  answers: readonly Answered[],
): Promise<Violation[]> {
  const read = await readSubjects(world, shards);
  return [
    ...checkFacts(read),
    ...checkEntitlements(read),
    ...(await checkMoney(read)),
    ...checkClaims(read),
    ...checkMessages(read),
    ...checkCases(read),
    ...checkReceipts(read, answers),
    ...[...world.complaints, ...world.outside.complaints].map((detail) =>
      violated("nobody is believed wrongly", detail),
    ),
  ];
}

async function readSubjects(world: World, shards: readonly ShardRows[]): Promise<Read> {
  const { seniors, graduates, employers } = world.population;
  const found = new Map(
    shards.flatMap(({ subjects }) => subjects.map((one) => [one.blindIndex, one] as const)),
  );
  const keys = new Map<string, string>();
  const facts = new Map<string, Record<string, unknown>>();
  for (const { subject } of [...seniors, ...graduates, ...employers]) {
    const { blindIndexes } = await indexesOf(indexKeys(world), subject);
    const one = found.get(blindIndexes[0]);
    if (one === undefined) continue;
    keys.set(subject.id, one.subjectKey);
    facts.set(subject.id, JSON.parse(one.facts) as Record<string, unknown>);
  }
  return { world, shards, keys, facts };
}

export function indexKeys({ secrets }: World): { ROUTING_KEY: string; BLIND_INDEX_KEYS: string } {
  const { ROUTING_KEY = "", BLIND_INDEX_KEYS = "" } = secrets;
  return { ROUTING_KEY, BLIND_INDEX_KEYS };
}

function checkFacts({ world, facts }: Read): Violation[] {
  const check = ({ id }: SubjectReference, said: Readonly<Record<string, unknown>>): Violation[] =>
    Object.entries(said).flatMap(([fact, value]) => {
      const known = facts.get(id)?.[fact];
      return known === value
        ? []
        : [violated("nothing accepted is lost", `${fact} of ${id} is ${String(known)}`)];
    });
  const { seniors, graduates } = world.population;
  return [
    ...seniors.flatMap(({ subject, birthDate, district }) =>
      check(subject, { birthDate, sex: "female", hukouDistrict: district }),
    ),
    ...graduates.flatMap(({ subject }) =>
      check(subject, {
        insuredMonths: 3,
        graduatedOn: "2022-06-30",
        graduatedInShanghai: true,
      }),
    ),
  ];
}

const stateOf = {
  confirm: "fulfilled",
  "waive, then confirm": "fulfilled",
  waive: "waived",
  look: "awaiting-confirmation",
} as const satisfies Record<Senior["plan"], string>;

function checkEntitlements({ world, shards, keys }: Read): Violation[] {
  const { seniors, graduates } = world.population;
  const expected = seniors.flatMap((senior) => {
    const fen = monthlyFen(senior);
    const key = keys.get(senior.subject.id);
    return fen === undefined
      ? []
      : months.map((month) => `${key} ${seniorPolicy} ${month} ${stateOf[senior.plan]} ${fen}`);
  });
  const hired = graduates.flatMap(({ subject, employers }) => {
    const id = idOfRelative(keys.get(subject.id) ?? "");
    return employers.map((one) => `${keys.get(one.id)} ${hiringPolicy} once:${id}`);
  });
  const found = shards.flatMap(({ entitlements }) =>
    entitlements.map(({ subjectKey, policy, period, state, amountFen }) =>
      policy === hiringPolicy
        ? `${subjectKey} ${policy} ${period}`
        : `${subjectKey} ${policy} ${period} ${state} ${amountFen}`,
    ),
  );
  return difference("every entitlement is as it is due", [...expected, ...hired], found);
}

/** What is wanting, and what is too much, of two lists whose order does not matter. */
function difference(
  invariant: Invariant,
  expected: readonly string[],
  found: readonly string[],
): Violation[] {
  const left = [...found];
  const wanting = expected.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...wanting.map((one) => violated(invariant, `wanting: ${one}`)),
    ...left.map((one) => violated(invariant, `too much: ${one}`)),
  ];
}

/** By the payers' own books: what each was told to pay, for whom and for which period. */
async function checkMoney({ world, shards, keys }: Read): Promise<Violation[]> {
  const { seniors, employers } = world.population;
  const paid = seniors.filter(
    (one) => monthlyFen(one) !== undefined && stateOf[one.plan] === "fulfilled",
  );
  const expected = paid.flatMap(({ account }) => months.map((month) => `${account} ${month}`));
  const accounts = new Map(
    employers.map(({ subject, account }) => [keys.get(subject.id), account]),
  );
  const counted = shards.flatMap(({ entitlements }) =>
    entitlements.filter((one) => one.policy === hiringPolicy && one.reservation === "held"),
  );
  const hired = await Promise.all(
    counted.map(
      async ({ subjectKey, period }) =>
        `${accounts.get(subjectKey)} ${await toldPeriod(subjectKey, period)}`,
    ),
  );
  const bookings = [...world.outside.bookings.values()];
  const found = bookings.flatMap(({ account, periods }) =>
    periods.map((period) => `${account} ${period}`),
  );
  const monthly = new Map(paid.map((one) => [one.account, monthlyFen(one) ?? 0]));
  const isWrong = ({ account, periods, amountFen }: Booking): boolean =>
    amountFen !== (monthly.get(account) ?? hiringFen) * periods.length;
  const due =
    [...monthly.values()].reduce((sum, fen) => sum + fen * months.length, 0) +
    world.population.graduates.length * hiringFen;
  const booked = bookings.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const once = "each period is instructed exactly once, to the fen";
  return [
    ...difference(once, [...expected, ...hired], found),
    ...bookings
      .filter(isWrong)
      .map(({ amountFen, periods }) =>
        violated(once, `${amountFen} fen for ${periods.join(", ")}`),
      ),
    ...(booked === due
      ? []
      : [violated("the payers booked what is due", `${booked} fen and not ${due}`)]),
  ];
}

/** A graduate counts for one employer, whichever came first, and the others wait. */
function checkClaims({ world, shards, keys }: Read): Violation[] {
  const hires = shards.flatMap(({ entitlements }) =>
    entitlements.filter(({ policy }) => policy === hiringPolicy),
  );
  return world.population.graduates.flatMap(({ subject }) => {
    const id = idOfRelative(keys.get(subject.id) ?? "");
    const standing = hires
      .filter(({ period }) => relativeIdIn(period) === id)
      .map(({ state, reservation, heldBecause }) => `${state} ${reservation} ${heldBecause ?? ""}`)
      .toSorted();
    const [first, ...rest] = standing;
    return first === "fulfilled held " &&
      rest.every((one) => one === "matched elsewhere counted-elsewhere")
      ? []
      : [violated("somebody counts once", `${subject.id}: ${standing.join("; ")}`)];
  });
}

/** Each occasion brings one message: one offer, one announcement for each hire, one word for each payment. */
function checkMessages({ world, shards, keys }: Read): Violation[] {
  const { seniors } = world.population;
  const phones = new Map(seniors.map(({ phone, subject }) => [phone, keys.get(subject.id)]));
  const expected = [
    ...seniors
      .filter((one) => monthlyFen(one) !== undefined)
      .map(({ subject }) => `${keys.get(subject.id)} offer.v1`),
    ...shards.flatMap(({ instructions }) =>
      instructions.map(({ subjectKey }) => `${subjectKey} fulfilled.v1`),
    ),
    ...shards.flatMap(({ confirmations }) =>
      confirmations
        .filter(({ state }) => state === "announced")
        .map(({ subjectKey }) => `${subjectKey} announcement.v1`),
    ),
  ];
  const told = [...world.outside.notices.values()]
    .filter(({ template }) => template !== "reminder.v1")
    .map(({ to, template }) => `${phones.get(to) ?? to} ${template}`);
  // Of what was told while the reply was lost nobody may know, once its occasion has passed.
  const unheard = shards
    .flatMap(({ notices }) => notices)
    .filter(({ id }) => !world.outside.notices.has(id));
  return [
    ...difference("no message twice", expected, told),
    ...unheard.map(({ id }) => violated("no message twice", `${id} is kept, and nobody heard it`)),
  ];
}

/** What the platform heard last of each case is all that it has been through. */
function checkCases({ world, shards }: Read): Violation[] {
  const { cases } = world.outside.oneStop;
  return shards
    .flatMap(({ entitlements }) => entitlements.map(fromStored))
    .flatMap((one) => {
      const { caseNumber, ...due } = recordedCase(one);
      const { steps, state, policy } = cases.get(caseNumber) ?? {};
      return JSON.stringify({ policy, steps, state }) === JSON.stringify(due)
        ? []
        : [violated("the one-stop platform knows every step", `${caseNumber} is ${state}`)];
    });
}

function checkReceipts({ shards }: Read, answers: readonly Answered[]): Violation[] {
  const decided = new Map(
    shards.flatMap(({ confirmations }) =>
      confirmations
        .filter(({ policy }) => policy === seniorPolicy)
        .map(({ subjectKey, receipt }) => [subjectKey, receipt] as const),
    ),
  );
  return answers.flatMap(({ subjectKey, receipts }) => {
    const last = receipts.at(-1);
    const numbers = new Set(
      receipts.filter((one) => one.decision === last?.decision).map(({ number }) => number),
    );
    if (last === undefined || (numbers.size === 1 && numbers.has(decided.get(subjectKey) ?? "")))
      return [];
    return [violated("one decision has one receipt", [...numbers].join(", "))];
  });
}

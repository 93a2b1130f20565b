import { isOpenRecovery } from "#shared/adjustments/adjustment.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { type Read, stateOf } from "./read-population.ts";
import { hiringFen, hiringPolicy, monthlyFen, months, type Senior } from "./population.ts";
import { difference, violated, type Violation } from "./violation.ts";

const once = "each period is instructed exactly once, to the fen";
const inAll = "the payers booked what is due";

/** By the payers' own books: what each was told to pay, for whom and for which period. */
export async function checkMoney(read: Read): Promise<Violation[]> {
  const { seniors, employers } = read.world.population;
  const paid = seniors.filter(
    (one) => monthlyFen(one) !== undefined && stateOf[one.plan] === "fulfilled",
  );
  const payees = new Set([...paid, ...employers].map(({ account }) => account));
  const strangers = [...read.world.outside.bookings.values()].filter(
    ({ account }) => !payees.has(account),
  );
  return [
    ...strangers.map(({ account }) =>
      violated(inAll, `${account} is nobody's who is due anything`),
    ),
    ...paid.flatMap((senior) => checkSenior(read, senior)),
    ...(await Promise.all(employers.map(async (one) => checkEmployer(read, one)))).flat(),
  ];
}

interface Payee {
  readonly account: string;
  readonly subject: { readonly id: string };
}

const bookingsOf = ({ world }: Read, { account }: Payee) =>
  [...world.outside.bookings.values()].filter((one) => one.account === account);

const sumOf = (all: readonly { readonly amountFen: number }[]): number =>
  all.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** Each month once; what was said wrongly at first brings a supplement, or is claimed back, and comes to the same. */
function checkSenior(read: Read, senior: Senior): Violation[] {
  const key = read.keys.get(senior.subject.id);
  const own = read.shards.flatMap(({ adjustments }) =>
    adjustments.filter(({ subjectKey, state }) => subjectKey === key && state !== "void"),
  );
  const supplements = own.filter(({ kind }) => kind === "supplement");
  const bookings = bookingsOf(read, senior);
  const periods = [...months, ...supplements.map(({ period }) => period)];
  const due = (monthlyFen(senior) ?? 0) * months.length;
  const booked = sumOf(bookings) - sumOf(own.filter(isOpenRecovery));
  return [
    ...difference(
      once,
      periods.map((period) => `${senior.account} ${period}`),
      bookings.flatMap((one) => one.periods.map((period) => `${senior.account} ${period}`)),
    ),
    ...(booked === due ? [] : [violated(inAll, `${senior.account}: ${booked} and not ${due}`)]),
    ...(own.length > 0 && senior.birthDate === senior.firstSaid
      ? [violated(inAll, `${senior.account} was adjusted, and nothing was wrong`)]
      : []),
  ];
}

/** Each hire that counts here, once. */
async function checkEmployer(read: Read, employer: Payee): Promise<Violation[]> {
  const key = read.keys.get(employer.subject.id);
  const hires = read.shards.flatMap(({ entitlements }) =>
    entitlements.filter(
      (one) => one.subjectKey === key && one.policy === hiringPolicy && one.reservation === "held",
    ),
  );
  const told = await Promise.all(
    hires.map(async ({ subjectKey, period }) => toldPeriod(subjectKey, period)),
  );
  const bookings = bookingsOf(read, employer);
  const wrong = bookings.filter(
    ({ amountFen, periods }) => amountFen !== hiringFen * periods.length,
  );
  return [
    ...difference(
      once,
      told.map((period) => `${employer.account} ${period}`),
      bookings.flatMap(({ periods }) => periods.map((period) => `${employer.account} ${period}`)),
    ),
    ...wrong.map(({ amountFen, periods }) =>
      violated(once, `${employer.account}: ${amountFen} for ${periods.join(", ")}`),
    ),
  ];
}

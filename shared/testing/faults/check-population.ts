import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { recordedCase } from "#shared/cases/recorded-case.ts";
import { fromStored } from "#shared/entitlements/stored-entitlement.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { checkMoney } from "./check-money.ts";
import type { Answered } from "./citizens.ts";
import {
  gossip,
  hiringPolicy,
  monthlyFen,
  months,
  type Senior,
  seniorPolicy,
} from "./population.ts";
import { type Read, readPopulation, stateOf } from "./read-population.ts";
import type { ShardRows } from "./read-shards.ts";
import { toldTwiceByChannel } from "./told-by-channel.ts";
import { difference, violated, type Violation } from "./violation.ts";
import type { World } from "./world.ts";

/** What must have come of what was said of these people and employers, and of nothing else. */
export async function checkPopulation(
  world: World,
  shards: readonly ShardRows[],
  answers: readonly Answered[],
): Promise<Violation[]> {
  const read = await readPopulation(world, shards);
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
    ...seniors.flatMap(({ subject, birthDate, district, isTalkedOf }) =>
      check(subject, {
        birthDate,
        sex: "female",
        hukouDistrict: district,
        ...(isTalkedOf ? Object.fromEntries(gossip.map(([, fact, value]) => [fact, value])) : {}),
      }),
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

const isAtCounter = ({ isPaidAtCounter }: Senior, month: string): boolean =>
  isPaidAtCounter && month === months[0];

function checkEntitlements({ world, shards, keys }: Read): Violation[] {
  const { seniors, graduates } = world.population;
  const expected = seniors.flatMap((senior) => {
    const fen = monthlyFen(senior);
    const key = keys.get(senior.subject.id);
    return fen === undefined
      ? []
      : months.map((month) => {
          const state = isAtCounter(senior, month) ? "redirected" : stateOf[senior.plan];
          return `${key} ${seniorPolicy} ${month} ${state} ${fen}`;
        });
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
  const together = Map.groupBy(
    shards.flatMap((one) => one.toldTogether),
    ({ noticeId }) => noticeId,
  );
  // What another channel has told before is told by the next one, and counted once.
  const forwarded = new Set(
    shards.flatMap(({ notices }) => notices.flatMap(({ id, first }) => (first === "" ? [] : [id]))),
  );
  const told = [...world.outside.notices.values()]
    .filter(({ noticeId, template }) => template !== "reminder.v1" && !forwarded.has(noticeId))
    .flatMap(({ noticeId, to, template }) => {
      const key = phones.get(to);
      if (template !== "together.v1") return [`${key ?? to} ${template}`];
      // Only seniors are asked here, and only employers are given something at once.
      const alone = key === undefined ? `${to} announcement.v1` : `${key} offer.v1`;
      return (together.get(noticeId) ?? []).map(() => alone);
    });
  const expected = [
    ...seniors
      .filter((one) => monthlyFen(one) !== undefined)
      .flatMap(({ subject, isPaidAtCounter }) => {
        const offer = `${keys.get(subject.id)} offer.v1`;
        // Asked about November before the counter's word came, and then about December, which is another thing.
        const isAskedTwice = isPaidAtCounter && told.filter((one) => one === offer).length > 1;
        return isAskedTwice ? [offer, offer] : [offer];
      }),
    ...shards.flatMap(({ instructions }) =>
      instructions.map(({ subjectKey }) => `${subjectKey} fulfilled.v1`),
    ),
    ...shards.flatMap(({ confirmations }) =>
      confirmations
        .filter(({ state }) => state === "announced")
        .map(({ subjectKey }) => `${subjectKey} announcement.v1`),
    ),
  ];
  // Of what was told while the reply was lost nobody may know, once its occasion has passed.
  const unheard = shards
    .flatMap(({ notices }) => notices)
    .filter(({ id, channel }) => channel !== "paper" && !world.outside.notices.has(id));
  return [
    ...difference("no message twice", expected, told),
    ...unheard.map(({ id }) => violated("no message twice", `${id} is kept, and nobody heard it`)),
    ...toldTwiceByChannel(shards.flatMap(({ notices }) => notices)).map((way) =>
      violated("no message twice", `${way} is gone twice`),
    ),
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

import type { DepartmentId } from "#shared/identity/departments.ts";
import { signedWebhook } from "../outside-world.ts";
import { resident } from "../people.ts";
import type { Saying } from "./population.ts";
import type { World } from "./world.ts";

/** The registers that the rules of this city rest on, each with the department that says it is complete. */
const registers = [
  ["public-security", "deathDate"],
  ["health", "deathCertifiedOn"],
  ["civil-affairs", "crematedOn"],
  ["human-resources", "employee"],
  ["human-resources", "unemployedMonths"],
  ["market-regulation", "deregisteredOn"],
  ["education", "graduatedOn"],
  ["education", "graduatedInShanghai"],
] as const satisfies readonly (readonly [DepartmentId, string])[];

/** How far the clock goes back, at most. */
export const mostBackMilliseconds = 30 * 60_000;

export interface Webhook {
  readonly department: DepartmentId;
  readonly events: readonly Saying["event"][];
}

/** How everything is said. */
export interface Telling {
  /** Each event is said so often. */
  readonly times: number;
  /** In webhooks of up to so many events. */
  readonly atOnce: number;
  /** In any order; otherwise what concerns one subject comes at about the same time. */
  readonly isShuffled: boolean;
}

/** How far what concerns one subject is spread, of all the time that it takes to say everything. */
const spread = 0.1;

/** Everything that is said, as webhooks in the order in which they are sent. */
export function webhooksOf(
  sayings: readonly Saying[],
  { times, atOnce, isShuffled }: Telling,
  random: () => number,
): Webhook[] {
  const placeOf = (index: number): number =>
    isShuffled ? random() : index / sayings.length + random() * spread;
  const said = Array.from({ length: times }, () =>
    sayings.map(({ department, event }, index) => ({ department, event, place: placeOf(index) })),
  );
  const webhooks: (Webhook & { readonly place: number })[] = [];
  for (const [department, of] of Map.groupBy(said.flat(), (one) => one.department)) {
    const left = of.toSorted((a, b) => a.place - b.place);
    while (left.length > 0) {
      const some = left.splice(0, 1 + Math.floor(random() * atOnce));
      const events = some.map(({ event }) => event);
      webhooks.push({ department, events, place: isShuffled ? random() : (some[0]?.place ?? 0) });
    }
  }
  return webhooks.toSorted((a, b) => a.place - b.place);
}

/** Sends webhooks by so many senders at once; none of their events may be refused. */
export function sendAll(world: World, webhooks: readonly Webhook[], senders: number): void {
  const left = webhooks.toReversed();
  for (let number = 0; number < senders; number += 1) {
    world.begin(async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        for (const { id, status } of await world.report(next.department, next.events))
          if (status === "rejected") world.complaints.push(`${id} of a department was refused`);
      }
    });
  }
}

/** Each register is reported complete as of now. */
export function reportRegisters(world: World): void {
  // Observed before the clock may be set back to: what is observed in the future is refused.
  const observedAt = world.scheduler.now().getTime() - mostBackMilliseconds;
  const completeAsOf = new Date(observedAt).toISOString();
  for (const [department, fact] of registers) {
    world.begin(async () => {
      const id = `${fact}-${completeAsOf}`;
      const event = {
        id,
        type: "register.reported.v1",
        time: completeAsOf,
        data: { fact, completeAsOf },
      };
      const [result] = await world.report(department, [event]);
      if (result?.status === "rejected") world.complaints.push(`${id} was refused`);
    });
  }
}

/** Nobody of whom anything true was ever said. */
const stranger = resident("1940-01-01", 999);

/** Sends a webhook that nobody may believe, if it strikes: signed by nobody, or by who is not the steward. */
export function forge(world: World): void {
  const fault = world.faults.strike("webhook forged", "webhook of another steward");
  if (fault === undefined) return;
  const data = {
    subject: stranger,
    facts: { birthDate: "1940-01-01", hukouDistrict: "310101" },
  };
  const event = { id: "forged", type: "facts.reported.v1", data };
  world.begin(async () => {
    if (fault === "webhook of another steward") {
      const [result] = await world.report("civil-affairs", [event]);
      if (result?.status !== "rejected") world.complaints.push("another steward was believed");
      return;
    }
    const now = world.scheduler.now();
    const signed = signedWebhook(world.secretOf("nobody"), "forged", [event], now);
    const path = "/v1/departments/public-security/events";
    const answer = await world.ask("intake", path, signed);
    if (answer.ok) world.complaints.push("a webhook that nobody signed was believed");
  });
}

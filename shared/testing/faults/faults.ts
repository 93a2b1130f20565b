/** Every kind of fault, and about how often it strikes while the storm lasts: at each occasion, with this probability. */
export const stormRates = {
  // D1: 5% of the calls fail, 2.5% commit and lose the reply.
  "database refuses": 0.03,
  "database breaks off": 0.02,
  "database reply lost": 0.025,
  // A process ends at a call, before it or after it.
  "killed before a call": 0.004,
  "killed after a call": 0.004,
  // Queues.
  "queue refuses": 0.05,
  "queue reply lost": 0.05,
  "hint lost": 0.05,
  "hint doubled": 0.1,
  "hint delayed": 0.1,
  "hint overtaken": 0.2,
  // The message gateway and the payer.
  "receiver unreachable": 0.08,
  "receiver answers 500": 0.08,
  "receiver books and answers 500": 0.08,
  "receiver's reply lost": 0.08,
  "delivery doubled": 0.08,
  // What the payer reports.
  "report doubled": 0.3,
  "report repeated under another id": 0.3,
  "report late": 0.3,
  "report at once": 0.3,
  "report contradicts": 0.3,
  "report forged": 0.3,
  "report of another department": 0.3,
  // Time; and all processes end at once, and what the queues held is gone.
  "clock jumps forward": 0.05,
  "clock jumps back": 0.05,
  "cron skipped": 0.2,
  "cron doubled": 0.2,
  "everything lost": 0.03,
  // Departments and people.
  "webhook forged": 0.1,
  "webhook of another steward": 0.1,
  "sent again though answered": 0.1,
  "tapped many times": 0.5,
} as const;

type FaultKind = keyof typeof stormRates;

function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(stormRates, text);
}

/** With what probability each kind strikes at an occasion; a kind that is not there never does. */
export type Rates = Readonly<Partial<Record<FaultKind, number>>>;

/** How often each kind has struck. */
export type Strikes = Map<FaultKind, number>;

export interface Faults {
  /** Which of these strikes now, if any; one at most. */
  strike<Kind extends FaultKind>(...kinds: readonly Kind[]): Kind | undefined;
  /** From now on these strike. */
  change(rates: Rates): void;
}

export function createFaults(random: () => number, rates: Rates, strikes: Strikes): Faults {
  let present = rates;
  return {
    strike(...kinds) {
      let drawn = random();
      for (const kind of kinds) {
        drawn -= present[kind] ?? 0;
        if (drawn >= 0) continue;
        strikes.set(kind, (strikes.get(kind) ?? 0) + 1);
        return kind;
      }
      return undefined;
    },
    change(to) {
      present = to;
    },
  };
}

/** The kinds, of those that have a rate, that have struck too rarely for a run to prove anything. */
export function tooRare(strikes: Strikes, least: number, rates: Rates = stormRates): string[] {
  return Object.keys(rates)
    .filter(isFaultKind)
    .filter((kind) => (strikes.get(kind) ?? 0) < least)
    .map((kind) => `${kind}: ${strikes.get(kind) ?? 0} of ${least}`);
}

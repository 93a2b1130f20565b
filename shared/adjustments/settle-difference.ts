import {
  type Adjustment,
  isLiveSupplement,
  isOpenRecovery,
  isUnpaidSupplement,
  outstandingOf,
  reclaimedBy,
} from "./adjustment.ts";

/** How an entitlement stands in money. All amounts are fen. */
export interface Position {
  /** What it comes to by what is known now. */
  readonly dueFen: number;
  /** What its own instruction pays of it; undefined while that has not left, for then it pays what is left. */
  readonly instructedFen: number | undefined;
  /** By number. */
  readonly adjustments: readonly Adjustment[];
}

/** What the adjustments add to what an entitlement's own instruction pays. */
export function addedBy(adjustments: readonly Adjustment[]): number {
  return sumOf(
    adjustments,
    (one) => (isLiveSupplement(one) ? one.amountFen : 0) - reclaimedBy(one),
  );
}

function sumOf(adjustments: readonly Adjustment[], of: (one: Adjustment) => number): number {
  return adjustments.reduce((sum, one) => sum + of(one), 0);
}

/** What an entitlement's own instruction has to pay, which has not left yet: what is due and does not come otherwise. */
export function leftToPay(dueFen: number, adjustments: readonly Adjustment[]): number {
  return Math.max(0, dueFen - addedBy(adjustments));
}

/** Makes a new adjustment of what is worked out here. */
export type Fresh = (what: Pick<Adjustment, "kind" | "number" | "amountFen">) => Adjustment;

/**
 * Brings the adjustments of an entitlement into line, so that what was paid, is paid and is reclaimed adds up to what
 * is due, to the fen. What has not been done yet is changed first: no claim is made and no money sent only to be undone.
 * Worked out again from the same position it changes nothing.
 *
 * @returns the rows that are new or have changed
 */
export function settleDifference(position: Position, fresh: Fresh): Adjustment[] {
  const ledger = new Ledger(position, fresh);
  const { dueFen, adjustments } = position;
  // Of what has not left nothing need be given back: it simply pays less.
  const {
    instructedFen = leftToPay(
      dueFen,
      adjustments.filter((one) => !isOpenRecovery(one)),
    ),
  } = position;
  // What is still owed is not sent only to be claimed back.
  ledger.claimLess(ledger.payLess(sumOf(adjustments.filter(isOpenRecovery), outstandingOf)));
  const tooLittle = dueFen - instructedFen - addedBy(adjustments);
  if (tooLittle >= 0) {
    ledger.forgetWithdrawn();
    ledger.payMore(tooLittle - ledger.claimLess(tooLittle));
  } else {
    ledger.claimMore(-tooLittle - ledger.payLess(-tooLittle) - ledger.letGo());
  }
  return ledger.changed();
}

class Ledger {
  readonly #rows: Map<number, Adjustment>;
  readonly #changed = new Set<number>();
  readonly #dueFen: number;
  readonly #fresh: Fresh;

  constructor({ adjustments, dueFen }: Position, fresh: Fresh) {
    this.#rows = new Map(adjustments.map((one) => [one.number, one]));
    this.#dueFen = dueFen;
    this.#fresh = fresh;
  }

  changed(): Adjustment[] {
    return [...this.#changed].flatMap((number) => this.#rows.get(number) ?? []);
  }

  /** Takes back claims that are not settled, the newest first; gives how much. */
  claimLess(most: number): number {
    let left = most;
    for (const one of this.#newestFirst(isOpenRecovery)) {
      const cut = Math.min(left, outstandingOf(one));
      if (cut <= 0) continue;
      left -= cut;
      const amountFen = one.amountFen - cut;
      if (amountFen === 0) this.#put({ ...one, state: "void" });
      else
        this.#put({
          ...one,
          amountFen,
          state: amountFen === one.repaidFen ? "settled" : one.state,
        });
    }
    return most - left;
  }

  /** Takes back supplements that have not left, the newest first; gives how much. */
  payLess(most: number): number {
    let left = most;
    for (const one of this.#newestFirst(isUnpaidSupplement)) {
      const cut = Math.min(left, one.amountFen);
      if (cut <= 0) continue;
      left -= cut;
      const amountFen = one.amountFen - cut;
      this.#put(
        amountFen === 0 ? { ...one, state: "void", heldBecause: null } : { ...one, amountFen },
      );
    }
    return most - left;
  }

  payMore(amountFen: number): void {
    this.#grow("supplement", amountFen, ({ state }) => state === "due");
  }

  /** A claim that people have begun to decide stays as they have seen it: what is more is another one. */
  claimMore(amountFen: number): void {
    this.#grow(
      "recovery",
      amountFen,
      ({ state, proposal }) => state === "found" && proposal === null,
    );
  }

  /** What people have let the subject keep of what was too much. */
  letGo(): number {
    const withdrawn = [...this.#rows.values()].filter(({ state }) => state === "withdrawn");
    return sumOf(withdrawn, outstandingOf);
  }

  /** Once nothing is too much, what people let go counts no more: what is too much later is another thing. */
  forgetWithdrawn(): void {
    for (const one of this.#rows.values()) {
      if (one.state !== "withdrawn") continue;
      if (one.repaidFen === 0) this.#put({ ...one, state: "void" });
      else this.#put({ ...one, amountFen: one.repaidFen, state: "settled" });
    }
  }

  #grow(
    kind: Adjustment["kind"],
    amountFen: number,
    takesMore: (one: Adjustment) => boolean,
  ): void {
    if (amountFen <= 0) return;
    const [known] = this.#newestFirst((one) => one.kind === kind && takesMore(one));
    if (known === undefined) {
      const number = Math.max(0, ...this.#rows.keys()) + 1;
      this.#put(this.#fresh({ kind, number, amountFen }));
    } else this.#put({ ...known, amountFen: known.amountFen + amountFen });
  }

  #newestFirst(isWanted: (one: Adjustment) => boolean): Adjustment[] {
    return [...this.#rows.values()].filter(isWanted).toSorted((a, b) => b.number - a.number);
  }

  #put(adjustment: Adjustment): void {
    this.#rows.set(adjustment.number, { ...adjustment, dueFen: this.#dueFen });
    this.#changed.add(adjustment.number);
  }
}

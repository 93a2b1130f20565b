/** Enough for every kind of fault to strike often. */
const usual = 12;

/**
 * The seeds of this run: by FAULT_SEED that one, by FAULT_SEEDS so many, otherwise a dozen.
 *
 * @returns `isReplay`: one storm alone, in which no kind of fault can be expected to strike often
 */
export function seedsToTry({ FAULT_SEED, FAULT_SEEDS }: NodeJS.ProcessEnv = process.env): {
  readonly seeds: readonly number[];
  readonly isReplay: boolean;
} {
  if (FAULT_SEED !== undefined) return { seeds: [numberFrom(FAULT_SEED)], isReplay: true };
  const length = Math.max(usual, numberFrom(FAULT_SEEDS ?? String(usual)));
  return { seeds: Array.from({ length }, (_, index) => 1 + index), isReplay: false };
}

function numberFrom(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`no number of a seed: ${text}`);
  return Number(text);
}

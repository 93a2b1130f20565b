declare const fenBrand: unique symbol;

/** An amount of money in whole fen (1 yuan = 100 fen); a safe integer, negative when taken back. */
export type Fen = number & { readonly [fenBrand]: true };

/** Throws RangeError when `n` is not a safe integer. */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole amount of fen: ${n}`);
  // -0 would print as 0 but differ from it in comparisons with Object.is.
  return trustedFen(n === 0 ? 0 : n);
}

/** The sum; 0 for none. Throws RangeError when it leaves the safe integers on the way. */
export function addFen(...amounts: readonly Fen[]): Fen {
  let sum = fen(0);
  for (const amount of amounts) sum = fen(sum + amount);
  return sum;
}

/** "75元" for whole yuan, otherwise two decimals: "1,234.50元". */
export function formatYuan(amount: Fen): string {
  return `${figuresOf(amount)}元`;
}

/** In English: "75 yuan", "1,234.50 yuan". */
export function formatYuanInEnglish(amount: Fen): string {
  return `${figuresOf(amount)} yuan`;
}

function figuresOf(amount: Fen): string {
  const magnitude = Math.abs(amount);
  const cents = magnitude % 100;
  const yuan = String((magnitude - cents) / 100).replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = cents === 0 ? "" : `.${String(cents).padStart(2, "0")}`;
  return `${amount < 0 ? "-" : ""}${yuan}${decimals}`;
}

/** Guarantee: the caller has made sure that the number is a safe integer. */
function trustedFen(n: number): Fen {
  return n as Fen;
}

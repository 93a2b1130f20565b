import type { DepartmentId } from "#shared/facts/stewards.ts";

/** Who bears the cost 市区分担; the percents add up to 100. */
interface CostShare {
  readonly level: "central" | "city" | "district";
  readonly percent: number;
}

/**
 * An account that may receive money: the one on file, and of an organisation also the one that pays its social
 * insurance 社会保险缴费账户, which the tax office supplies.
 */
export type PayeeAccount = "account" | "premium-account";

interface Payment {
  readonly kind: "payment";
  readonly payer: DepartmentId;
  /** The bank's remark; neutral where the policy is sensitive. */
  readonly remark: string;
  readonly payWithinWorkingDays: number;
  /** What may receive it, in this order: the first that is on file does. Without it, the account on file. */
  readonly payees?: readonly [PayeeAccount, ...PayeeAccount[]];
  readonly shares?: readonly CostShare[];
}

/** What no account receives: less on a bill or a tax return, money back on a bill, a service, a certificate. */
interface InKind {
  readonly kind: "reduction" | "refund" | "service" | "certificate";
  /** Whose system does it. */
  readonly payer: DepartmentId;
  readonly shares?: readonly CostShare[];
}

/** How a benefit is fulfilled 兑现. */
export type Fulfilment = Payment | InKind;

/** Money paid to an account, ten working days after the confirmation. The remark is what the bank shows. */
export function payment(
  payer: DepartmentId,
  remark: string,
  more: Pick<Payment, "payees"> = {},
): Payment {
  return { kind: "payment", payer, remark, payWithinWorkingDays: 10, ...more };
}

/** Less on a bill, a rent or a tax return, by the one who makes it out. */
export function reduction(payer: DepartmentId): InKind {
  return { kind: "reduction", payer };
}

/** Which of the accounts on file receives the money; null where none may, and for what no account receives. */
export function payeeOf<Account>(
  fulfilment: Fulfilment,
  onFile: Readonly<Record<PayeeAccount, Account | null>>,
): Account | null {
  if (fulfilment.kind !== "payment") return null;
  const { payees = ["account"] } = fulfilment;
  return payees.map((one) => onFile[one]).find((account) => account !== null) ?? null;
}

import type { PaidTo } from "./views.ts";

/** The account in words, masked: 中国工商银行，尾号0012的账户. */
export function PaidToText({ account }: { account: PaidTo }) {
  if (account === "none-registered") return <>尚未登记账户</>;
  return (
    <>
      {account.bank}，尾号<span class="number">{account.tail}</span>的账户
    </>
  );
}

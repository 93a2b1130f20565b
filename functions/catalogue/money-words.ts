import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";

/** How it is fulfilled 兑现, in a word. */
export const fulfilmentNames = {
  payment: "发放资金",
  reduction: "账单、租金或者申报中直接减免",
  refund: "账单中退回",
  service: "提供服务",
  certificate: "发给证书",
} as const satisfies Record<NonNullable<PolicyDetail["fulfilment"]>["kind"], string>;

const payers = { central: "中央", city: "市", district: "区" } as const;

/** "市60%，区40%"; undefined where the shares are not known. */
export function costSharesText({ fulfilment }: Pick<PolicyDetail, "fulfilment">) {
  return fulfilment?.shares?.map(({ level, percent }) => `${payers[level]}${percent}%`).join("，");
}

/** Whether the law guarantees it, or money can run out. */
export function guaranteeText({ isGuaranteedByLaw }: Pick<PolicyDetail, "isGuaranteedByLaw">) {
  return isGuaranteedByLaw ? "依法保障，不受额度限制" : "以安排的资金为限";
}

import { parameter } from "#shared/rules/language/parameter.ts";
import type { FundingGuard } from "#shared/rules/policy.ts";

/** 失业保险基金备付期限: for how many months the fund could pay with nothing coming in. */
const unemploymentFundReserve = parameter<number>({
  id: "unemployment-fund-reserve",
  label: "失业保险基金备付期限",
  publisher: "human-resources",
  unit: "months",
  values: [
    {
      from: "2022-01-01",
      value: 24,
      status: "sample",
      source: {
        document: "示例：失业保险基金备付期限",
        clause: "上年度末基金累计结余可支付的月数",
        inForceUntil: "not-stated",
        note: "未查到公布的数值，24个月仅供示例，不作为正式依据。",
      },
    },
  ],
});

/** Money leaves only while the fund would suffice for so many months. */
export function fundReserveAtLeast(months: number): FundingGuard {
  const { label } = unemploymentFundReserve;
  return {
    figure: unemploymentFundReserve,
    atLeast: months,
    clause: `${label}不少于${months}个月`,
  };
}

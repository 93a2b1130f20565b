/** How a sum is told by the period of its policy, before the amount: 每月75元. */
export const perPeriod = {
  month: "每月",
  quarter: "每季度",
  year: "本年度",
  once: "一次性",
  visit: "每次",
} as const;

/** For how long one may charge somebody, as the page offers it. */
export const terms = [
  { id: "year", text: "一年", months: 12 },
  { id: "quarter", text: "三个月", months: 3 },
  { id: "longest", text: "三年", months: 36 },
] as const;

/** 行政复议法 Art. 20, 行政诉讼法 Art. 46: the terms run from the day on which one learns of it. */
export const remediesAgainst = {
  zh: "如不服，可自收到之日起60日内申请行政复议，或者6个月内向人民法院提起行政诉讼。",
  en: "Against this you may apply for administrative reconsideration within 60 days, or sue within six months, of learning of it.",
} as const;

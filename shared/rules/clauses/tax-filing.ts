import { reduction } from "#shared/rules/fulfilment.ts";

/**
 * What all relief has in common that is taken off in a tax return 申报享受. The tax of a month is filed in the next, so
 * that such a policy is judged on the month before, and its versions begin and end a month after the taxes they are of.
 */
export const throughTaxFiling = {
  subject: "organisation",
  leadDepartment: "tax",
  isGuaranteedByLaw: true,
  sensitive: false,
  assurance: "signed-in",
  period: "month",
  standing: false,
  commitment: "本单位知道减免以依法申报为准；不符合条件而享受的，依法补缴税费。",
  fulfilment: reduction("tax"),
  ordinaryChannel: { text: "在电子税务局或者办税服务厅申报时享受" },
} as const;

import type { FactDefinition } from "./fact-definition.ts";

const unknownUnlessReported = { means: "unknown" } as const;

/** Facts that tax returns 纳税申报 tell of an organisation; an individual business files like one. */
export const taxFacts = {
  vatTaxpayerKind: {
    label: "增值税纳税人类别",
    about: "organisation",
    type: {
      kind: "choice",
      values: { "small-scale": "小规模纳税人", general: "一般纳税人" },
    },
    steward: "tax",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  smallLowProfit: {
    // As the latest annual settlement 汇算清缴 has it; known of nobody who has not filed one.
    label: "小型微利企业",
    about: "organisation",
    type: { kind: "boolean" },
    steward: "tax",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  taxableSalesFen: {
    // Sales of the month without tax at the levy rate of 3%, by the month of the tax 所属期.
    label: "适用百分之三征收率的销售额",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "tax",
    period: "month",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  sixTaxesTwoFeesDueFen: {
    // The six taxes and two fees together before any reduction, by the month of the tax 所属期.
    label: "减免前的六税两费应纳税费额",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "tax",
    period: "month",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  researchSpendFen: {
    // As declared for the extra deduction 加计扣除.
    label: "研发费用",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "tax",
    period: "year",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

import type { FactDefinition } from "./fact-definition.ts";

/** Facts about water, electricity and gas, reported by the public service units. */
export const utilityFacts = {
  utilityBillFen: {
    // The month's bills for water, electricity and gas together, before any subsidy, by the month of billing.
    label: "水电气账单合计金额",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "utilities",
    period: "month",
    constant: true,
    absence: { means: "unknown" },
    sensitive: false,
  },
  utilityAccountKind: {
    label: "水电气用户类别",
    about: "organisation",
    type: {
      kind: "choice",
      values: {
        "non-residential": "非居民用户",
        "residential-price": "执行居民价格的用户",
        "gas-power-plant": "燃气电厂",
      },
    },
    steward: "utilities",
    constant: false,
    absence: { means: "unknown" },
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

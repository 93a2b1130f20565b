import { dailyRegister, type FactDefinition } from "./fact-definition.ts";

const noneUnlessReported = { means: "none", ...dailyRegister } as const;
const falseUnlessReported = { means: "false", ...dailyRegister } as const;
const unknownUnlessReported = { means: "unknown" } as const;

/** What departments recognise 认定; a recognition that is revoked is withdrawn. */
const recognition = {
  specialisedNewCityOn: {
    label: "市级专精特新企业首次认定日期",
    about: "organisation",
    type: { kind: "date" },
    steward: "economy-informatisation",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
  specialisedNewNationalOn: {
    label: "国家级专精特新小巨人企业首次认定日期",
    about: "organisation",
    type: { kind: "date" },
    steward: "economy-informatisation",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
  highTechValidUntil: {
    // The last day of the high-tech enterprise certificate 高新技术企业证书.
    label: "高新技术企业证书有效期末日",
    about: "organisation",
    type: { kind: "date" },
    steward: "science",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
  aboveScaleSince: {
    // The statistical base register takes every unit above the scale 四上 by name.
    label: "首次纳入四上单位日期",
    about: "organisation",
    type: { kind: "date" },
    steward: "statistics",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/** Who is owned by the state, and who rents from those who are. */
const stateAssets = {
  stateOwned: {
    label: "国有企业",
    about: "organisation",
    type: { kind: "boolean" },
    steward: "state-assets",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
  },
  stateTenant: {
    // The landlords report their final tenants 最终承租方, and nobody who sub-lets.
    label: "承租国有房屋",
    about: "organisation",
    type: { kind: "boolean" },
    steward: "state-assets",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
  },
  stateRentFen: {
    // Due for the year by all leases.
    label: "应付国有房屋租金",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "state-assets",
    period: "year",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

const tradeUnion = {
  hasTradeUnion: {
    label: "已建立工会组织",
    about: "organisation",
    type: { kind: "boolean" },
    steward: "trade-union",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
  },
  unionDuesOwedFen: {
    label: "应缴工会经费",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "trade-union",
    period: "year",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  unionDuesPaidOnTimeFen: {
    label: "按时缴纳的工会经费",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "trade-union",
    period: "year",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/** Facts about what enterprises are recognised as, rent from the state, and pay to the trade unions. */
export const enterpriseFacts = { ...recognition, ...stateAssets, ...tradeUnion };

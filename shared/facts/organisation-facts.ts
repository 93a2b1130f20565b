import { dailyRegister, type FactDefinition } from "./fact-definition.ts";

const noneUnlessReported = { means: "none", ...dailyRegister } as const;
const unknownUnlessReported = { means: "unknown" } as const;

const registration = {
  organisationKind: {
    // The first two characters of the unified social credit code, GB 32100-2015, tables 1 and 2.
    label: "组织机构类别",
    about: "organisation",
    type: {
      kind: "choice",
      values: {
        enterprise: "企业",
        "individual-business": "个体工商户",
        cooperative: "农民专业合作社",
        "social-group": "社会团体",
        "private-non-enterprise": "民办非企业单位",
        foundation: "基金会",
        "state-organ": "机关",
        "public-institution": "事业单位",
        other: "其他",
      },
    },
    steward: "market-regulation",
    constant: true,
    absence: unknownUnlessReported,
    derived: true,
    sensitive: false,
  },
  establishedOn: {
    label: "成立日期",
    about: "organisation",
    type: { kind: "date" },
    steward: "market-regulation",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  deregisteredOn: {
    label: "注销日期",
    about: "organisation",
    type: { kind: "date" },
    steward: "market-regulation",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
  industry: {
    label: "行业代码",
    about: "organisation",
    type: { kind: "code", pattern: /^(?:[A-T]|[A-T]?\d{2,4})$/, standard: "GB/T 4754-2017" },
    steward: "market-regulation",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  registeredDistrict: {
    label: "登记所在区",
    about: "organisation",
    type: { kind: "district" },
    steward: "market-regulation",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  seriousDishonesty: {
    label: "严重失信主体名单",
    about: "organisation",
    type: { kind: "boolean" },
    steward: "credit-centre",
    constant: false,
    absence: { means: "false", ...dailyRegister },
    sensitive: false,
  },
  sizeClass: {
    label: "企业划型",
    about: "organisation",
    type: {
      kind: "choice",
      values: { micro: "微型", small: "小型", medium: "中型", large: "大型" },
    },
    steward: "economy-informatisation",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  specialisedNew: {
    label: "专精特新",
    about: "organisation",
    type: {
      kind: "choice",
      values: { none: "无", city: "市级专精特新企业", national: "国家级专精特新“小巨人”企业" },
    },
    steward: "economy-informatisation",
    constant: false,
    absence: noneUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

const insurance = {
  insuredHeadcount: {
    label: "参保人数",
    about: "organisation",
    // No more than live in the city.
    type: { kind: "integer", min: 0, max: 100_000_000, unit: "people" },
    steward: "human-resources",
    period: "month",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  naturalAttrition: {
    // Retired or dead in the year.
    label: "自然减员人数",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "people" },
    steward: "human-resources",
    period: "year",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  unemploymentPremiumPaidFen: {
    // Paid in fact by the organisation and its staff together.
    label: "实际缴纳的失业保险费",
    about: "organisation",
    type: { kind: "integer", min: 0, unit: "fen" },
    steward: "human-resources",
    period: "year",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/** Every fact about a legal person or another organisation. */
export const organisationFacts = { ...registration, ...insurance };

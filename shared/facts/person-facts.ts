import { dailyRegister, type FactDefinition } from "./fact-definition.ts";

const noneUnlessReported = { means: "none", ...dailyRegister } as const;
const falseUnlessReported = { means: "false", ...dailyRegister } as const;
const unknownUnlessReported = { means: "unknown" } as const;

const identity = {
  birthDate: {
    label: "出生日期",
    about: "person",
    type: { kind: "date" },
    steward: "public-security",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
    hot: true,
  },
  sex: {
    label: "性别",
    about: "person",
    type: { kind: "choice", values: { male: "男", female: "女" } },
    steward: "public-security",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  hukouDistrict: {
    label: "户籍所在区",
    about: "person",
    type: { kind: "district" },
    steward: "public-security",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
    hot: true,
  },
  residenceDistrict: {
    label: "居住所在区",
    about: "person",
    type: { kind: "district" },
    steward: "public-security",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/** Death is known to three registers; paying on one alone pays the dead. */
const death = {
  deathDate: {
    label: "死亡注销登记日期",
    about: "person",
    type: { kind: "date" },
    steward: "public-security",
    constant: true,
    absence: noneUnlessReported,
    sensitive: true,
    hot: true,
  },
  deathCertifiedOn: {
    label: "死亡医学证明日期",
    about: "person",
    type: { kind: "date" },
    steward: "health",
    constant: true,
    absence: noneUnlessReported,
    sensitive: true,
    hot: true,
  },
  crematedOn: {
    label: "殡葬火化日期",
    about: "person",
    type: { kind: "date" },
    steward: "civil-affairs",
    constant: true,
    absence: noneUnlessReported,
    sensitive: true,
    hot: true,
  },
} as const satisfies Record<string, FactDefinition>;

const circumstances = {
  disabilityGrade: {
    label: "残疾等级",
    about: "person",
    type: { kind: "integer", min: 1, max: 4 },
    steward: "disabled-persons-federation",
    constant: false,
    absence: noneUnlessReported,
    sensitive: true,
    hot: true,
  },
  disabilityCategory: {
    label: "残疾类别",
    about: "person",
    // 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重 (GB/T 26341-2010)
    type: { kind: "integer", min: 1, max: 7 },
    steward: "disabled-persons-federation",
    constant: false,
    absence: noneUnlessReported,
    sensitive: true,
  },
  minimumLivingAllowance: {
    label: "最低生活保障",
    about: "person",
    type: { kind: "boolean" },
    steward: "civil-affairs",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
    hot: true,
  },
  severelyDisabledJobless: {
    label: "重残无业",
    about: "person",
    type: { kind: "boolean" },
    steward: "civil-affairs",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
    hot: true,
  },
  martyrFamily: {
    label: "烈属",
    about: "person",
    type: { kind: "boolean" },
    steward: "veterans-affairs",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
    hot: true,
  },
  veteran: {
    label: "退役军人",
    about: "person",
    type: { kind: "boolean" },
    steward: "veterans-affairs",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
    hot: true,
  },
  oneChildCertificate: {
    label: "独生子女父母光荣证",
    about: "person",
    type: { kind: "boolean" },
    steward: "health",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  retiredOn: {
    label: "退休日期",
    about: "person",
    type: { kind: "date" },
    steward: "human-resources",
    constant: true,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  studentStatus: {
    label: "学籍",
    about: "person",
    type: {
      kind: "choice",
      values: { none: "无", primary: "小学", secondary: "中学", university: "高等学校" },
    },
    steward: "education",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/** Every fact about a natural person. */
export const personFacts = { ...identity, ...death, ...circumstances };

import { dailyRegister, type FactDefinition } from "./fact-definition.ts";

const noneUnlessReported = { means: "none", ...dailyRegister } as const;
const falseUnlessReported = { means: "false", ...dailyRegister } as const;

const ageing = {
  pensionStatus: {
    // Of the basic pension insurance for employees; who is in that of residents is in none.
    label: "职工基本养老保险状态",
    about: "person",
    type: {
      kind: "choice",
      values: { none: "未参保", contributing: "参保缴费", drawing: "按月领取养老金" },
    },
    steward: "human-resources",
    constant: false,
    absence: noneUnlessReported,
    sensitive: false,
  },
  firstMarriedOn: {
    // Marriages of long ago are in no register that is complete.
    label: "首次结婚登记日期",
    about: "person",
    type: { kind: "date" },
    steward: "civil-affairs",
    constant: true,
    absence: { means: "unknown" },
    sensitive: false,
  },
  establishedChildless: {
    // Whom the health department has found to have neither borne nor adopted a child: its own finding, so complete.
    label: "经核定未生育未收养",
    about: "person",
    type: { kind: "boolean" },
    steward: "health",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
  },
} as const satisfies Record<string, FactDefinition>;

/** What the schools' register 学籍 and student aid 资助 hold of full-time students of Shanghai's schools. */
const study = {
  finalYearStudent: {
    // In full-time study, in the school year 毕业学年 that ends with graduation.
    label: "毕业学年全日制在读",
    about: "person",
    type: { kind: "boolean" },
    steward: "education",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
  },
  admittedToFurtherStudy: {
    label: "已录取升学或者出国留学",
    about: "person",
    type: { kind: "boolean" },
    steward: "education",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
  },
  specialEducationClass: {
    label: "特教班在读",
    about: "person",
    type: { kind: "boolean" },
    steward: "education",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
  },
  studentLoan: {
    label: "获得国家助学贷款",
    about: "person",
    type: { kind: "boolean" },
    steward: "education",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
  },
  familyLiftedFromPoverty: {
    label: "脱贫家庭",
    about: "person",
    type: { kind: "boolean" },
    steward: "education",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
  },
} as const satisfies Record<string, FactDefinition>;

/** Kinds of hardship 困难 that departments have established. */
const hardship = {
  disabledFamilyInHardship: {
    label: "贫困残疾人家庭",
    about: "person",
    type: { kind: "boolean" },
    steward: "disabled-persons-federation",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
  },
  extremePovertySupport: {
    label: "特困人员救助供养",
    about: "person",
    type: { kind: "boolean" },
    steward: "civil-affairs",
    constant: false,
    absence: falseUnlessReported,
    sensitive: true,
  },
} as const satisfies Record<string, FactDefinition>;

/** Facts about families, old age, study and hardship. */
export const familyFacts = { ...ageing, ...study, ...hardship };

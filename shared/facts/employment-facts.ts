import { dailyRegister, type FactDefinition } from "./fact-definition.ts";

const noneUnlessReported = { means: "none", ...dailyRegister } as const;
const falseUnlessReported = { means: "false", ...dailyRegister } as const;
const unknownUnlessReported = { means: "unknown" } as const;

/** What the days of the relation “employee” tell of the employed: nobody reports it, and no other shard is asked. */
const relation = {
  employedSince: {
    label: "入职日期",
    about: "person",
    type: { kind: "date" },
    steward: "human-resources",
    constant: true,
    absence: unknownUnlessReported,
    derived: true,
    sensitive: false,
  },
  contractMonths: {
    // Full months, the last day included; 1200 for a contract without an end.
    label: "劳动合同期限月数",
    about: "person",
    type: { kind: "integer", min: 0, max: 1200 },
    steward: "human-resources",
    constant: true,
    absence: unknownUnlessReported,
    derived: true,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/**
 * What the register of employment 就业登记 holds of a person's latest hiring 招用. It is as of the day of hiring, but
 * for the insured months, which grow; a later hiring replaces it.
 */
const hiring = {
  insuredMonths: {
    // Months of this employment for which unemployment, injury and pension insurance were all paid.
    label: "本次就业参保月数",
    about: "person",
    type: { kind: "integer", min: 0, max: 1200 },
    steward: "human-resources",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  unemployedMonths: {
    // Full months of registered unemployment that the hiring ended; none where it ended none.
    label: "本次就业前登记失业月数",
    about: "person",
    type: { kind: "integer", min: 0, max: 1200 },
    steward: "human-resources",
    constant: false,
    absence: noneUnlessReported,
    sensitive: true,
  },
  ageWhenHired: {
    // Full years on the day of hiring, so that no employer needs a copy of the date of birth.
    label: "本次就业时年龄",
    about: "person",
    type: { kind: "integer", min: 0, max: 150 },
    steward: "human-resources",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
  countsAsGraduateUntil: {
    // 毕业年度及离校两年内未就业: the last day on which who is hired is hired as a graduate, by the register of names.
    label: "按高校毕业生招用的截止日期",
    about: "person",
    type: { kind: "date" },
    steward: "human-resources",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

const graduation = {
  graduatedOn: {
    // The date of the latest university diploma; diplomas that count are registered electronically, all of them.
    label: "高校毕业日期",
    about: "person",
    type: { kind: "date" },
    steward: "education",
    constant: true,
    absence: noneUnlessReported,
    sensitive: false,
  },
  graduatedInShanghai: {
    label: "毕业于本市高校",
    about: "person",
    type: { kind: "boolean" },
    steward: "education",
    constant: false,
    absence: falseUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

const employer = {
  insuredIndustry: {
    // As the employer declared it when it registered for social insurance; the code of the business register may differ.
    label: "社会保险登记的行业",
    about: "organisation",
    type: {
      kind: "choice",
      values: {
        catering: "餐饮业",
        retail: "零售业",
        tourism: "旅游业",
        "land-and-water-transport": "公路水路铁路运输业",
        aviation: "民航业",
        culture: "文体娱乐业",
        accommodation: "住宿业",
        exhibition: "会展业",
        other: "其他行业",
      },
    },
    steward: "human-resources",
    constant: false,
    absence: unknownUnlessReported,
    sensitive: false,
  },
} as const satisfies Record<string, FactDefinition>;

/** Facts about employment: of those who are employed, and of their employers. */
export const employmentFacts = { ...relation, ...hiring, ...graduation, ...employer };

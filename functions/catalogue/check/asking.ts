import type { FactName } from "#shared/facts/dictionary.ts";

/** How a fact is asked of people, where the usual words would be stiff. */
export interface Asking {
  /** {who}: the person asked, or the relative; {label}: the fact with its period. */
  readonly ask?: string;
  readonly hint?: string;
  /** For a number that the dictionary gives no unit. */
  readonly unit?: string;
  /** That there is none. */
  readonly none?: string;
  /** Names of values; "true" and "false" of a yes or no. */
  readonly names?: Readonly<Record<string, string>>;
}

const yesOrNo = { names: { true: "有", false: "没有" } } as const;
const grades = { "1": "一级", "2": "二级", "3": "三级", "4": "四级" } as const;
const categories = {
  "1": "视力残疾",
  "2": "听力残疾",
  "3": "言语残疾",
  "4": "肢体残疾",
  "5": "智力残疾",
  "6": "精神残疾",
  "7": "多重残疾",
} as const;

const ofPeople = {
  birthDate: { ask: "{who}是哪一天出生的？", hint: "填身份证上的公历日期。" },
  sex: { ask: "{who}的性别是？" },
  hukouDistrict: { ask: "{who}的户籍在哪个区？", hint: "看户口簿首页的地址。" },
  residenceDistrict: { ask: "{who}现在住在哪个区？" },
  disabilityGrade: {
    ask: "{who}的残疾人证是几级？",
    none: "没有残疾人证",
    names: grades,
  },
  disabilityCategory: {
    ask: "{who}的残疾人证上是哪一类？",
    none: "没有残疾人证",
    names: categories,
  },
  minimumLivingAllowance: { ask: "{who}家现在享受最低生活保障（低保）吗？" },
  severelyDisabledJobless: { ask: "{who}经认定为重残无业人员吗？" },
  longTermCareNeeded: { ask: "{who}经评估需要长期照护吗？", hint: "没有评估过的，选“不清楚”。" },
  martyrFamily: { ask: "{who}是烈士遗属（烈属）吗？" },
  veteran: { ask: "{who}是退役军人吗？" },
  oneChildCertificate: { ask: "{who}有《独生子女父母光荣证》吗？", ...yesOrNo },
  retiredOn: { ask: "{who}是哪一天退休的？", hint: "看退休证或者养老金核定表。" },
  pensionStatus: { ask: "{who}参加职工养老保险了吗？" },
  firstMarriedOn: { ask: "{who}第一次登记结婚是哪一天？" },
  establishedChildless: { ask: "卫生健康部门核定过{who}没有生育、没有收养子女吗？" },
  studentStatus: { ask: "{who}现在在哪里上学？", names: { none: "不在上学" } },
  finalYearStudent: { ask: "{who}是今年毕业的全日制在校学生吗？" },
  admittedToFurtherStudy: { ask: "{who}已经被录取升学，或者要出国留学吗？" },
  specialEducationClass: { ask: "{who}在特教班就读吗？" },
  studentLoan: { ask: "{who}获得过国家助学贷款吗？" },
  familyLiftedFromPoverty: { ask: "{who}家是脱贫家庭吗？" },
  disabledFamilyInHardship: { ask: "{who}家经认定为贫困残疾人家庭吗？" },
  extremePovertySupport: { ask: "{who}享受特困人员救助供养吗？" },
  employedSince: { ask: "{who}是哪一天入职的？" },
  contractMonths: {
    ask: "{who}的劳动合同签了几个月？",
    unit: "个月",
    hint: "无固定期限的填 1200。",
  },
  insuredMonths: {
    ask: "{who}入职后缴了几个月的失业、工伤和养老保险？",
    unit: "个月",
    hint: "三种都缴了的月数。",
  },
  unemployedMonths: {
    ask: "{who}入职前登记失业满几个月？",
    unit: "个月",
    none: "没有登记失业",
  },
  ageWhenHired: { ask: "{who}入职时几周岁？", unit: "周岁" },
  countsAsGraduateUntil: {
    ask: "{who}按高校毕业生招用，截止到哪一天？",
    hint: "毕业年度，或者离校两年内没有就业的。",
    none: "不是高校毕业生",
  },
  graduatedOn: { ask: "{who}是哪一天从高校毕业的？", hint: "看毕业证书。", none: "不是高校毕业生" },
  graduatedInShanghai: { ask: "{who}毕业于本市高校吗？" },
} as const satisfies Partial<Record<FactName, Asking>>;

const ofOrganisations = {
  organisationKind: {
    ask: "{who}是哪一类单位？",
    hint: "企业的统一社会信用代码以 91 开头，个体工商户以 92 开头。",
  },
  establishedOn: { ask: "{who}是哪一天成立的？", hint: "看营业执照。" },
  industry: { ask: "{who}的行业代码是什么？", hint: "国民经济行业分类代码，例如 6210。" },
  insuredIndustry: { ask: "{who}办理社会保险登记时填的是哪个行业？" },
  registeredDistrict: { ask: "{who}登记在哪个区？", hint: "看营业执照上的住所。" },
  seriousDishonesty: { ask: "{who}在严重失信主体名单上吗？", names: { true: "在", false: "不在" } },
  sizeClass: { ask: "{who}是哪一种规模的企业？" },
  specialisedNewCityOn: { ask: "{who}首次认定为市级专精特新企业是哪一天？", none: "没有认定" },
  specialisedNewNationalOn: {
    ask: "{who}首次认定为国家级专精特新“小巨人”企业是哪一天？",
    none: "没有认定",
  },
  highTechValidUntil: { ask: "{who}的高新技术企业证书到哪一天为止？", none: "没有证书" },
  aboveScaleSince: {
    ask: "{who}首次纳入“四上”单位是哪一天？",
    hint: "规模以上工业、有资质的建筑业、限额以上批发零售住宿餐饮、国家重点服务业。",
    none: "没有纳入",
  },
  stateOwned: { ask: "{who}是国有企业吗？" },
  smallLowProfit: { ask: "{who}是小型微利企业吗？", hint: "以最近一次企业所得税汇算清缴为准。" },
  insuredHeadcount: { ask: "{who}{label}是多少？", hint: "没有参保的填 0。" },
  unemploymentPremiumPaidFen: { ask: "{who}{label}是多少？", hint: "单位和职工缴的合在一起。" },
  vatTaxpayerKind: { ask: "{who}是小规模纳税人，还是一般纳税人？" },
  taxableSalesFen: { ask: "{who}{label}是多少？", hint: "不含税。" },
  sixTaxesTwoFeesDueFen: {
    ask: "{who}{label}是多少？",
    hint: "资源税、城市维护建设税、房产税、城镇土地使用税、印花税、耕地占用税和教育费附加、地方教育附加，合在一起。",
  },
  researchSpendFen: { ask: "{who}{label}是多少？", hint: "申报加计扣除的数。" },
  stateTenant: { ask: "{who}租用国有房屋吗？" },
  stateRentFen: { ask: "{who}{label}是多少？" },
  hasTradeUnion: { ask: "{who}建立了工会组织吗？", ...yesOrNo },
  unionDuesOwedFen: { ask: "{who}{label}是多少？" },
  unionDuesPaidOnTimeFen: { ask: "{who}{label}是多少？" },
  utilityBillFen: { ask: "{who}{label}是多少？", hint: "水、电、气三张账单合在一起。" },
  utilityAccountKind: { ask: "{who}的水电气账户是哪一类？" },
  naturalAttrition: { ask: "{who}{label}是多少？", hint: "当年退休和死亡的职工。" },
} as const satisfies Partial<Record<FactName, Asking>>;

/** By fact; what is not here is asked in the usual words. */
export const asking: Readonly<Partial<Record<FactName, Asking>>> = {
  ...ofPeople,
  ...ofOrganisations,
};

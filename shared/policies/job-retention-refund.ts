import { proportionOf } from "#shared/rules/language/amount.ts";
import { is } from "#shared/rules/language/compare.ts";
import { met, unknown, unmet, type Example } from "#shared/rules/example.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { layoffRateWithin } from "#shared/rules/clauses/layoff-rate.ts";
import { all, worded } from "#shared/rules/language/logic.ts";
import {
  isNotSeriouslyDishonest,
  isRegistered,
  wasInsuredLastDecember,
} from "#shared/rules/clauses/organisation.ts";
import { policy } from "#shared/rules/policy.ts";
import { percent, tiered } from "#shared/rules/language/share.ts";

const premiumOfLastYear = fact("unemploymentPremiumPaidFen", lastYear);
const isLarge = is("sizeClass", "large");

const rounding = {
  mode: "half-up",
  clause: "来源未规定分以下的取舍，四舍五入到分是本系统的约定",
} as const;

// 中小微企业不高于5.5%，30人（含）以下的不高于20%；其他用人单位不高于3.6%
const retained2020 = worded(
  { clause: "上年裁员率：中小微企业不高于5.5%（参保30人及以下的不高于20%），大型企业不高于3.6%" },
  layoffRateWithin({
    small: tiered({ when: isLarge, use: percent("3.6"), otherwise: percent("20") }),
    others: tiered({ when: isLarge, use: percent("3.6"), otherwise: percent("5.5") }),
  }),
);

// 裁员率不高于5.5%；30人（含）以下的不高于20%
const retained2024 = worded(
  { clause: "上年裁员率不高于5.5%（参保30人及以下的不高于20%）" },
  layoffRateWithin({ small: percent("20"), others: percent("5.5") }),
);

const leftToPeople = [
  "“僵尸企业”、机关事业单位的排除，由人力资源社会保障部门核对",
  "劳务派遣单位的资金归属，凭协议走原渠道办理",
  "基金备付期限是否足够，由人力资源社会保障和财政部门把握",
];

const rule2024 = {
  mode: "direct",
  ground: "none",
  adverseEffects: false,
  // 在本市参加失业保险、信用记录良好、不裁员或者少裁员
  eligible: all(isRegistered, wasInsuredLastDecember, isNotSeriouslyDishonest, retained2024),
  // 大型企业30%，其他60%
  amount: proportionOf(
    tiered({ when: isLarge, use: percent("30"), otherwise: percent("60") }),
    premiumOfLastYear,
    rounding,
  ),
  amountInWords: "上年度实际缴纳失业保险费的60%，大型企业为30%",
  arrears: "all",
  leftToPeople,
} as const;

export default policy({
  id: "job-retention-refund",
  title: "失业保险稳岗返还",
  titleEn: "Job-retention refund of unemployment insurance premiums",
  subject: "organisation",
  leadDepartment: "human-resources",
  supportingDepartments: ["finance", "development-reform", "tax"],
  level: "city",
  category: "资金补贴扶持",
  sensitive: false,
  assurance: "signed-in",
  period: "year",
  standing: false,
  commitment:
    "本单位承诺所涉参保、裁员情况属实，返还资金用于职工生活补助、缴纳社会保险费、转岗培训、技能提升等稳定就业岗位的支出；不符合条件的，退回资金。",
  confirmationWindowDays: 30,
  reminderDays: [7, 15, 25],
  fulfilment: {
    kind: "payment",
    payer: "human-resources",
    remark: "失业保险稳岗返还",
    payWithinWorkingDays: 10,
  },
  ordinaryChannel: { text: "通过“一网通办”单位用户或者参保地社会保险经办机构办理" },
  contact: "12345",
  versions: [
    {
      id: "2020",
      from: "2020-03-01",
      until: "2020-12-31",
      status: "sourced",
      source: {
        document: "沪人社就〔2020〕52号",
        clause: "返还条件和返还标准",
        inForceUntil: "2020-12-31",
        note: "据转载整理，条款号待核对原文；转载未列裁员率算式，按2024年的算式计算；以企业划型为大型的视作“其他用人单位”。",
      },
      mode: "confirm",
      ground: "application-by-document",
      adverseEffects: false,
      eligible: all(isRegistered, wasInsuredLastDecember, retained2020),
      amount: proportionOf(percent("50"), premiumOfLastYear, rounding),
      amountInWords: "上年度实际缴纳失业保险费的50%",
      arrears: "none",
      leftToPeople,
    },
    {
      id: "2024",
      from: "2024-01-01",
      until: "2024-12-31",
      status: "sourced",
      source: {
        document: "沪府办规〔2024〕4号；人社部发〔2024〕40号",
        clause: "失业保险稳岗返还的条件、标准和裁员率算式",
        url: "https://office.cjtax.cn/a/202406/mdu4li5o9xb9.shtml",
        inForceUntil: "2024-12-31",
        note: "据转载整理，条款号待核对原文；“30人（含）以下”未写明以何时人数为准，按裁员率的分母衡量。",
      },
      ...rule2024,
    },
    {
      id: "sample-2025",
      from: "2025-01-01",
      status: "sample",
      source: {
        document: "示例：延续2024年的条件和标准",
        clause: "失业保险稳岗返还的条件、标准和裁员率算式",
        note: "未核到2025年以后的本市文件，仅供示例，不作为正式依据。",
      },
      ...rule2024,
    },
  ],
});

/** 200人的小型企业，上年缴费12,000元。 */
const firm = {
  establishedOn: "2010-06-01",
  sizeClass: "small",
  "insuredHeadcount@2022-12": 200,
  "insuredHeadcount@2023-12": 200,
  "naturalAttrition@2023": 0,
  "unemploymentPremiumPaidFen@2023": 12_000_00,
} as const;

/** 20人的微型企业，上年缴费1,200元。 */
const smallFirm = {
  ...firm,
  sizeClass: "micro",
  "insuredHeadcount@2022-12": 20,
  "unemploymentPremiumPaidFen@2023": 1_200_00,
} as const;

/** 2023年5月成立、当月参保40人的企业。 */
const newFirm = {
  establishedOn: "2023-05-10",
  sizeClass: "small",
  "insuredHeadcount@2023-05": 40,
  "naturalAttrition@2023": 0,
  "unemploymentPremiumPaidFen@2023": 2_000_00,
} as const;

/** 2020年判断的企业，看2018年末和2019年。 */
const firmIn2020 = {
  establishedOn: "2010-06-01",
  "insuredHeadcount@2018-12": 1000,
  "naturalAttrition@2019": 0,
  "unemploymentPremiumPaidFen@2019": 100_000_00,
} as const;

export const examples: readonly Example[] = [
  {
    name: "200人余189人，裁员率正好5.5%，可返还60%",
    on: "2024-07-01",
    facts: { ...firm, "insuredHeadcount@2023-12": 189 },
    expect: met(7_200_00),
  },
  {
    name: "200人余188人，裁员率6%，不返还",
    on: "2024-07-01",
    facts: { ...firm, "insuredHeadcount@2023-12": 188 },
    expect: unmet(),
  },
  {
    name: "大型企业返还30%",
    on: "2024-07-01",
    facts: { ...firm, sizeClass: "large" },
    expect: met(3_600_00),
  },
  {
    name: "20人余16人，裁员率正好20%",
    on: "2024-07-01",
    facts: { ...smallFirm, "insuredHeadcount@2023-12": 16 },
    expect: met(720_00),
  },
  {
    name: "20人余15人，裁员率25%，不返还",
    on: "2024-07-01",
    facts: { ...smallFirm, "insuredHeadcount@2023-12": 15 },
    expect: unmet(),
  },
  {
    name: "分母正好30人的按20%衡量",
    on: "2024-07-01",
    facts: { ...smallFirm, "insuredHeadcount@2022-12": 30, "insuredHeadcount@2023-12": 24 },
    expect: met(720_00),
  },
  {
    name: "分母31人的按5.5%衡量",
    on: "2024-07-01",
    facts: { ...smallFirm, "insuredHeadcount@2022-12": 31, "insuredHeadcount@2023-12": 25 },
    expect: unmet(),
  },
  {
    name: "尾数四舍五入到分",
    on: "2024-07-01",
    facts: { ...firm, "unemploymentPremiumPaidFen@2023": 10_03 },
    // 10.03元 × 60% = 6.018元
    expect: met(6_02),
  },
  {
    name: "自然减员未报时不能判断",
    on: "2024-07-01",
    facts: { ...firm, "naturalAttrition@2023": "missing" },
    expect: unknown("naturalAttrition@2023"),
  },
  {
    name: "企业划型不明时金额不能判断",
    on: "2024-07-01",
    facts: { ...firm, sizeClass: "missing" },
    expect: unknown("sizeClass"),
  },
  {
    name: "严重失信的不返还",
    on: "2024-07-01",
    facts: { ...firm, seriousDishonesty: true },
    expect: unmet(),
  },
  {
    name: "已注销的不返还",
    on: "2024-07-01",
    facts: { ...firm, deregisteredOn: "2024-07-01" },
    expect: unmet(),
  },
  {
    name: "参保不足一年的以首个参保月为分母，40人余38人为5%",
    on: "2024-07-01",
    facts: { ...newFirm, "insuredHeadcount@2023-12": 38 },
    expect: met(1_200_00),
  },
  {
    name: "参保不足一年的，40人余37人为7.5%，不返还",
    on: "2024-07-01",
    facts: { ...newFirm, "insuredHeadcount@2023-12": 37 },
    expect: unmet(),
  },
  {
    name: "2020年中小企业裁员率正好5.5%，返还50%",
    on: "2020-03-01",
    facts: { ...firmIn2020, sizeClass: "medium", "insuredHeadcount@2019-12": 945 },
    expect: met(50_000_00),
  },
  {
    name: "2020年中小企业裁员率5.6%，不返还",
    on: "2020-03-01",
    facts: { ...firmIn2020, sizeClass: "medium", "insuredHeadcount@2019-12": 944 },
    expect: unmet(),
  },
  {
    name: "2020年大型企业裁员率正好3.6%，返还50%",
    on: "2020-12-31",
    facts: { ...firmIn2020, sizeClass: "large", "insuredHeadcount@2019-12": 964 },
    expect: met(50_000_00),
  },
  {
    name: "2020年大型企业裁员率3.7%，不返还",
    on: "2020-12-31",
    facts: { ...firmIn2020, sizeClass: "large", "insuredHeadcount@2019-12": 963 },
    expect: unmet(),
  },
  {
    name: "2021年至2023年没有已核实的规定",
    on: "2022-07-01",
    facts: firm,
    expect: unmet(),
  },
  {
    name: "2025年起按示例版本看上一年",
    on: "2025-07-01",
    facts: {
      establishedOn: "2010-06-01",
      sizeClass: "small",
      "insuredHeadcount@2023-12": 200,
      "insuredHeadcount@2024-12": 189,
      "naturalAttrition@2024": 0,
      "unemploymentPremiumPaidFen@2024": 12_000_00,
    },
    expect: met(7_200_00),
  },
];

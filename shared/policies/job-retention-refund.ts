import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { fundReserveAtLeast } from "#shared/parameters/unemployment-fund-reserve.ts";
import { unemploymentTarget } from "#shared/parameters/unemployment-target.ts";
import { employerSubsidy, ownAccountFirst } from "#shared/rules/clauses/employer-subsidy.ts";
import { firmsOf, sizedExamples, standingExamples } from "#shared/rules/clauses/example-firm.ts";
import { layoffRateWithin } from "#shared/rules/clauses/layoff-rate.ts";
import { isInsuredEmployer, isNotSeriouslyDishonest } from "#shared/rules/clauses/organisation.ts";
import { bySize, refundOfPremiums } from "#shared/rules/clauses/premiums.ts";
import { examplesOf, met, unmet } from "#shared/rules/example.ts";
import { all } from "#shared/rules/language/logic.ts";
import { shareOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { byPeople, directly, onConfirmation, policy, sampleAfter } from "#shared/rules/policy.ts";

const retained2020 = layoffRateWithin(
  "上年裁员率：中小微企业不高于5.5%（参保30人及以下的不高于20%），大型企业不高于3.6%",
  { small: bySize("3.6", "20"), others: bySize("3.6", "5.5") },
);
const retained2024 = layoffRateWithin("上年裁员率不高于5.5%（参保30人及以下的不高于20%）", {
  small: percent("20"),
  others: shareOf(unemploymentTarget),
});
const no52of2020 = "沪人社就〔2020〕52号";
const unfound = "2022年国家规定见人社部发〔2022〕23号；2021年至2023年的本市文件都未核到";
const left = byPeople(["“僵尸企业”、机关事业单位的排除"], ["劳务派遣单位的资金归属"]);
const rule2024 = {
  ...directly,
  // 在本市参加失业保险、信用记录良好、不裁员或者少裁员
  eligible: all(isInsuredEmployer, isNotSeriouslyDishonest, retained2024),
  amount: refundOfPremiums(bySize("30", "60")),
  amountInWords: "上年度实际缴纳失业保险费的60%，大型企业为30%",
  arrears: "all",
  ...left,
  // 统筹地区上年度失业保险基金滚存结余备付期限在1年以上
  fundingGuard: fundReserveAtLeast(12),
} as const;

export default policy({
  id: "job-retention-refund",
  title: "失业保险稳岗返还",
  ...employerSubsidy,
  period: "year",
  commitment:
    "本单位承诺所涉参保、裁员情况属实，返还资金用于职工生活补助、缴纳社会保险费、转岗培训、技能提升等稳定就业岗位的支出；不符合条件的，退回资金。",
  fulfilment: payment("human-resources", "失业保险稳岗返还", ownAccountFirst),
  ordinaryChannel: { text: "通过“一网通办”单位用户或者参保地社会保险经办机构办理" },
  gaps: [{ from: "2021-01-01", until: "2023-12-31", note: unfound }],
  versions: [
    {
      id: "2020",
      from: "2020-03-01",
      until: "2020-12-31",
      status: "sourced",
      source: {
        document: no52of2020,
        clause: "返还条件和返还标准",
        inForceUntil: "2020-12-31",
        note: "据转载整理，条款号待核对原文；转载未列裁员率算式，按2024年的算式计算；以企业划型为大型的视作“其他用人单位”；转载未列公示天数，按五个工作日。",
      },
      ...onConfirmation("application-by-document"),
      eligible: all(isInsuredEmployer, retained2020),
      amount: refundOfPremiums(percent("50")),
      amountInWords: "上年度实际缴纳失业保险费的50%",
      arrears: "none",
      publicity: { workingDays: 5, document: no52of2020, clause: "网上公示", names: "in-full" },
      ...left,
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
      ...sampleAfter("2024年", "未核到2025年以后的本市文件，"),
      ...rule2024,
    },
  ],
});

export const listing = {
  titleEn: "Job-retention refund of unemployment insurance premiums",
  supportingDepartments: ["finance", "development-reform", "tax"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "就业促进中心（示例）",
  personInCharge: "中心负责人（示例）",
  handlingTime: "10个工作日内",
  lifeEvents: ["hiring", "costs"],
  collections: ["relief"],
  english: {
    who: "Insured employers in good standing that laid off few or no staff last year.",
    what: "60% of the unemployment premiums paid last year, 30% for large firms. Since 2025 a sample.",
    how: "It is paid directly; you are told first and may refuse.",
    otherwise: "Apply online as an employer, or at the social insurance office.",
  },
} as const satisfies Listing;

const [july, in2020, firmsOf2019] = ["2024-07-01", "2020-12-31", firmsOf(2019)] as const;
export const examples = () =>
  examplesOf({}, [
    ...sizedExamples(2023, july, 7_200_00),
    ...standingExamples(2023, july, 7_200_00),
    ["大型企业返还30%", july, firmsOf(2023)({ size: "large" }), met(3_600_00)],
    ...sizedExamples(2019, in2020, 6_000_00),
    ["2020年，大型企业3.5%", in2020, firmsOf2019({ after: 193, size: "large" }), met(6_000_00)],
    ["2020年，大型企业4%", in2020, firmsOf2019({ after: 192, size: "large" }), unmet()],
    ["示例版本，四舍五入到分", "2025-07-01", firmsOf(2024)({ paidFen: 10_03 }), met(6_02)],
  ]);

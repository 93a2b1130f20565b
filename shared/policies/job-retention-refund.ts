import { unemploymentTarget } from "#shared/parameters/unemployment-target.ts";
import { denominatorExamples, firmsOf } from "#shared/rules/clauses/example-firm.ts";
import { layoffRateWithin } from "#shared/rules/clauses/layoff-rate.ts";
import {
  isNotSeriouslyDishonest,
  isRegistered,
  wasInsuredLastDecember,
} from "#shared/rules/clauses/organisation.ts";
import { bySize, refundOfPremiums } from "#shared/rules/clauses/premiums.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { all } from "#shared/rules/language/logic.ts";
import { shareOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { directly, onConfirmation, payment, policy, sampleAfter } from "#shared/rules/policy.ts";

const retained2020 = layoffRateWithin(
  "上年裁员率：中小微企业不高于5.5%（参保30人及以下的不高于20%），大型企业不高于3.6%",
  { small: bySize("3.6", "20"), others: bySize("3.6", "5.5") },
);
const retained2024 = layoffRateWithin("上年裁员率不高于5.5%（参保30人及以下的不高于20%）", {
  small: percent("20"),
  others: shareOf(unemploymentTarget),
});

const leftToPeople = [
  "“僵尸企业”、机关事业单位的排除，由人力资源社会保障部门核对",
  "劳务派遣单位的资金归属，凭协议走原渠道办理",
  "基金备付期限是否足够，由人力资源社会保障和财政部门把握",
];

const rule2024 = {
  ...directly,
  // 在本市参加失业保险、信用记录良好、不裁员或者少裁员
  eligible: all(isRegistered, wasInsuredLastDecember, isNotSeriouslyDishonest, retained2024),
  amount: refundOfPremiums(bySize("30", "60")),
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
  category: "资金补贴扶持",
  sensitive: false,
  assurance: "signed-in",
  period: "year",
  standing: false,
  commitment:
    "本单位承诺所涉参保、裁员情况属实，返还资金用于职工生活补助、缴纳社会保险费、转岗培训、技能提升等稳定就业岗位的支出；不符合条件的，退回资金。",
  fulfilment: payment("human-resources", "失业保险稳岗返还"),
  ordinaryChannel: { text: "通过“一网通办”单位用户或者参保地社会保险经办机构办理" },
  gaps: [{ from: "2021-01-01", until: "2023-12-31", note: "未核到2021年至2023年的本市文件" }],
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
      ...onConfirmation("application-by-document"),
      eligible: all(isRegistered, wasInsuredLastDecember, retained2020),
      amount: refundOfPremiums(percent("50")),
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
      ...sampleAfter("2024年", "未核到2025年以后的本市文件，"),
      ...rule2024,
    },
  ],
});

const [july, firm, firm2019] = ["2024-07-01", firmsOf(2023), firmsOf(2019)] as const;
export const examples = examplesOf({}, [
  ["200人余189人，正好5.5%", july, firm({ after: 189 }), met(7_200_00)],
  ["200人余188人，6%", july, firm({ after: 188 }), unmet()],
  ["大型企业返还30%", july, firm({ size: "large" }), met(3_600_00)],
  ...denominatorExamples(2023, july, 7_200_00),
  ["减员未报时等待", july, firm({ lost: "missing" }), unknown("naturalAttrition@2023")],
  ["划型不明时等待", july, firm({ size: "missing" }), unknown("sizeClass")],
  ["年末已无人参保", july, firm({ after: 0, lost: 200 }), unmet()],
  ["严重失信", july, { ...firm(), seriousDishonesty: true }, unmet()],
  ["当日注销", july, { ...firm(), deregisteredOn: july }, unmet()],
  ["注销前一天", july, { ...firm(), deregisteredOn: "2024-07-02" }, met(7_200_00)],
  ["2020年，中型企业5.5%", "2020-03-01", firm2019({ after: 189, size: "medium" }), met(6_000_00)],
  ["2020年，小型企业6%", "2020-03-01", firm2019({ after: 188 }), unmet()],
  ["2020年，30人余24人", "2020-03-01", firm2019({ before: 30, after: 24 }), met(6_000_00)],
  ["2020年，30人余23人", "2020-03-01", firm2019({ before: 30, after: 23 }), unmet()],
  ["2020年，大型企业3.5%", "2020-12-31", firm2019({ after: 193, size: "large" }), met(6_000_00)],
  ["2020年，大型企业4%", "2020-12-31", firm2019({ after: 192, size: "large" }), unmet()],
  ["示例版本，四舍五入到分", "2025-07-01", firmsOf(2024)({ paidFen: 10_03 }), met(6_02)],
]);

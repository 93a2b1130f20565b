import { employerSubsidy, premiumAccountOnly } from "#shared/rules/clauses/employer-subsidy.ts";
import { registeredExamples } from "#shared/rules/clauses/example-firm.ts";
import { graduationExamples, hiresOf } from "#shared/rules/clauses/example-hire.ts";
import {
  hiredSince,
  isGraduateOfThisYear,
  wasGraduateOrYouth,
  wasInsuredFor,
} from "#shared/rules/clauses/hiring.ts";
import { isEnterprise, isRegistered } from "#shared/rules/clauses/organisation.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { once } from "#shared/rules/language/amount.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { all } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { directly, policy } from "#shared/rules/policy.ts";

const byHiring = (hired: Condition<"person">) =>
  all(isRegistered, isEnterprise, some("employee", hired));

const grant = {
  ...directly,
  // 按每招用1人不超过1500元的标准发放
  amount: once(1_500_00),
  amountInWords: "每招用一人，一次性1,500元",
  arrears: "all",
  leftToPeople: ["毕业证书与毕业日期不一致的", "劳务派遣单位的资金归属"],
} as const;

export default policy({
  id: "job-expansion-grant",
  title: "一次性扩岗补助",
  ...employerSubsidy,
  period: "once",
  per: "employee",
  // 同一人只能享受一次，不跨年度、地区、单位；与一次性吸纳就业补贴不重复享受
  reserves: { group: "hiring-subsidy", of: "relative", within: "ever" },
  commitment: "本单位承诺所招用人员的劳动合同和参保缴费情况属实；不符合条件的，退回资金。",
  fulfilment: payment("human-resources", "一次性扩岗补助", premiumAccountOnly),
  ordinaryChannel: { text: "通过“一网通办”单位用户或者参保地社会保险经办机构办理" },
  gaps: [{ from: "2023-01-01", until: "2023-12-31", note: "未核到2023年的文件" }],
  versions: [
    {
      id: "2022",
      from: "2022-08-01",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "2022年8月三部门办公厅关于一次性扩岗补助的通知（文号未核到）",
        clause: "补助对象、条件和标准",
        inForceUntil: "2022-12-31",
        note: "据转载整理，文号、条款号和施行日待核对原文；文件规定每人不超过1,500元，按上限列示；只计2022年入职的。",
      },
      ...grant,
      // 企业招用2022年1月至12月毕业的高校毕业生，签订劳动合同并参加失业保险1个月以上
      eligible: byHiring(all(hiredSince("2022-01-01"), wasInsuredFor(1), isGraduateOfThisYear)),
    },
    {
      id: "2024",
      from: "2024-01-01",
      until: "2025-12-31",
      status: "sourced",
      source: {
        document: "人社部发〔2024〕44号",
        clause: "一次性扩岗补助的对象、条件和标准",
        inForceUntil: "2025-12-31",
        note: "据转载整理，条款号、施行日和本市标准待核对原文；文件规定每人不超过1,500元，按上限列示；只计2024年以后入职的。",
      },
      ...grant,
      // 企业招用高校毕业生或者登记失业的16–24岁青年，为其缴纳失业、工伤、养老保险3个月以上
      eligible: byHiring(all(hiredSince("2024-01-01"), wasInsuredFor(3), wasGraduateOrYouth)),
    },
  ],
});

export const listing = {
  titleEn: "One-off grant for new jobs",
  supportingDepartments: ["education", "finance"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "就业促进中心（示例）",
  personInCharge: "中心负责人（示例）",
  handlingTime: "10个工作日内",
  lifeEvents: ["hiring"],
  collections: ["relief"],
  english: {
    who: "Enterprises that hired graduates; in 2024 and 2025 also unemployed people aged 16 to 24.",
    what: "1,500 yuan for each person hired; each person counts only once.",
    how: "It is paid directly; you are told first and may refuse.",
    otherwise: "Apply online as an employer, or at the social insurance office.",
  },
} as const satisfies Listing;

const youth = hiresOf({ insuredMonths: 3, unemployedMonths: 0, ageWhenHired: 24 });
const graduate = hiresOf({ insuredMonths: 3, ageWhenHired: 25 });
const hire = hiresOf({ insuredMonths: 1, graduatedOn: "2022-06-30" });
const [on, first, granted] = ["2024-12-01", "2024-01-01", met(1_500_00)] as const;
const [in2022, firstOf2022] = ["2022-12-01", "2022-01-01"] as const;

export const examples = () =>
  examplesOf({ organisationKind: "enterprise" }, [
    ...registeredExamples(on, youth(first), 1_500_00),
    ["不是企业", on, { ...youth(first), organisationKind: "private-non-enterprise" }, unmet()],
    ["招用期首日入职，24周岁", on, youth(first), granted],
    ["招用期前一天入职", on, youth("2023-12-31"), unmet()],
    ["参保缴费2个月", on, youth(first, { insuredMonths: 2 }), unmet()],
    ["入职时25周岁", on, youth(first, { ageWhenHired: 25 }), unmet()],
    ["入职时16周岁", on, youth(first, { ageWhenHired: 16 }), granted],
    ["入职时15周岁", on, youth(first, { ageWhenHired: 15 }), unmet()],
    ["没有登记失业", on, graduate(first, { ageWhenHired: 24 }), unmet()],
    ["毕业两年内最后一天入职", on, graduate(first, { countsAsGraduateUntil: first }), granted],
    ["毕业两年后入职", on, graduate(first, { countsAsGraduateUntil: "2023-12-31" }), unmet()],
    ...graduationExamples(2022, hire, 1_500_00),
    ["2022年首日入职", in2022, hire(firstOf2022), granted],
    ["2021年最后一天入职", in2022, hire("2021-12-31"), unmet()],
    ["2022年入职，还没有参保缴费", in2022, hire(firstOf2022, { insuredMonths: 0 }), unmet()],
    ["职工名册未报齐时等待", on, { employee: "missing" }, unknown("employee")],
  ]);

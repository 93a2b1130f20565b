import { employerSubsidy, premiumAccountOnly } from "#shared/rules/clauses/employer-subsidy.ts";
import { registeredExamples } from "#shared/rules/clauses/example-firm.ts";
import { graduationExamples, hiresOf } from "#shared/rules/clauses/example-hire.ts";
import {
  hasContractOf,
  hiredSince,
  wasInsuredFor,
  wasUnemployedOrIsGraduate,
} from "#shared/rules/clauses/hiring.ts";
import { isRegistered } from "#shared/rules/clauses/organisation.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { once } from "#shared/rules/language/amount.ts";
import { all } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { directly, policy } from "#shared/rules/policy.ts";

// 签订一年以上劳动合同，并缴纳社会保险
const isLasting = all(hasContractOf(12), wasInsuredFor(1));

const ruleSince = (firstDay: string) =>
  ({
    ...directly,
    // 招用期内招用登记失业三个月以上的人员，或者本市高校当年毕业生
    eligible: all(
      isRegistered,
      some("employee", all(hiredSince(firstDay), isLasting, wasUnemployedOrIsGraduate)),
    ),
    amount: once(2_000_00),
    amountInWords: "每招用一人，一次性2,000元",
    arrears: "all",
    leftToPeople: ["招用期末招用、次年才开始缴费的", "劳务派遣单位的资金归属"],
  }) as const;

export default policy({
  id: "job-absorption-subsidy",
  title: "一次性吸纳就业补贴",
  ...employerSubsidy,
  period: "once",
  per: "employee",
  // 同一人只能享受一次，不分单位、年度；与一次性扩岗补助不重复享受
  reserves: { group: "hiring-subsidy", of: "relative", within: "ever" },
  commitment: "本单位承诺所招用人员的劳动合同和参保缴费情况属实；不符合条件的，退回资金。",
  fulfilment: payment("human-resources", "一次性吸纳就业补贴", premiumAccountOnly),
  ordinaryChannel: { text: "通过“一网通办”单位用户或者参保地就业促进机构办理" },
  versions: [
    {
      id: "2022",
      from: "2022-06-06",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "2022年一次性吸纳就业补贴政策（文号未核到）",
        clause: "补贴对象、条件和标准",
        inForceUntil: "2022-12-31",
        note: "据2022年6月6日公开报道整理，文件名称、文号、条款号和印发日期待核对原文；有效期按招用期计。",
      },
      ...ruleSince("2022-03-01"),
    },
    {
      id: "2023",
      from: "2023-01-01",
      until: "2023-12-31",
      status: "sourced",
      source: {
        document: "沪府规〔2023〕1号项下的一次性吸纳就业补贴",
        clause: "补贴对象、条件和标准",
        inForceUntil: "2023-12-31",
        note: "据公开报道整理，实施文件的文号和条款号待核对原文；有效期按招用期计，2024年以后的文件未核到。",
      },
      ...ruleSince("2023-01-01"),
    },
  ],
});

export const listing = {
  titleEn: "One-off subsidy for hiring",
  supportingDepartments: ["finance", "education"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "就业促进中心（示例）",
  personInCharge: "中心负责人（示例）",
  handlingTime: "10个工作日内",
  lifeEvents: ["hiring"],
  collections: ["relief"],
  english: {
    who: "Employers who in 2022 or 2023 hired, for a year or more, people three months unemployed, or that year's graduates of Shanghai universities.",
    what: "2,000 yuan for each person hired; each person counts only once.",
    how: "It is paid directly; you are told first and may refuse.",
    otherwise: "Apply online as an employer, or at the employment promotion office.",
  },
} as const satisfies Listing;

const graduate = hiresOf({ contractMonths: 12, insuredMonths: 1, graduatedInShanghai: true });
const hire = hiresOf({ contractMonths: 12, insuredMonths: 1, unemployedMonths: 3 });
const [on, in2023, granted] = ["2022-12-01", "2023-12-01", met(2_000_00)] as const;
const [first, firstOf2023] = ["2022-03-01", "2023-01-01"] as const;

export const examples = () =>
  examplesOf({}, [
    ...registeredExamples(on, hire(first), 2_000_00),
    ...graduationExamples(2022, graduate, 2_000_00),
    [
      "外省市高校毕业",
      on,
      graduate(first, { graduatedOn: first, graduatedInShanghai: false }),
      unmet(),
    ],
    ["招用期首日入职", on, hire(first), granted],
    ["招用期前一天入职", on, hire("2022-02-28"), unmet()],
    ["合同11个月", on, hire(first, { contractMonths: 11 }), unmet()],
    ["还没有参保缴费", on, hire(first, { insuredMonths: 0 }), unmet()],
    ["登记失业2个月", on, hire(first, { unemployedMonths: 2 }), unmet()],
    ["2023年首日入职", in2023, hire(firstOf2023), granted],
    ["2022年最后一天入职，2023年不再计", in2023, hire("2022-12-31"), unmet()],
    ["2023年入职，还没有参保缴费", in2023, hire(firstOf2023, { insuredMonths: 0 }), unmet()],
    ["没有招用", on, {}, unmet()],
    ["职工名册未报齐时等待", on, { employee: "missing" }, unknown("employee")],
  ]);

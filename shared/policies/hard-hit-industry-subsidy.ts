import { employerSubsidy, ownAccountFirst } from "#shared/rules/clauses/employer-subsidy.ts";
import { firmsOf, layoffExamples, registeredExamples } from "#shared/rules/clauses/example-firm.ts";
import { layoffRateWithin } from "#shared/rules/clauses/layoff-rate.ts";
import { isRegistered } from "#shared/rules/clauses/organisation.ts";
import { examplesOf, met, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { once } from "#shared/rules/language/amount.ts";
import { isOneOf } from "#shared/rules/language/compare.ts";
import { fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { all, worded } from "#shared/rules/language/logic.ts";
import { capped, perHead } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { onConfirmation, policy } from "#shared/rules/policy.ts";

/** By what the employer declared when it registered for social insurance. */
const isHardHit = worded(
  {
    clause: "属于餐饮、零售、旅游、交通运输、文体娱乐、住宿、会展行业",
    met: "社会保险登记的行业为{insuredIndustry}",
    unmet: "社会保险登记的行业为{insuredIndustry}，不属于困难行业",
  },
  isOneOf("insuredIndustry", [
    "catering",
    "retail",
    "tourism",
    "land-and-water-transport",
    "aviation",
    "culture",
    "accommodation",
    "exhibition",
  ]),
);

export default policy({
  id: "hard-hit-industry-subsidy",
  title: "困难行业企业稳就业补贴",
  ...employerSubsidy,
  period: "once",
  commitment:
    "本单位承诺所报行业、参保和裁员情况属实，补贴用于稳定就业岗位；不符合条件的，退回资金。",
  // 所需资金由区承担；审核后10个工作日内拨付到社会保险缴费账户或者指定账户
  fulfilment: {
    ...payment("human-resources", "困难行业企业稳就业补贴", ownAccountFirst),
    shares: [{ level: "district", percent: 100 }],
  },
  ordinaryChannel: { text: "通过“一网通办”单位用户向所在区就业促进机构申请，逾期视为放弃" },
  versions: [
    {
      id: "2022",
      from: "2022-06-06",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "2022年6月6日困难行业企业稳就业补贴通知（文号未核到）",
        clause: "补贴对象、条件、标准和期限",
        inForceUntil: "2022-12-31",
        note: "据公开报道和转载整理，文号和条款号待核对原文；报道未列裁员率算式，按稳岗返还2024年的算式计算。",
      },
      ...onConfirmation("application-by-document"),
      // 困难行业企业，2022年1月1日前成立并参保，2021年裁员率不高于5.5%：此后成立的，没有上年裁员率
      eligible: all(
        isRegistered,
        isHardHit,
        layoffRateWithin("上年已成立并参保，上年裁员率不高于5.5%", percent("5.5")),
      ),
      // 按上月参保人数每人600元，每户最高300万元
      amount: once(capped(perHead(600_00, fact("insuredHeadcount", monthBefore(1))), 3_000_000_00)),
      amountInWords: "上月参保人数每人600元，最高300万元",
      arrears: "none",
      leftToPeople: ["旅游业是否属于旅行社及相关服务、游览景区管理", "收款账户与参保账户不一致的"],
    },
  ],
});

export const listing = {
  titleEn: "Job subsidy for enterprises of hard-hit industries",
  supportingDepartments: ["finance"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "就业促进中心（示例）",
  personInCharge: "中心负责人（示例）",
  handlingTime: "审核不超过15个工作日，拨付不超过10个工作日",
  lifeEvents: ["costs", "hiring"],
  collections: ["relief"],
  english: {
    who: "Firms in catering, retail, tourism, transport, culture, accommodation or exhibitions that laid off few staff in 2021.",
    what: "600 yuan for each member of staff insured last month, 3 million yuan at most.",
    how: "You get a message; confirm once, and it is paid.",
    otherwise: "Apply online as an employer to your district by the end of 2022.",
  },
} as const satisfies Listing;

const on = "2022-07-01";
const heads = (count: number) => ({ ...firmsOf(2021)(), "insuredHeadcount@2022-06": count });

export const examples = () =>
  examplesOf({ insuredIndustry: "catering", "insuredHeadcount@2022-06": 10 }, [
    ...layoffExamples(2021, on, 6_000_00),
    ...registeredExamples(on, heads(10), 6_000_00),
    ["不属于困难行业", on, { ...heads(10), insuredIndustry: "other" }, unmet()],
    ["上月5,000人，正好300万元", on, heads(5000), met(3_000_000_00)],
    ["上月5,001人，仍是300万元", on, heads(5001), met(3_000_000_00)],
    ["上月4,999人", on, heads(4999), met(2_999_400_00)],
    ["上月已无人参保", on, heads(0), unmet()],
  ]);

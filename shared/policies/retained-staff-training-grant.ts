import { fundReserveAtLeast } from "#shared/parameters/unemployment-fund-reserve.ts";
import { employerSubsidy } from "#shared/rules/clauses/employer-subsidy.ts";
import { registeredExamples } from "#shared/rules/clauses/example-firm.ts";
import { isEnterprise, isRegistered } from "#shared/rules/clauses/organisation.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { once } from "#shared/rules/language/amount.ts";
import { isOneOf } from "#shared/rules/language/compare.ts";
import { fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { all, worded } from "#shared/rules/language/logic.ts";
import { perHead } from "#shared/rules/language/number.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { byPeople, directly, policy } from "#shared/rules/policy.ts";

const isHardHit = worded(
  {
    clause: "属于餐饮、零售、旅游、民航、公路水路铁路运输行业",
    met: "社会保险登记的行业为{insuredIndustry}",
    unmet: "社会保险登记的行业为{insuredIndustry}，不属于所列行业",
  },
  isOneOf("insuredIndustry", [
    "catering",
    "retail",
    "tourism",
    "aviation",
    "land-and-water-transport",
  ]),
);

export default policy({
  id: "retained-staff-training-grant",
  title: "一次性留工培训补助",
  ...employerSubsidy,
  period: "once",
  // 可以与失业保险稳岗返还同时享受，所以不设互斥
  commitment: "本单位承诺参保职工情况属实，补助用于职工在岗培训；不符合条件的，退回资金。",
  fulfilment: payment("human-resources", "一次性留工培训补助"),
  ordinaryChannel: { text: "通过“一网通办”单位用户或者参保地社会保险经办机构办理" },
  versions: [
    {
      id: "sample-2022",
      from: "2022-06-01",
      until: "2022-12-31",
      status: "sample",
      source: {
        document: "示例：人社部发〔2022〕23号等国家规定中的一次性留工培训补助",
        clause: "补助对象和标准",
        inForceUntil: "2022-12-31",
        note: "未核到本市是否以此名义实施，对象、起始日和计算人数的月份都是示例，不作为正式依据。",
      },
      ...directly,
      // 餐饮、零售、旅游、民航、公路水路铁路运输五个行业的企业
      eligible: all(isRegistered, isEnterprise, isHardHit),
      // 按每名参保职工500元的标准发放
      amount: once(perHead(500_00, fact("insuredHeadcount", monthBefore(1)))),
      amountInWords: "上月参保人数每人500元，每户一次",
      arrears: "all",
      ...byPeople(
        ["因疫情严重影响暂时无法正常生产经营的其他企业，由人力资源社会保障部门认定"],
        ["同一职工同月在两家企业参保的，由人力资源社会保障部门核减"],
      ),
      // 上年度失业保险基金滚存结余备付期限在2年以上
      fundingGuard: fundReserveAtLeast(24),
    },
  ],
});

export const listing = {
  titleEn: "One-off training grant for keeping staff (sample)",
  supportingDepartments: ["finance"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "就业促进中心（示例）",
  personInCharge: "中心负责人（示例）",
  handlingTime: "10个工作日内（示例）",
  lifeEvents: ["hiring", "costs"],
  collections: ["relief"],
  english: {
    who: "Enterprises in catering, retail, tourism, aviation or transport (sample).",
    what: "500 yuan for each insured member of staff, once.",
    how: "It is paid directly; you are told first and may refuse.",
    otherwise: "Apply online as an employer, or at the social insurance office.",
  },
} as const satisfies Listing;

const on = "2022-07-01";
const firm = {
  organisationKind: "enterprise",
  insuredIndustry: "catering",
  "insuredHeadcount@2022-06": 20,
} as const;

export const examples = () =>
  examplesOf(firm, [
    ...registeredExamples(on, {}, 10_000_00),
    ["不是企业", on, { organisationKind: "private-non-enterprise" }, unmet()],
    ["不属于五个行业", on, { insuredIndustry: "accommodation" }, unmet()],
    ["上月已无人参保", on, { "insuredHeadcount@2022-06": 0 }, unmet()],
    ["只有一名职工", on, { "insuredHeadcount@2022-06": 1 }, met(500_00)],
    [
      "上月参保人数未报时等待",
      on,
      { "insuredHeadcount@2022-06": "missing" },
      unknown("insuredHeadcount@2022-06"),
    ],
  ]);

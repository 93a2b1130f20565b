import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import {
  isHighTechEnterprise,
  isNewlyAboveScale,
  researchSpendOfTheYearBefore,
} from "#shared/rules/clauses/high-tech.ts";
import { isRegistered } from "#shared/rules/clauses/organisation.ts";
import { toTheFen } from "#shared/rules/clauses/rounding.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { once } from "#shared/rules/language/amount.ts";
import { all } from "#shared/rules/language/logic.ts";
import { capped, proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { onConfirmation, policy, sampleAfter } from "#shared/rules/policy.ts";

const rule = {
  ...onConfirmation("application-by-document"),
  // 对首次纳入“四上”的有效期内高新技术企业
  eligible: all(isRegistered, isHighTechEnterprise, isNewlyAboveScale),
  // 按上一年度研发费用的5%给予奖励，最高50万元
  amount: once(
    capped(proportionOf(percent("5"), researchSpendOfTheYearBefore, toTheFen), 500_000_00),
  ),
  amountInWords: "纳入“四上”上一年度研发费用的5%，最高50万元",
  arrears: "all",
  leftToPeople: ["市区分担的比例，由科技和财政部门确定", "研发费用的归集有异议的，由税务部门更正"],
} as const;

export default policy({
  id: "high-tech-above-scale-reward",
  title: "高新技术企业首次“四上”奖励",
  subject: "organisation",
  leadDepartment: "science",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  period: "once",
  standing: false,
  commitment: "本单位承诺研发费用申报属实，奖励资金用于研发活动；不符合条件的，退回资金。",
  fulfilment: payment("science", "高新技术企业奖励"),
  ordinaryChannel: { text: "向登记所在区的科技主管部门申报" },
  versions: [
    {
      id: "2022",
      from: "2022-10-01",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "《上海市助行业强主体稳增长的若干政策措施》",
        clause: "对首次纳入“四上”的高新技术企业的奖励",
        inForceUntil: "2022-12-31",
        note: "据2022年9月28日公开报道整理，文号、条款号待核对原文；未核到有效期，按当年止从严计算；上年纳入的一并享受，是本系统的理解。",
      },
      ...rule,
    },
    {
      id: "sample-2023",
      from: "2023-01-01",
      ...sampleAfter("《上海市助行业强主体稳增长的若干政策措施》", "未核到2023年以后的有效文件，"),
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Reward for high-tech enterprises that grow above the statistical scale",
  supportingDepartments: ["statistics", "tax", "finance"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "高新技术产业化处",
  personInCharge: "处室负责人",
  handlingTime: "确认后10个工作日内",
  lifeEvents: ["growth"],
  collections: ["relief"],
  english: {
    who: "Certified high-tech enterprises that entered the register of larger units for the first time.",
    what: "5% of the research spending of the year before, at most 500,000 yuan, once.",
    how: "You get a message; sign in, confirm once, and it is paid.",
    otherwise: "Apply to the science office of the district where you are registered.",
  },
} as const satisfies Listing;

const entered = {
  highTechValidUntil: "2024-11-17",
  aboveScaleSince: "2022-10-20",
  "researchSpendFen@2021": 4_000_000_00,
} as const;
const [on, granted] = ["2022-11-15", met(200_000_00)] as const;
const spent = (fen: number | "missing") => ({ "researchSpendFen@2021": fen });
const since = (aboveScaleSince: string) => ({ aboveScaleSince });

export const examples = () =>
  examplesOf(entered, [
    ["上年研发费用400万元，奖励20万元", on, {}, granted],
    ["研发费用1,000万元零9分，正好50万元", on, spent(10_000_000_09), met(500_000_00)],
    ["研发费用再多一分，最高50万元", on, spent(10_000_000_10), met(500_000_00)],
    ["没有研发费用", on, spent(0), unmet()],
    ["研发费用未报时等待", on, spent("missing"), unknown("researchSpendFen@2021")],
    ["证书有效期最后一天", on, { highTechValidUntil: on }, granted],
    ["证书前一天到期", on, { highTechValidUntil: "2022-11-14" }, unmet()],
    ["当年元旦纳入“四上”", on, since("2022-01-01"), granted],
    ["前年最后一天纳入", on, since("2020-12-31"), unmet()],
    ["“四上”名单迟到时等待", on, { aboveScaleSince: "missing" }, unknown("aboveScaleSince")],
    ["当日注销", on, { deregisteredOn: on }, unmet()],
    ["注销前一天", on, { deregisteredOn: "2022-11-16" }, granted],
    ["年末纳入，次年一月才有登记", "2023-01-10", since("2022-12-31"), granted],
    ["施行前一天没有规定", "2022-09-30", since("2022-03-01"), unmet()],
  ]).concat(
    examplesOf({ ...entered, "researchSpendFen@2020": 20_00 }, [
      ["上年元旦纳入，以前年研发费用为准", on, since("2021-01-01"), met(1_00)],
    ]),
  );

import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { isRegistered } from "#shared/rules/clauses/organisation.ts";
import {
  isInAnotherDistrict,
  isNewlyRecognisedByTheCity,
} from "#shared/rules/clauses/specialised-new.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { once } from "#shared/rules/language/amount.ts";
import { all } from "#shared/rules/language/logic.ts";
import { onConfirmation, policy, sampleAfter } from "#shared/rules/policy.ts";

const rule = {
  ...onConfirmation("application-by-document"),
  // 对新认定的市级专精特新企业，由各区给予奖励
  eligible: all(isRegistered, isNewlyRecognisedByTheCity, isInAnotherDistrict),
  // 不低于10万元
  amount: once(100_000_00),
  amountInWords: "一次性10万元（文件规定不低于10万元，由各区确定，这里按下限计）",
  arrears: "all",
  leftToPeople: [
    "高于下限的部分，由登记所在区按本区规定发放",
    "通过复核的再次认定，按各区规定走原渠道办理",
    "认定被撤销的，由经济信息化部门撤回登记",
  ],
} as const;

export default policy({
  id: "specialised-new-reward",
  title: "市级专精特新企业奖励",
  subject: "organisation",
  leadDepartment: "economy-informatisation",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  period: "once",
  standing: false,
  // 每次认定只奖励一次，迁到另一区也不再发
  reserves: { group: "specialised-new-city", of: "self", within: "ever" },
  commitment: "本单位承诺认定材料属实，同一认定没有在其他区领取过奖励；不符合条件的，退回资金。",
  fulfilment: {
    ...payment("economy-informatisation", "专精特新企业奖励"),
    shares: [{ level: "district", percent: 100 }],
  },
  ordinaryChannel: { text: "向登记所在区的中小企业主管部门申报" },
  versions: [
    {
      id: "2022",
      from: "2022-10-01",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "《上海市助行业强主体稳增长的若干政策措施》",
        clause: "对新认定的专精特新企业的奖励",
        inForceUntil: "2022-12-31",
        note: "据2022年9月28日公开报道整理，文号、条款号待核对原文；未核到有效期，按当年止从严计算。",
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
  titleEn: "Reward for specialised and innovative enterprises (city level)",
  supportingDepartments: ["finance", "market-regulation"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "中小企业发展服务处",
  personInCharge: "处室负责人",
  handlingTime: "确认后10个工作日内",
  lifeEvents: ["growth"],
  collections: ["relief"],
  english: {
    who: "Enterprises that the city first recognised as specialised and innovative in 2022 or later.",
    what: "At least 100,000 yuan, once, paid by the district.",
    how: "You get a message; sign in, confirm once, and it is paid.",
    otherwise: "Apply to the enterprise office of the district where you are registered.",
  },
} as const satisfies Listing;

const recognised = { specialisedNewCityOn: "2022-11-30", registeredDistrict: "310104" } as const;
const on = "2022-12-01";

export const examples = () =>
  examplesOf(recognised, [
    ["当年新认定，登记在徐汇区", on, {}, met(100_000_00)],
    ["2022年元旦认定", on, { specialisedNewCityOn: "2022-01-01" }, met(100_000_00)],
    ["2021年最后一天认定", on, { specialisedNewCityOn: "2021-12-31" }, unmet()],
    [
      "认定名单迟到时等待",
      on,
      { specialisedNewCityOn: "missing" },
      unknown("specialisedNewCityOn"),
    ],
    ["登记在闵行区的适用该区标准", on, { registeredDistrict: "310112" }, unmet()],
    ["登记在外省市的不发", on, { registeredDistrict: "elsewhere" }, unmet()],
    ["登记所在区不明时等待", on, { registeredDistrict: "missing" }, unknown("registeredDistrict")],
    ["当日注销", on, { deregisteredOn: on }, unmet()],
    ["注销前一天", on, { deregisteredOn: "2022-12-02" }, met(100_000_00)],
    [
      "2026年登记在闵行区的，同样适用该区标准",
      "2026-03-01",
      { registeredDistrict: "310112" },
      unmet(),
    ],
    ["施行首日", "2022-10-01", { specialisedNewCityOn: "2022-03-01" }, met(100_000_00)],
    ["施行前一天没有规定", "2022-09-30", { specialisedNewCityOn: "2022-03-01" }, unmet()],
    ["此后延续示例标准", "2026-03-01", { specialisedNewCityOn: "2026-01-15" }, met(100_000_00)],
  ]).concat(examplesOf({ registeredDistrict: "310104" }, [["没有认定登记", on, {}, unmet()]]));

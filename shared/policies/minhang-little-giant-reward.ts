import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { isRegistered } from "#shared/rules/clauses/organisation.ts";
import { isInMinhang, isNewlyRecognisedByTheState } from "#shared/rules/clauses/specialised-new.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { once } from "#shared/rules/language/amount.ts";
import { all } from "#shared/rules/language/logic.ts";
import { onConfirmation, policy, sampleAfter } from "#shared/rules/policy.ts";

const rule = {
  ...onConfirmation("application-by-document"),
  // 登记在本区、首次认定的国家级专精特新“小巨人”企业
  eligible: all(isRegistered, isNewlyRecognisedByTheState, isInMinhang),
  amount: once(500_000_00),
  amountInWords: "一次性50万元",
  arrears: "all",
  leftToPeople: ["通过复核的再次认定，走原渠道办理", "认定被撤销的，由经济信息化部门撤回登记"],
} as const;

export default policy({
  id: "minhang-little-giant-reward",
  title: "闵行区国家级专精特新“小巨人”企业奖励",
  subject: "organisation",
  district: "310112",
  leadDepartment: "economy-informatisation",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  period: "once",
  standing: false,
  // 每次认定只奖励一次，从另一区迁来也不再发
  reserves: { group: "specialised-new-national", of: "self", within: "ever" },
  commitment: "本单位承诺认定材料属实，同一认定没有在其他区领取过奖励；不符合条件的，退回资金。",
  fulfilment: {
    ...payment("economy-informatisation", "专精特新小巨人奖励"),
    shares: [{ level: "district", percent: 100 }],
  },
  ordinaryChannel: { text: "向闵行区中小企业主管部门申报" },
  versions: [
    {
      id: "2022",
      from: "2022-06-23",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "《闵行区关于支持“专精特新”中小企业高质量发展的专项扶持意见》",
        clause: "国家级专精特新小巨人奖励",
        url: "http://m.qeqo.com.cn/detail.php?id=286",
        inForceUntil: "2022-12-31",
        note: "金额据2022年6月23日的各区补贴汇编，文件名据2021年11月的公开报道；文号、条款号和有效期待核对原文，按当年止从严计算。",
      },
      ...rule,
    },
    {
      id: "sample-2023",
      from: "2023-01-01",
      ...sampleAfter("闵行区2022年的扶持意见", "未核到2023年以后的本区文件，"),
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Reward for national little giants in Minhang",
  supportingDepartments: ["finance", "market-regulation"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "区经济委员会中小企业科（示例）",
  personInCharge: "科室负责人",
  handlingTime: "确认后10个工作日内",
  lifeEvents: ["growth"],
  collections: ["relief"],
  english: {
    who: "Enterprises in Minhang that the state first recognised as a little giant in 2022 or later.",
    what: "500,000 yuan, once.",
    how: "You get a message; sign in, confirm once, and it is paid.",
    otherwise: "Apply to the enterprise office of Minhang District.",
  },
} as const satisfies Listing;

const [recognisedOn, on] = [{ specialisedNewNationalOn: "2022-06-30" }, "2022-12-01"] as const;

export const examples = () =>
  examplesOf({ ...recognisedOn, registeredDistrict: "310112" }, [
    ["当年新认定，登记在闵行区", on, {}, met(500_000_00)],
    ["2022年元旦认定", on, { specialisedNewNationalOn: "2022-01-01" }, met(500_000_00)],
    ["2021年最后一天认定", on, { specialisedNewNationalOn: "2021-12-31" }, unmet()],
    [
      "认定名单迟到时等待",
      on,
      { specialisedNewNationalOn: "missing" },
      unknown("specialisedNewNationalOn"),
    ],
    ["登记在徐汇区的适用全市下限", on, { registeredDistrict: "310104" }, unmet()],
    ["登记所在区不明时等待", on, { registeredDistrict: "missing" }, unknown("registeredDistrict")],
    ["当日注销", on, { deregisteredOn: on }, unmet()],
    ["注销前一天", on, { deregisteredOn: "2022-12-02" }, met(500_000_00)],
    ["首日已经认定", "2022-06-23", { specialisedNewNationalOn: "2022-03-01" }, met(500_000_00)],
    ["此前没有核到的规定", "2022-06-22", { specialisedNewNationalOn: "2022-03-01" }, unmet()],
    ["此后延续示例标准", "2026-03-01", { specialisedNewNationalOn: "2026-01-15" }, met(500_000_00)],
  ]).concat(examplesOf({ registeredDistrict: "310112" }, [["没有认定登记", on, {}, unmet()]]));

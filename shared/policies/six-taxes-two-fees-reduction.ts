import type { Listing } from "#shared/rules/listing.ts";
import { toTheFen } from "#shared/rules/clauses/rounding.ts";
import {
  isIndividualBusiness,
  isSmallLowProfitEnterprise,
  isSmallScaleTaxpayer,
} from "#shared/rules/clauses/small-business.ts";
import { throughTaxFiling } from "#shared/rules/clauses/tax-filing.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { any } from "#shared/rules/language/logic.ts";
import { proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { directly, policy } from "#shared/rules/policy.ts";

const rule = {
  ...directly,
  // 对增值税小规模纳税人、小型微利企业和个体工商户
  eligible: any(isSmallScaleTaxpayer, isSmallLowProfitEnterprise, isIndividualBusiness),
  // 减半征收资源税、城市维护建设税、房产税、城镇土地使用税、印花税、耕地占用税和教育费附加、地方教育附加
  amount: perMonth(
    proportionOf(percent("50"), fact("sixTaxesTwoFeesDueFen", monthBefore(1)), toTheFen),
  ),
  amountInWords: "上月所属“六税两费”应纳税费额的50%，申报时直接减征",
  arrears: "all",
  leftToPeople: [
    "水资源税和证券交易印花税不在减征之列，由税务部门在应纳税费额中除去",
    "按季、按次申报的，以申报的月份计，由税务部门报送",
    "新设立的企业在首次汇算清缴以前，由税务部门按规定判断是否为小型微利企业",
  ],
} as const;

export default policy({
  id: "six-taxes-two-fees-reduction",
  title: "小微企业“六税两费”减免",
  ...throughTaxFiling,
  versions: [
    {
      id: "sample-2022",
      // 2022年1月所属的税费，2月申报；2022年12月的，次年1月申报
      from: "2022-02-01",
      until: "2023-01-31",
      status: "sample",
      source: {
        document: "示例：财政部 税务总局公告2022年第10号及本市减征幅度的规定",
        clause: "减征对象和幅度",
        inForceUntil: "2024-12-31",
        note: "本市按50%减征的文件未核到原文，仅供示例，不作为正式依据；2023年起的税费已由公告2023年第12号规定。",
      },
      ...rule,
    },
    {
      id: "2023",
      from: "2023-02-01",
      until: "2027-12-31",
      status: "sourced",
      source: {
        document: "财政部 税务总局公告2023年第12号",
        clause: "二、减半征收“六税两费”",
        url: "https://fgk.chinatax.gov.cn/zcfgk/c102416/c5210453/content.html",
        inForceUntil: "2027-12-31",
        note: "适用于2023年1月1日至2027年12月31日的税费，据公开转载整理；最后一个月的税费在2028年1月申报，届时按延续文件办理。",
      },
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Half off six taxes and two fees for small businesses",
  supportingDepartments: ["finance", "market-regulation"],
  category: "税收优惠",
  benefitClass: "减免",
  responsibleUnit: "财产和行为税处",
  personInCharge: "处室负责人",
  handlingTime: "申报时即享",
  lifeEvents: ["costs"],
  collections: ["relief"],
  english: {
    who: "Small-scale VAT taxpayers, small low-profit enterprises and individual businesses.",
    what: "Half of six local taxes and two education fees.",
    how: "It is taken off when you file your return; there is nothing to apply for.",
    otherwise: "Claim it in your return online or at a tax service hall, or call 12366.",
  },
} as const satisfies Listing;

const due = { "sixTaxesTwoFeesDueFen@2023-06": 3_000_01, vatTaxpayerKind: "general" } as const;
const on = "2023-07-10";

export const examples = () =>
  examplesOf({ ...due, organisationKind: "enterprise" }, [
    ["小规模纳税人，减征一半，四舍五入到分", on, { vatTaxpayerKind: "small-scale" }, met(1_500_01)],
    ["一般纳税人中的小型微利企业", on, { smallLowProfit: true }, met(1_500_01)],
    ["个体工商户", on, { organisationKind: "individual-business" }, met(1_500_01)],
    ["三者都不是", on, { smallLowProfit: false }, unmet()],
    ["是否小型微利企业不明时等待", on, {}, unknown("smallLowProfit")],
  ]).concat(
    examplesOf({ organisationKind: "individual-business" }, [
      ["上月税费未申报时等待", on, {}, unknown("sixTaxesTwoFeesDueFen@2023-06")],
      ["上月没有应纳税费", on, { "sixTaxesTwoFeesDueFen@2023-06": 0 }, unmet()],
      ["已注销的，末月的税费同样减征", on, { ...due, deregisteredOn: "2023-07-01" }, met(1_500_01)],
      ["2022年1月的税费", "2022-02-10", { "sixTaxesTwoFeesDueFen@2022-01": 80_00 }, met(40_00)],
      ["2021年12月的税费不减", "2022-01-10", { "sixTaxesTwoFeesDueFen@2021-12": 80_00 }, unmet()],
    ]),
  );

import type { Listing } from "#shared/rules/listing.ts";
import { toTheFen } from "#shared/rules/clauses/rounding.ts";
import { isSmallScaleTaxpayer } from "#shared/rules/clauses/small-business.ts";
import { throughTaxFiling } from "#shared/rules/clauses/tax-filing.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { atMost, lessThan } from "#shared/rules/language/compare.ts";
import { fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { difference, proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { directly, policy } from "#shared/rules/policy.ts";

const sales = fact("taxableSalesFen", monthBefore(1));
const threshold = 100_000_00;
const at3 = proportionOf(percent("3"), sales, toTheFen);
const from3To1 = difference(at3, proportionOf(percent("1"), sales, toTheFen));

const relief = {
  ...directly,
  // 增值税小规模纳税人
  eligible: isSmallScaleTaxpayer,
  arrears: "all",
  leftToPeople: [
    "开具增值税专用发票的销售，不动产和土地使用权的交易，由税务部门在销售额中除去",
    "按季申报的，以季度销售额衡量，由税务部门在申报时判断",
  ],
} as const;

export default policy({
  id: "small-scale-vat-relief",
  title: "小规模纳税人增值税减免",
  ...throughTaxFiling,
  versions: [
    {
      id: "sample-2022",
      from: "2022-05-01",
      until: "2023-01-31",
      status: "sample",
      source: {
        document: "示例：财政部 税务总局公告2022年第15号",
        clause: "适用3%征收率的应税销售收入免征增值税",
        inForceUntil: "2023-01-31",
        note: "适用于2022年4月1日至12月31日的税款，末月在次年1月申报；未核到原文，仅供示例，不作为正式依据。",
      },
      ...relief,
      amount: perMonth(at3),
      amountInWords: "免征，减免额为上月销售额的3%",
    },
    {
      id: "2023",
      from: "2023-02-01",
      until: "2026-01-31",
      status: "sourced",
      source: {
        document: "财政部 税务总局公告2023年第1号、第19号",
        clause: "一、月销售额10万元以下（含本数）免征；二、3%征收率减按1%",
        url: "https://www.gov.cn/zhengce/zhengceku/202308/content_6896287.htm",
        inForceUntil: "2026-01-31",
        note: "原定执行至2027年12月31日，自2026年1月1日的税款起由公告2026年第10号接替，末月在2026年1月申报。",
      },
      ...relief,
      // 月销售额10万元以下（含本数）的免征，超过的减按1%征收
      amount: perMonth(choose({ when: atMost(sales, threshold), use: at3, otherwise: from3To1 })),
      amountInWords: "上月销售额不超过10万元的免征（减免销售额的3%），超过的由3%减按1%征收",
    },
    {
      id: "2026",
      from: "2026-02-01",
      until: "2027-12-31",
      status: "sourced",
      source: {
        document: "《增值税法》第二十三条；财政部 税务总局公告2026年第10号",
        clause: "小规模纳税人的起征点；3%征收率减按1%",
        url: "https://fgk.chinatax.gov.cn/zcfgk/c102416/c5247434/content.html",
        inForceUntil: "2027-12-31",
        note: "据公开转述整理，条款号待核对原文；2027年12月的税款在2028年1月申报，届时按延续文件办理。",
      },
      ...relief,
      // 销售额未达到起征点（月10万元）的免征，达到的全额计算，减按1%征收
      amount: perMonth(choose({ when: lessThan(sales, threshold), use: at3, otherwise: from3To1 })),
      amountInWords: "上月销售额未达到10万元的免征（减免销售额的3%），达到的由3%减按1%征收",
    },
  ],
});

export const listing = {
  titleEn: "Value-added tax relief for small-scale taxpayers",
  supportingDepartments: ["finance", "market-regulation"],
  category: "税收优惠",
  benefitClass: "减免",
  responsibleUnit: "货物和劳务税处",
  personInCharge: "处室负责人",
  handlingTime: "申报时即享",
  lifeEvents: ["costs"],
  collections: ["relief"],
  english: {
    who: "Small-scale taxpayers of value-added tax.",
    what: "No tax on sales below 100,000 yuan a month; above that, 1% instead of 3%.",
    how: "It is taken off when you file your return; there is nothing to apply for.",
    otherwise: "Claim it in your return online or at a tax service hall, or call 12366.",
  },
} as const satisfies Listing;

const of = (month: string, fen: number | "missing") => ({ [`taxableSalesFen@${month}`]: fen });
const [may2022, dec2023, apr2026] = ["2022-05-10", "2023-12-10", "2026-04-10"] as const;
const taxpayer = { vatTaxpayerKind: "small-scale", ...of("2023-11", threshold) } as const;
export const examples = () =>
  examplesOf(taxpayer, [
    ["2022年4月的销售额，不论多少都免征", may2022, of("2022-04", 2_000_000_00), met(60_000_00)],
    ["2022年3月的税款不在此列", "2022-04-10", of("2022-03", 50_000_00), unmet()],
    ["2023年，正好10万元，免征", dec2023, {}, met(3_000_00)],
    ["2023年，多一分，减按1%", dec2023, of("2023-11", 100_000_01), met(2_000_00)],
    ["2026年，正好10万元，减按1%", apr2026, of("2026-03", 100_000_00), met(2_000_00)],
    ["2026年，少一分，免征", apr2026, of("2026-03", 99_999_99), met(3_000_00)],
    ["2025年12月的税款仍按原规定", "2026-01-10", of("2025-12", 100_000_00), met(3_000_00)],
    ["销售额未申报时等待", dec2023, of("2023-11", "missing"), unknown("taxableSalesFen@2023-11")],
    ["一般纳税人", dec2023, { vatTaxpayerKind: "general" }, unmet()],
    ["已注销的，末月同样减免", dec2023, { deregisteredOn: "2023-12-01" }, met(3_000_00)],
  ]);

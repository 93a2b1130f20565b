import type { Listing } from "#shared/rules/listing.ts";
import { reduction } from "#shared/rules/fulfilment.ts";
import { isRegistered } from "#shared/rules/clauses/organisation.ts";
import { toTheFen } from "#shared/rules/clauses/rounding.ts";
import {
  isIndividualBusiness,
  isSmallOrMicroEnterprise,
} from "#shared/rules/clauses/small-business.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { once } from "#shared/rules/language/amount.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, worded } from "#shared/rules/language/logic.ts";
import { proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { onConfirmation, policy } from "#shared/rules/policy.ts";

const isTenantOfStateOwned = worded(
  { clause: "最终承租本市国有企业的房屋", unmet: "没有承租国有房屋的登记" },
  holds("stateTenant"),
);
const rentOfTheYear = fact("stateRentFen", { kind: "year", years: 0 });

export default policy({
  id: "state-owned-rent-relief",
  title: "国有房屋租金减免",
  subject: "organisation",
  leadDepartment: "state-assets",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  period: "once",
  standing: false,
  commitment: "本单位承诺自用承租的房屋从事经营活动，没有转租；不符合条件的，补交租金。",
  fulfilment: reduction("state-assets"),
  ordinaryChannel: { text: "向出租房屋的国有企业申请" },
  versions: [
    {
      id: "2022",
      from: "2022-04-22",
      until: "2022-12-31",
      status: "sourced",
      source: {
        document: "《上海市国有企业减免小微企业和个体工商户房屋租金实施细则》",
        clause: "减免对象、减免期限；2022年4月22日关于免租期限的说明",
        url: "http://xinwen.shaocn.com/xinwen/2022/0422/21931.html",
        inForceUntil: "2022-12-31",
        note: "实施细则公布于2022年3月31日，原分两档；4月22日明确不须提供受疫情影响的证明，全部免除六个月。据公开报道整理，条款号待核对原文；有效期按减免的租金年度计。",
      },
      // 市国资委解答：符合条件的租户依申请享受房屋租金减免
      ...onConfirmation("application-by-document"),
      // 承租国有企业房屋从事生产经营活动的小微企业和个体工商户
      eligible: all(
        isRegistered,
        isTenantOfStateOwned,
        any(isSmallOrMicroEnterprise, isIndividualBusiness),
      ),
      // 免除2022年六个月租金，租期不满一年的按比例免租：都是当年应付租金的一半
      amount: once(proportionOf(percent("50"), rentOfTheYear, toTheFen)),
      amountInWords:
        "免除2022年的六个月租金，即全年应付租金的50%；租期不满一年的，按比例同为应付租金的50%",
      arrears: "all",
      leftToPeople: [
        "转租的，免租归最终承租方，由出租的国有企业核对",
        "直接免除、抵扣以后的租金或者返还，由出租的国有企业与承租方商定",
        "民办非企业单位是否参照，由出租的国有企业决定",
      ],
    },
  ],
});

export const listing = {
  titleEn: "Six months of rent waived in state-owned premises",
  supportingDepartments: ["economy-informatisation", "market-regulation"],
  category: "费用减免",
  benefitClass: "减免",
  responsibleUnit: "企业改革处",
  personInCharge: "处室负责人",
  handlingTime: "确认后10个工作日内",
  lifeEvents: ["costs"],
  collections: ["relief"],
  english: {
    who: "Small and micro enterprises and individual businesses that rented from state-owned enterprises in 2022.",
    what: "Six months of the rent of 2022; of a shorter lease, half of the rent.",
    how: "You get a message; sign in, confirm once, and the landlord takes it off the rent.",
    otherwise: "Apply to the state-owned enterprise that is your landlord.",
  },
} as const satisfies Listing;

const tenant = {
  organisationKind: "enterprise",
  sizeClass: "micro",
  stateTenant: true,
  "stateRentFen@2022": 120_000_00,
} as const;
const [on, half] = ["2022-05-20", met(60_000_00)] as const;
const rent = (fen: number | "missing") => ({ "stateRentFen@2022": fen });

export const examples = () =>
  examplesOf(tenant, [
    ["微型企业，全年租金12万元，免六个月", on, {}, half],
    ["租期四个月，租金4万元，按比例", on, rent(40_000_00), met(20_000_00)],
    ["免租使用，没有应付租金", on, rent(0), unmet()],
    ["没有承租国有房屋", on, { stateTenant: false }, unmet()],
    ["承租名单迟到时等待", on, { stateTenant: "missing" }, unknown("stateTenant")],
    ["小型企业", on, { sizeClass: "small" }, half],
    ["中型企业", on, { sizeClass: "medium" }, unmet()],
    ["个体工商户", on, { organisationKind: "individual-business", sizeClass: "missing" }, half],
    ["企业划型不明时等待", on, { sizeClass: "missing" }, unknown("sizeClass")],
    ["租金未报时等待", on, rent("missing"), unknown("stateRentFen@2022")],
    ["当日注销", on, { deregisteredOn: on }, unmet()],
    ["注销前一天", on, { deregisteredOn: "2022-05-21" }, half],
    ["说明当天起", "2022-04-22", {}, half],
    ["说明前一天", "2022-04-21", {}, unmet()],
  ]);

import type { Listing } from "#shared/rules/listing.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { perYear } from "#shared/rules/language/amount.ts";
import { atLeast, holds, isOneOf, lessThan } from "#shared/rules/language/compare.ts";
import { fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { all, any, not, worded } from "#shared/rules/language/logic.ts";
import { directly, policy, sampleAfter } from "#shared/rules/policy.ts";

const hasUnion = worded(
  { clause: "已建立工会组织", unmet: "没有建立工会组织的登记" },
  holds("hasTradeUnion"),
);
const paidOnTime = fact("unionDuesPaidOnTimeFen", lastYear);
const hasPaidInFullAndOnTime = worded(
  { clause: "上年度按时足额缴纳工会经费", unmet: "上年度没有按时足额缴纳工会经费" },
  atLeast(paidOnTime, fact("unionDuesOwedFen", lastYear)),
);
const paidLittle = worded(
  { clause: "上年度缴纳的工会经费少于1万元", unmet: "上年度缴纳的工会经费不少于1万元" },
  lessThan(paidOnTime, 10_000_00),
);
const isNotOfTheState = worded(
  { clause: "不是国有企业和财政拨款的单位", unmet: "是国有企业或者财政拨款的单位" },
  not(any(holds("stateOwned"), isOneOf("organisationKind", ["state-organ", "public-institution"]))),
);

const rule = {
  ...directly,
  // 全年按时足额缴纳、不足1万元的小额缴费工会组织；国有企业和财政拨款的机关事业单位除外
  eligible: all(hasUnion, hasPaidInFullAndOnTime, paidLittle, isNotOfTheState),
  // 全额返还
  amount: perYear(paidOnTime),
  amountInWords: "上年度缴纳的工会经费全额返还",
  arrears: "all",
  leftToPeople: [
    "尚未建会而缴纳筹备金的，以及财政拨款的其他单位，由上级工会核对",
    "返还的经费拨回缴费的基层工会账户，由上级工会核对",
  ],
} as const;

export default policy({
  id: "small-union-dues-refund",
  title: "小额缴费工会组织经费全额返还",
  subject: "organisation",
  leadDepartment: "trade-union",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  period: "year",
  standing: false,
  commitment: "本单位知道返还的经费归基层工会，用于职工；不符合条件的，退回经费。",
  fulfilment: { kind: "refund", payer: "trade-union" },
  ordinaryChannel: { text: "向上级工会申报" },
  versions: [
    {
      id: "2023",
      // 2023年、2024年缴纳的经费，分别在次年返还
      from: "2024-01-01",
      until: "2025-12-31",
      status: "sourced",
      source: {
        document: "厅字〔2022〕47号；工财发〔2023〕22号",
        clause: "小额缴费工会组织的范围和返还期限",
        url: "https://aqszgh.org.cn/control/view.php?aid=10464",
        inForceUntil: "2025-12-31",
        note: "适用于2023年1月1日至2024年12月31日缴纳的经费，次年返还，有效期按返还年度计；据外省市工会转述整理，本市文件待核对。",
      },
      ...rule,
    },
    {
      id: "sample-2026",
      from: "2026-01-01",
      ...sampleAfter("厅字〔2022〕47号", "未核到2025年以后缴纳经费的有效文件，"),
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Full refund of small trade-union dues",
  supportingDepartments: ["tax", "state-assets"],
  category: "费用减免",
  benefitClass: "减免",
  responsibleUnit: "财务部",
  personInCharge: "部门负责人",
  handlingTime: "每年上半年",
  lifeEvents: ["costs"],
  collections: ["relief"],
  english: {
    who: "Units, other than those of the state, that paid less than 10,000 yuan of union dues last year, in full and on time.",
    what: "All the dues of last year.",
    how: "The trade union returns them directly; you are told first and may refuse.",
    otherwise: "Ask the trade union at the next higher level.",
  },
} as const satisfies Listing;

const paid = (onTime: number | "missing", year = 2023) => ({
  [`unionDuesPaidOnTimeFen@${year}`]: onTime,
  [`unionDuesOwedFen@${year}`]: 9_600_00,
});
const [on, unit] = ["2024-03-01", { organisationKind: "enterprise", hasTradeUnion: true }] as const;

export const examples = () =>
  examplesOf({ ...unit, ...paid(9_600_00) }, [
    ["按时足额缴纳9,600元，全额返还", on, {}, met(9_600_00)],
    ["少缴一分", on, paid(9_599_99), unmet()],
    ["差一分到1万元", on, paid(9_999_99), met(9_999_99)],
    ["正好1万元", on, paid(10_000_00), unmet()],
    ["国有企业", on, { stateOwned: true }, unmet()],
    ["事业单位", on, { organisationKind: "public-institution" }, unmet()],
    ["没有建立工会", on, { hasTradeUnion: false }, unmet()],
    ["国有企业名单迟到时等待", on, { stateOwned: "missing" }, unknown("stateOwned")],
    ["缴纳的经费未报时等待", on, paid("missing"), unknown("unionDuesPaidOnTimeFen@2023")],
    ["2023年中还没有返还", "2023-12-31", {}, unmet()],
  ]).concat(
    examplesOf(unit, [
      ["2025年缴纳的，按示例规则", "2026-03-01", paid(9_600_00, 2025), met(9_600_00)],
      ["2025年少缴一分的", "2026-03-01", paid(9_599_99, 2025), unmet()],
    ]),
  );

import { isMartyrFamily } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { any, worded } from "#shared/rules/language/logic.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { policy } from "#shared/rules/policy.ts";

const isVeteran = worded(
  { clause: "退役军人", met: "经登记为退役军人", unmet: "未登记为退役军人" },
  holds("veteran"),
);

export default policy({
  id: "priority-admission",
  title: "烈属、退役军人优先入园",
  neutralTitle: "优先入园",
  subject: "person",
  leadDepartment: "veterans-affairs",
  isGuaranteedByLaw: false,
  // 名称会透露失去亲人
  sensitive: true,
  assurance: "signed-in",
  period: "visit",
  standing: false,
  commitment: "我出示的是本人的随申码，不转借他人使用。",
  fulfilment: { kind: "service", payer: "landscaping" },
  ordinaryChannel: { text: "在景点入口出示优待证，按景点公示办理" },
  versions: [
    {
      id: "sample-2021",
      from: "2021-07-01",
      status: "sample",
      source: {
        document: "示例：公园、景点对烈属和退役军人的优先服务",
        clause: "优待对象",
        inForceUntil: "not-stated",
        note: "未查到本市统一的实施文件，对象和优待都是示例，以景点公示为准。",
      },
      mode: "scan",
      ground: "none",
      adverseEffects: false,
      // 烈属、退役军人
      eligible: any(isMartyrFamily, isVeteran),
      amount: benefit("优先入园（示例）"),
      amountInWords: "由优先通道入园（示例），门票另按景点规定",
      // 示例：次数和限额都没有文件依据
      scan: {
        limits: { perDay: 3, within: "venue" },
        offline: { capTimes: 100 },
        lowValue: false,
        whenUnknown: "暂时无法核实，请在入口人工查验，符合公示条件的仍由优先通道入园",
      },
      arrears: "none",
      leftToPeople: ["随行的家属能否一同优先，由景点当场决定"],
    },
  ],
});

export const listing = {
  titleEn: "Priority admission for martyrs' families and veterans",
  supportingDepartments: ["landscaping"],
  category: "服务优待",
  benefitClass: "权益",
  responsibleUnit: "优抚褒扬处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "当场",
  lifeEvents: ["service", "outing"],
  english: {
    who: "Families of martyrs, and veterans.",
    what: "Entry by the priority lane (sample). The ticket is another matter.",
    how: "Show your Suishen code at the gate; nothing has to be applied for.",
    otherwise: "Show your preferential treatment card at the entrance.",
  },
} as const satisfies Listing;

const on = "2026-03-01";

export const examples = () =>
  examplesOf({}, [
    ["烈属优先入园", on, { martyrFamily: true }, met()],
    ["退役军人优先入园", on, { veteran: true }, met()],
    ["都不是的没有优先", on, {}, unmet()],
    ["是退役军人的，烈属数据迟到也不等", on, { veteran: true, martyrFamily: "missing" }, met()],
    ["烈属数据迟到时不能判断", on, { martyrFamily: "missing" }, unknown("martyrFamily")],
    ["退役军人数据迟到时不能判断", on, { veteran: "missing" }, unknown("veteran")],
    ["示例首日", "2021-07-01", { veteran: true }, met()],
    ["此前没有规定", "2021-06-30", { veteran: true }, unmet()],
  ]);

import { hasDisabilityCertificate } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { policy } from "#shared/rules/policy.ts";

export default policy({
  id: "disabled-parking",
  title: "残疾人停车优惠",
  neutralTitle: "停车优惠",
  subject: "person",
  leadDepartment: "disabled-persons-federation",
  isGuaranteedByLaw: false,
  sensitive: true,
  assurance: "signed-in",
  period: "visit",
  standing: false,
  commitment: "我出示的是本人的随申码，由本人驾驶或者乘坐该车辆。",
  fulfilment: { kind: "service", payer: "disabled-persons-federation" },
  ordinaryChannel: { text: "在停车场收费处出示残疾人证，按停车场公示办理" },
  versions: [
    {
      id: "sample-2023",
      from: "2023-07-12",
      status: "sample",
      source: {
        document: "示例：公共停车场对残疾人的停车优惠",
        clause: "优惠对象",
        inForceUntil: "not-stated",
        note: "2023年7月12日公开报道中只是随申码的应用设想，未查到实施文件，对象和优惠都是示例，以停车场公示为准。",
      },
      mode: "scan",
      ground: "none",
      adverseEffects: false,
      // 驾驶人或者乘车人持有残疾人证
      eligible: hasDisabilityCertificate,
      amount: benefit("停车费优惠（示例）"),
      amountInWords: "停车费优惠（示例），幅度以停车场公示为准",
      // 示例：次数和限额都没有文件依据
      scan: {
        limits: { perDay: 2, perMonth: 40, within: "group" },
        offline: "never",
        lowValue: false,
        whenUnknown: "暂时无法核实，请到收费处人工查验，符合公示条件的仍按优惠收费",
        toldAs: "parking-discount",
      },
      arrears: "none",
      leftToPeople: ["持证人是否在车上，由停车场当场查看"],
    },
  ],
});

export const listing = {
  titleEn: "Parking discount for disabled people",
  supportingDepartments: ["public-security"],
  category: "服务优待",
  benefitClass: "权益",
  responsibleUnit: "权益保障部门（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "当场",
  lifeEvents: ["disability", "outing"],
  english: {
    who: "Holders of a disability certificate who drive the car or ride in it.",
    what: "A discount on the parking fee (sample).",
    how: "Show your Suishen code at the exit; nothing has to be applied for.",
    otherwise: "Show your disability certificate at the parking office.",
  },
} as const satisfies Listing;

const on = "2026-03-01";

export const examples = () =>
  examplesOf({}, [
    ["持证人享受优惠，不分等级", on, { disabilityGrade: 4 }, met()],
    ["没有残疾人证的没有优惠", on, {}, unmet()],
    ["残疾人证数据迟到时不能判断", on, { disabilityGrade: "missing" }, unknown("disabilityGrade")],
    ["外省市户籍的持证人同样优惠", on, { disabilityGrade: 1, hukouDistrict: "elsewhere" }, met()],
    ["示例首日", "2023-07-12", { disabilityGrade: 4 }, met()],
    ["此前没有规定", "2023-07-11", { disabilityGrade: 4 }, unmet()],
  ]);

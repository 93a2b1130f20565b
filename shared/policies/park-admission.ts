import type { Listing } from "#shared/rules/listing.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { ageAtLeast } from "#shared/rules/language/compare.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { any } from "#shared/rules/language/logic.ts";
import { hasDisabilityCertificate, isMartyrFamily } from "#shared/rules/clauses/person.ts";
import { policy } from "#shared/rules/policy.ts";

export default policy({
  id: "park-admission",
  title: "公园优待",
  subject: "person",
  leadDepartment: "landscaping",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "link",
  period: "visit",
  standing: false,
  commitment: "我出示的是本人的随申码，不转借他人使用。",
  fulfilment: { kind: "service", payer: "landscaping" },
  ordinaryChannel: { text: "在公园售票处出示有关证件，按公园公示办理" },
  versions: [
    {
      id: "sample-2021",
      from: "2021-07-01",
      status: "sample",
      source: {
        document: "示例：收费公园对老年人、残疾人、烈属的优待",
        clause: "优待对象",
        inForceUntil: "not-stated",
        note: "各公园的优待规定未查到统一文件，仅供示例，以公园公示为准。",
      },
      mode: "scan",
      ground: "none",
      adverseEffects: false,
      // 老年人、残疾人、烈属
      eligible: any(ageAtLeast(65), hasDisabilityCertificate, isMartyrFamily),
      amount: benefit("免费入园（示例）"),
      amountInWords: "免费入园（示例）",
      // 示例：次数、限额和补贴标准都没有文件依据
      scan: {
        limits: { perDay: 1, within: "venue" },
        offline: { capTimes: 200 },
        lowValue: true,
        whenUnknown: "暂时无法核实，请到售票处人工查验，符合公示条件的仍按优待入园",
        reimbursedFen: 5_00,
      },
      arrears: "none",
      leftToPeople: ["园中园、专项活动是否免费，以公园公示为准"],
    },
  ],
});

export const listing = {
  titleEn: "Free admission to parks",
  supportingDepartments: [
    "civil-affairs",
    "disabled-persons-federation",
    "veterans-affairs",
    "public-security",
  ],
  category: "服务优待",
  benefitClass: "权益",
  responsibleUnit: "公园管理处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "当场",
  lifeEvents: ["outing", "ageing", "disability", "service"],
  english: {
    who: "People aged 65 or over, disabled people, families of martyrs.",
    what: "Free admission to parks (sample).",
    how: "Show your Suishen code at the gate; nothing has to be applied for.",
    otherwise: "Show your certificate at the ticket office.",
  },
} as const satisfies Listing;

export const examples = () =>
  examplesOf({}, [
    ["六十五岁生日当天起免费入园", "2026-03-01", { birthDate: "1961-03-01" }, met()],
    ["生日前一天没有优待", "2026-02-28", { birthDate: "1961-03-01" }, unmet()],
    ["持证残疾人免费入园，不必知道年龄", "2026-03-01", { disabilityGrade: 4 }, met()],
    ["年龄不明而又不在名册的不能判断", "2026-03-01", {}, unknown("birthDate")],
  ]).concat(
    examplesOf({ birthDate: "1990-01-01" }, [
      ["烈属免费入园", "2026-03-01", { martyrFamily: true }, met()],
      [
        "残疾人数据迟到时等待",
        "2026-03-01",
        { disabilityGrade: "missing" },
        unknown("disabilityGrade"),
      ],
    ]),
    examplesOf({ birthDate: "1950-01-01" }, [
      ["外省市老年人同样优待", "2026-03-01", { hukouDistrict: "elsewhere" }, met()],
    ]),
  );

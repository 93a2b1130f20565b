import { benefit } from "#shared/rules/language/amount.ts";
import { ageAtLeast } from "#shared/rules/language/compare.ts";
import { met, unknown, unmet, type Example } from "#shared/rules/example.ts";
import { any } from "#shared/rules/language/logic.ts";
import { hasDisabilityCertificate, isMartyrFamily } from "#shared/rules/clauses/person.ts";
import { policy } from "#shared/rules/policy.ts";

export default policy({
  id: "park-admission",
  title: "公园优待",
  titleEn: "Free admission to parks",
  subject: "person",
  leadDepartment: "landscaping",
  supportingDepartments: [
    "civil-affairs",
    "disabled-persons-federation",
    "veterans-affairs",
    "public-security",
  ],
  level: "city",
  category: "优待服务",
  sensitive: false,
  assurance: "link",
  period: "visit",
  standing: false,
  commitment: "我出示的是本人的随申码，不转借他人使用。",
  confirmationWindowDays: 30,
  reminderDays: [7, 15, 25],
  fulfilment: { kind: "service", payer: "landscaping" },
  ordinaryChannel: { text: "在公园售票处出示有关证件，按公园公示办理" },
  contact: "12345",
  versions: [
    {
      id: "sample-2021",
      from: "2021-07-01",
      status: "sample",
      source: {
        document: "示例：收费公园对老年人、残疾人、烈属的优待",
        clause: "优待对象",
        note: "各公园的优待规定未查到统一文件，仅供示例，以公园公示为准。",
      },
      mode: "scan",
      ground: "none",
      adverseEffects: false,
      // 老年人、残疾人、烈属
      eligible: any(ageAtLeast(65), hasDisabilityCertificate, isMartyrFamily),
      amount: benefit("免费入园（示例）"),
      amountInWords: "免费入园（示例）",
      arrears: "none",
      leftToPeople: ["园中园、专项活动是否免费，以公园公示为准"],
    },
  ],
});

export const examples: readonly Example[] = [
  {
    name: "六十五岁生日当天起免费入园",
    on: "2026-03-01",
    facts: { birthDate: "1961-03-01" },
    expect: met(),
  },
  {
    name: "生日前一天没有优待",
    on: "2026-02-28",
    facts: { birthDate: "1961-03-01" },
    expect: unmet(),
  },
  {
    name: "持证残疾人免费入园，不必知道年龄",
    on: "2026-03-01",
    facts: { disabilityGrade: 4 },
    expect: met(),
  },
  {
    name: "烈属免费入园",
    on: "2026-03-01",
    facts: { birthDate: "1990-01-01", martyrFamily: true },
    expect: met(),
  },
  {
    name: "外省市老年人同样优待",
    on: "2026-03-01",
    facts: { birthDate: "1950-01-01", hukouDistrict: "elsewhere" },
    expect: met(),
  },
  {
    name: "年龄不明而又不在名册的不能判断",
    on: "2026-03-01",
    facts: {},
    expect: unknown("birthDate"),
  },
  {
    name: "残疾人数据迟到时不能说不是",
    on: "2026-03-01",
    facts: { birthDate: "1990-01-01", disabilityGrade: "missing" },
    expect: unknown("disabilityGrade"),
  },
];

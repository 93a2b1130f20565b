import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { benefit } from "#shared/rules/language/amount.ts";
import { isOneOf } from "#shared/rules/language/compare.ts";
import { worded } from "#shared/rules/language/logic.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { policy } from "#shared/rules/policy.ts";

const isStudent = worded(
  { clause: "在校学生", met: "有学籍（{studentStatus}）", unmet: "没有在校学籍" },
  isOneOf("studentStatus", ["primary", "secondary", "university"]),
);

export default policy({
  id: "student-park-admission",
  title: "学生公园半价优待",
  subject: "person",
  leadDepartment: "landscaping",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "link",
  period: "visit",
  standing: false,
  commitment: "我出示的是本人的随申码，不转借他人使用。",
  fulfilment: { kind: "service", payer: "landscaping" },
  ordinaryChannel: { text: "在公园售票处出示学生证，按公园公示办理" },
  versions: [
    {
      id: "sample-2021",
      from: "2021-07-01",
      status: "sample",
      source: {
        document: "示例：收费公园对学生的优待",
        clause: "优待对象",
        inForceUntil: "not-stated",
        note: "各公园的优待规定未查到统一文件，仅供示例，以公园公示为准。",
      },
      mode: "scan",
      ground: "none",
      adverseEffects: false,
      // 小学、中学、高等学校的在校学生
      eligible: isStudent,
      amount: benefit("半价入园（示例）"),
      amountInWords: "半价入园（示例）",
      // 示例：次数和限额都没有文件依据
      scan: {
        limits: { perDay: 1, within: "venue" },
        offline: { capTimes: 200 },
        lowValue: true,
        whenUnknown: "暂时无法核实，请到售票处人工查验，符合公示条件的仍按优待购票",
      },
      arrears: "none",
      leftToPeople: [
        "外省市学校的学生，由售票处凭学生证办理",
        "园中园、专项活动是否半价，以公园公示为准",
      ],
    },
  ],
});

export const listing = {
  titleEn: "Half-price park admission for students",
  supportingDepartments: ["education"],
  category: "服务优待",
  benefitClass: "权益",
  responsibleUnit: "公园管理处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "当场",
  lifeEvents: ["outing", "study"],
  english: {
    who: "Pupils and students who are enrolled at a school or university.",
    what: "Half-price admission to parks (sample).",
    how: "Show your Suishen code at the gate; nothing has to be applied for.",
    otherwise: "Show your student card at the ticket office.",
  },
} as const satisfies Listing;

const on = "2026-03-01";

export const examples = () =>
  examplesOf({}, [
    ["小学生半价", on, { studentStatus: "primary" }, met()],
    ["中学生半价", on, { studentStatus: "secondary" }, met()],
    ["大学生半价", on, { studentStatus: "university" }, met()],
    ["毕业后没有学籍的不再优待", on, { studentStatus: "none" }, unmet()],
    ["学籍没有报送的不能判断", on, {}, unknown("studentStatus")],
    ["学籍记录冲突的不能判断", on, { studentStatus: "conflict" }, unknown("studentStatus")],
    [
      "外省市户籍的学生同样优待",
      on,
      { studentStatus: "primary", hukouDistrict: "elsewhere" },
      met(),
    ],
    ["示例首日", "2021-07-01", { studentStatus: "primary" }, met()],
    ["此前没有规定", "2021-06-30", { studentStatus: "primary" }, unmet()],
  ]);

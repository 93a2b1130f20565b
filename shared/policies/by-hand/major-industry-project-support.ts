import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "major-industry-project-support",
  title: "重大产业项目专项扶持",
  subject: "organisation",
  leadDepartment: "economy-informatisation",
  status: "sample",
  source: {
    document: "示例：重大产业项目专项扶持",
    clause: "扶持对象和扶持方式",
    inForceUntil: "not-stated",
    note: "未查到现行文件，条件、金额和施行日期只是示例，以主管部门公布的为准。",
  },
  from: "2022-01-01",
  conditions: [
    "项目符合本市重点产业方向，投资规模和建设进度达到要求",
    "经产业、规划、环保、能耗等方面的综合评估",
    "与主管部门签订项目协议，并通过阶段验收",
  ],
  amountInWords: "按项目协议分阶段扶持，一事一议（示例，未查到金额）",
  whyByPeople:
    "项目的产业带动作用要综合评估，扶持的条件和额度在协议中逐项商定，每一阶段都要现场验收。",
  ordinaryChannel: { text: "由项目单位向所在区的产业主管部门提出，逐级报送" },
  isGuaranteedByLaw: false,
});

export const listing = {
  titleEn: "Special support for major industrial projects",
  supportingDepartments: ["development-reform", "finance", "state-assets"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "产业投资处（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "按项目协议约定（示例）",
  lifeEvents: ["growth"],
  english: {
    who: "Firms with a large project in one of the city's key industries.",
    what: "Support by stages as an agreement says; case by case. Sample entry: the amount was not found.",
    how: "The project is assessed, an agreement is signed, and each stage is inspected before money is paid.",
    otherwise: "Propose the project to the industry authority of your district.",
  },
} as const satisfies Listing;

import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "technology-sme-innovation-project",
  title: "科技型中小企业技术创新项目",
  subject: "organisation",
  leadDepartment: "science",
  status: "sample",
  source: {
    document: "示例：科技型中小企业技术创新资金项目",
    clause: "申报条件和评审办法",
    inForceUntil: "not-stated",
    note: "未查到现行文件，条件、金额和施行日期只是示例，以主管部门公布的为准。",
  },
  from: "2022-01-01",
  conditions: [
    "在本市登记，属于科技型中小企业",
    "有自主研发的技术创新项目，技术路线清楚、有市场前景",
    "团队和经费能够支持项目按期完成",
  ],
  amountInWords: "经评审立项的给予资金支持（示例，未查到金额）",
  whyByPeople: "技术新不新、路线行不行得通、有没有市场，要由专家评审、答辩，并在名额以内择优。",
  ordinaryChannel: { text: "在申报期内向科技主管部门的项目管理平台申报" },
  isGuaranteedByLaw: false,
});

export const listing = {
  titleEn: "Innovation projects of small technology firms",
  supportingDepartments: ["finance", "tax"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "高新技术处（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "申报期结束后集中评审（示例）",
  lifeEvents: ["growth"],
  english: {
    who: "Small and medium technology firms of Shanghai with an innovation project of their own.",
    what: "Funds for projects that a panel selects. Sample entry: the amount was not found.",
    how: "Experts review the applications and hear the firms; the best are chosen.",
    otherwise: "Apply on the project platform of the science commission while the call is open.",
  },
} as const satisfies Listing;

import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "jingan-building-contribution-award",
  title: "静安区楼宇经济贡献奖",
  subject: "organisation",
  district: "310106",
  leadDepartment: "development-reform",
  status: "sample",
  source: {
    document: "示例：区级楼宇经济贡献奖",
    clause: "奖励对象和评选办法",
    inForceUntil: "not-stated",
    note: "没有所依据的区级文件，条件、牵头单位和施行日期都是为演示区级政策而设，不代表静安区的规定。",
  },
  from: "2022-01-01",
  conditions: [
    "在区内运营商务楼宇的企业",
    "入驻企业质量、落地率和经济贡献比上年有明显提升",
    "楼宇安全、服务和绿色低碳水平经现场评价达到要求",
  ],
  amountInWords: "按评选等次给予奖励（示例，未查到金额）",
  whyByPeople:
    "楼宇服务好不好、引进的企业质量如何，要现场评价并相互比较，名额有限，由评审小组择优。",
  ordinaryChannel: { text: "在评选期内向楼宇所在街道的营商服务部门申报" },
  isGuaranteedByLaw: false,
});

export const listing = {
  titleEn: "Award for office buildings that serve the economy (Jing'an)",
  supportingDepartments: ["statistics", "tax", "finance"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "区营商服务部门（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "每年集中评选（示例）",
  lifeEvents: ["growth"],
  english: {
    who: "Firms that run office buildings in the district and did clearly better than the year before.",
    what: "An award by rank. Sample entry: the amount was not found.",
    how: "A panel visits the buildings and compares them; the number of awards is limited.",
    otherwise: "Apply at the business service office of the subdistrict while the call is open.",
  },
} as const satisfies Listing;

import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "temporary-assistance",
  title: "临时救助",
  subject: "person",
  leadDepartment: "civil-affairs",
  status: "sample",
  source: {
    document: "示例：社会救助制度中的临时救助",
    clause: "救助对象",
    inForceUntil: "not-stated",
    note: "未查到现行文件，条件、金额和施行日期只是示例，以主管部门公布的为准。",
  },
  from: "2022-01-01",
  conditions: [
    "遭遇火灾、交通事故、突发重病等意外，基本生活暂时出现严重困难",
    "或者生活必需的支出突然增加，超出家庭承受能力，基本生活一时难以维持",
  ],
  amountInWords: "按困难情形和家庭人数确定，一事一议（示例，未查到金额）",
  whyByPeople:
    "没有哪项登记能事先知道突发的困难，困难到什么程度、需要多少帮助，要由工作人员入户了解；情况紧急的，先救助、后补手续。",
  ordinaryChannel: { text: "到居住地的街道办事处或者乡镇人民政府申请，也可以由村、居委会代为申请" },
  isGuaranteedByLaw: true,
});

export const listing = {
  titleEn: "Temporary assistance in an emergency",
  supportingDepartments: ["finance", "health", "medical-insurance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "社会救助处（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "情况紧急的先行救助（示例）",
  lifeEvents: ["hardship"],
  english: {
    who: "Families whose basic living is suddenly at risk through fire, accident, grave illness or a necessary expense.",
    what: "Help that is decided case by case. Sample entry: the amount was not found.",
    how: "Staff visit the family and decide; in an emergency help comes first and papers later.",
    otherwise:
      "Apply at your subdistrict or town office, or let the neighbourhood committee apply for you.",
  },
} as const satisfies Listing;

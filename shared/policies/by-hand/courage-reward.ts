import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "courage-reward",
  title: "见义勇为奖励",
  subject: "person",
  leadDepartment: "public-security",
  status: "sample",
  source: {
    document: "示例：见义勇为人员的奖励和保护",
    clause: "确认条件和奖励",
    inForceUntil: "not-stated",
    note: "未查到现行文件，条件、金额和施行日期只是示例，以主管部门公布的为准。牵头单位同样是示例。",
  },
  from: "2022-01-01",
  conditions: [
    "没有法定职责或者约定义务",
    "为保护国家、集体利益或者他人的人身、财产安全，不顾个人安危，制止违法犯罪或者抢险救灾救人",
  ],
  amountInWords: "按确认的事迹给予表彰和奖金（示例，未查到金额）",
  whyByPeople:
    "当时发生了什么、有没有法定职责、有多危险，要靠走访、取证和评审来确认，没有哪项登记能够代替。",
  ordinaryChannel: { text: "向行为发生地的区主管部门申报，也可以由他人推荐" },
  isGuaranteedByLaw: false,
});

export const listing = {
  titleEn: "Reward for acts of courage",
  supportingDepartments: ["civil-affairs", "human-resources", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "见义勇为工作部门（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "调查、评审和公示的时间以告知的为准（示例）",
  lifeEvents: ["hardship"],
  english: {
    who: "People who, without any duty to do so, risked themselves to stop a crime or to rescue others.",
    what: "A commendation and a sum of money that depends on the act. Sample entry: the amount was not found.",
    how: "The act is looked into, witnesses are heard, and a panel decides.",
    otherwise:
      "Report it to the authority of the district where it happened; others may propose you.",
  },
} as const satisfies Listing;

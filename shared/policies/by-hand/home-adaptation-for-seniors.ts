import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "home-adaptation-for-seniors",
  title: "居家环境适老化改造",
  subject: "person",
  leadDepartment: "civil-affairs",
  status: "sample",
  source: {
    document: "示例：老年人居家环境适老化改造补贴",
    clause: "改造对象和补贴标准",
    inForceUntil: "not-stated",
    note: "未查到现行文件，条件、金额和施行日期只是示例，以主管部门公布的为准。",
  },
  from: "2022-01-01",
  conditions: [
    "年满60周岁、住房产权清楚或者取得产权人同意的老年人家庭",
    "经上门评估，确有改造必要，住房也具备改造条件",
  ],
  amountInWords: "按评估确定的改造项目给予补贴（示例，未查到金额）",
  whyByPeople:
    "要不要装扶手、地面防不防滑、老人怎样起居，只有上门看过才知道；改什么、补多少，由评估人员和老人一起商定。",
  ordinaryChannel: { text: "到居住地的街道、乡镇社区事务受理服务中心申请上门评估" },
  isGuaranteedByLaw: false,
});

export const listing = {
  titleEn: "Adapting the home to old age",
  supportingDepartments: ["disabled-persons-federation", "finance"],
  category: "服务优待",
  benefitClass: "奖补",
  responsibleUnit: "养老服务处（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "评估、改造、验收的时间以告知的为准（示例）",
  lifeEvents: ["ageing", "disability"],
  english: {
    who: "Households of people aged 60 or over whose home, after a visit, is found to need adapting and to allow it.",
    what: "Part of the cost of the works that the assessment names. Sample entry: the amount was not found.",
    how: "Assessors visit the home and agree the works with the resident; the works are inspected when done.",
    otherwise: "Ask for a visit at the community service centre of your subdistrict or town.",
  },
} as const satisfies Listing;

import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "family-planning-special-assistance",
  title: "计划生育家庭特别扶助",
  subject: "person",
  leadDepartment: "health",
  status: "sample",
  source: {
    document: "示例：计划生育家庭特别扶助制度",
    clause: "扶助对象",
    inForceUntil: "not-stated",
    note: "据公开报道整理，条款号和本市标准未查到，条件和施行日期只是示例，以主管部门公布的为准。",
  },
  from: "2022-01-01",
  conditions: [
    "独生子女死亡，或者经鉴定为残疾且残疾等级达到规定",
    "女方年满49周岁",
    "没有存活的其他子女，也没有收养子女",
  ],
  amountInWords: "按月发放扶助金，标准以卫生健康部门公布的为准（示例，未查到本市金额）",
  whyByPeople:
    "是不是独生子女、有没有其他存活或者收养的子女，登记不能完全说明；失去子女的家庭，应当由工作人员上门了解，不由系统推算，更不由短信提起。",
  ordinaryChannel: { text: "到户籍所在地的街道、乡镇卫生健康工作部门申请" },
  isGuaranteedByLaw: true,
});

export const listing = {
  titleEn: "Special assistance for families that lost their only child",
  supportingDepartments: [
    "public-security",
    "civil-affairs",
    "disabled-persons-federation",
    "finance",
  ],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "家庭发展处（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "以受理部门告知的为准（示例）",
  lifeEvents: ["bereavement", "family"],
  english: {
    who: "Parents whose only child has died or is disabled, the mother being 49 or older, with no other living or adopted child.",
    what: "A monthly allowance. Sample entry: the amount in Shanghai was not found.",
    how: "Staff of the subdistrict or town see the family and confirm the conditions; no message is sent.",
    otherwise: "Apply at the health office of your subdistrict or town, or call 12345.",
  },
} as const satisfies Listing;

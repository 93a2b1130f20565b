import { handJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";

export default handJudged({
  id: "xuhui-talent-housing-subsidy",
  title: "徐汇区高层次人才住房补贴",
  subject: "person",
  district: "310104",
  leadDepartment: "human-resources",
  status: "sample",
  source: {
    document: "示例：区级高层次人才住房补贴",
    clause: "补贴对象和评审办法",
    inForceUntil: "not-stated",
    note: "没有所依据的区级文件，条件和施行日期都是为演示区级政策而设，不代表徐汇区的规定。",
  },
  from: "2022-01-01",
  conditions: [
    "在区内企业、科研机构全职工作",
    "经评审认定为高层次人才",
    "本人和配偶在本市没有住房，也没有享受其他住房优惠",
  ],
  amountInWords: "按认定的人才层次给予购房或者租房补贴（示例，未查到金额）",
  whyByPeople: "学术、技术上的贡献要由同行专家评议；是不是用人单位急需，要由用人单位说明。",
  ordinaryChannel: { text: "由用人单位向区人才服务中心推荐申报" },
  isGuaranteedByLaw: false,
});

export const listing = {
  titleEn: "Housing subsidy for leading specialists (Xuhui)",
  supportingDepartments: ["science", "education", "finance"],
  category: "资金补贴扶持",
  benefitClass: "奖补",
  responsibleUnit: "区人才服务部门（示例）",
  personInCharge: "部门负责人（示例）",
  handlingTime: "每年集中评审（示例）",
  lifeEvents: ["work"],
  english: {
    who: "Specialists who work full time in the district and are recognised by a panel of experts.",
    what: "A subsidy for buying or renting a home, by the level of recognition. Sample entry: the amount was not found.",
    how: "Your employer proposes you; experts decide once a year.",
    otherwise: "Ask your employer to propose you to the talent service centre of the district.",
  },
} as const satisfies Listing;

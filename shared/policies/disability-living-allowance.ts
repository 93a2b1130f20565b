import { perMonth } from "#shared/rules/language/amount.ts";
import { met, unknown, unmet, type Example } from "#shared/rules/example.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import {
  alive,
  hasDisabilityCertificate,
  hasShanghaiHukou,
  isSeverelyDisabledAndJobless,
  receivesMinimumLivingAllowance,
} from "#shared/rules/clauses/person.ts";
import { policy } from "#shared/rules/policy.ts";

const rule = {
  mode: "confirm",
  ground: "application-by-document",
  adverseEffects: false,
  // 具有本市户籍、持有残疾人证，属于低保家庭或者重残无业的
  eligible: all(
    hasShanghaiHukou,
    hasDisabilityCertificate,
    any(receivesMinimumLivingAllowance, isSeverelyDisabledAndJobless),
    alive,
  ),
  amount: perMonth(410_00),
  amountInWords: "每人每月410元",
  arrears: "all",
  leftToPeople: [
    "残疾人证的评定和重残无业的认定，由残联和民政部门办理",
    "与其他福利性生活补贴是否重复享受，由民政部门审核",
  ],
} as const;

export default policy({
  id: "disability-living-allowance",
  title: "困难残疾人生活补贴",
  titleEn: "Living allowance for persons with disabilities in hardship",
  neutralTitle: "生活补贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  supportingDepartments: ["disabled-persons-federation", "public-security", "health", "finance"],
  level: "city",
  category: "行政给付",
  sensitive: true,
  assurance: "signed-in",
  period: "month",
  standing: true,
  commitment:
    "我自愿领取本项补贴；户籍、残疾人证、低保或者就业情况有变化时，我会及时告知；不符合条件期间领取的，同意退回。",
  confirmationWindowDays: 30,
  reminderDays: [7, 15, 25],
  fulfilment: {
    kind: "payment",
    payer: "civil-affairs",
    remark: "生活补贴",
    payWithinWorkingDays: 10,
  },
  ordinaryChannel: { text: "到户籍所在地的社区事务受理服务中心申请" },
  contact: "12345",
  versions: [
    {
      id: "2021",
      from: "2021-01-01",
      until: "2021-12-31",
      status: "sourced",
      source: {
        document:
          "国发〔2015〕52号《国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见》",
        clause: "补贴对象；补贴标准由地方制定",
        inForceUntil: "2021-12-31",
        note: "2021年本市标准每月410元见2021年8月13日公开报道；本市文件的文号和条款待核对，有效期按标准年度计。",
      },
      ...rule,
    },
    {
      id: "sample-2022",
      from: "2022-01-01",
      status: "sample",
      source: {
        document: "示例：延续2021年的条件和标准",
        clause: "补贴对象和补贴标准",
        note: "未查到2022年以后的本市标准，仅供示例，不作为正式依据。",
      },
      ...rule,
    },
  ],
});

const resident = { hukouDistrict: "310115", birthDate: "1980-05-01" } as const;

export const examples: readonly Example[] = [
  {
    name: "低保家庭的持证残疾人每月410元",
    on: "2021-08-13",
    facts: { ...resident, disabilityGrade: 3, minimumLivingAllowance: true },
    expect: met(410_00),
  },
  {
    name: "重残无业的持证残疾人每月410元",
    on: "2021-08-13",
    facts: { ...resident, disabilityGrade: 1, severelyDisabledJobless: true },
    expect: met(410_00),
  },
  {
    name: "四级残疾也在范围内",
    on: "2026-01-01",
    facts: { ...resident, disabilityGrade: 4, minimumLivingAllowance: true },
    expect: met(410_00),
  },
  {
    name: "没有残疾人证的不发",
    on: "2026-01-01",
    facts: { ...resident, minimumLivingAllowance: true },
    expect: unmet(),
  },
  {
    name: "既非低保也非重残无业的不发",
    on: "2026-01-01",
    facts: { ...resident, disabilityGrade: 2 },
    expect: unmet(),
  },
  {
    name: "已是低保家庭的，重残无业数据迟到不影响",
    on: "2026-01-01",
    facts: {
      ...resident,
      disabilityGrade: 2,
      minimumLivingAllowance: true,
      severelyDisabledJobless: "missing",
    },
    expect: met(410_00),
  },
  {
    name: "非低保而重残无业数据迟到时等待",
    on: "2026-01-01",
    facts: { ...resident, disabilityGrade: 2, severelyDisabledJobless: "missing" },
    expect: unknown("severelyDisabledJobless"),
  },
  {
    name: "残疾人证数据迟到时等待",
    on: "2026-01-01",
    facts: { ...resident, disabilityGrade: "missing", minimumLivingAllowance: true },
    expect: unknown("disabilityGrade"),
  },
  {
    name: "户籍不在本市的不发",
    on: "2026-01-01",
    facts: { hukouDistrict: "elsewhere", disabilityGrade: 1, minimumLivingAllowance: true },
    expect: unmet(),
  },
  {
    name: "有死亡记录的不发",
    on: "2026-01-01",
    facts: {
      ...resident,
      disabilityGrade: 1,
      minimumLivingAllowance: true,
      deathCertifiedOn: "2025-12-31",
    },
    expect: unmet(),
  },
  {
    name: "2021年首日即可享受",
    on: "2021-01-01",
    facts: { ...resident, disabilityGrade: 1, minimumLivingAllowance: true },
    expect: met(410_00),
  },
  {
    name: "2020年末没有已核实的规定",
    on: "2020-12-31",
    facts: { ...resident, disabilityGrade: 1, minimumLivingAllowance: true },
    expect: unmet(),
  },
];

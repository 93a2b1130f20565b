import { byAge, perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast } from "#shared/rules/language/compare.ts";
import { met, unknown, unmet, type Example } from "#shared/rules/example.ts";
import { all } from "#shared/rules/language/logic.ts";
import { alive, hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { policy } from "#shared/rules/policy.ts";

const rule = {
  mode: "confirm",
  // 领取方式由本人选择，不表态不等于放弃
  ground: "choice",
  adverseEffects: false,
  // 具有本市户籍且年满65周岁的老年人
  eligible: all(hasShanghaiHukou, ageAtLeast(65), alive),
  // 65–69周岁每月75元，70–79周岁每月150元，80–89周岁每月180元，90–99周岁每月350元，100周岁及以上每月600元
  amount: perMonth(
    byAge([
      [65, 75_00],
      [70, 150_00],
      [80, 180_00],
      [90, 350_00],
      [100, 600_00],
    ]),
  ),
  amountInWords:
    "65–69周岁每月75元，70–79周岁每月150元，80–89周岁每月180元，90–99周岁每月350元，100周岁及以上每月600元",
  arrears: "all",
  leftToPeople: [
    "领取方式（敬老卡或社会保障卡）由本人选择",
    "对年龄、户籍登记有异议的，由公安部门更正",
  ],
} as const;

export default policy({
  id: "senior-comprehensive-allowance",
  title: "老年综合津贴",
  titleEn: "Comprehensive allowance for seniors",
  subject: "person",
  leadDepartment: "civil-affairs",
  supportingDepartments: ["public-security", "health", "human-resources", "finance"],
  level: "city",
  category: "行政给付",
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment:
    "我自愿领取老年综合津贴；户籍迁出本市等情况有变化时，我会及时告知；不符合条件期间领取的，同意退回。",
  confirmationWindowDays: 30,
  reminderDays: [7, 15, 25],
  fulfilment: {
    kind: "payment",
    payer: "civil-affairs",
    remark: "老年综合津贴",
    payWithinWorkingDays: 10,
  },
  ordinaryChannel: { text: "到就近的社区事务受理服务中心，或在“随申办”申请" },
  contact: "12345",
  versions: [
    {
      id: "2016",
      from: "2016-05-01",
      until: "2021-04-30",
      status: "sourced",
      source: {
        document: "沪府发〔2016〕24号《上海市人民政府关于建立老年综合津贴制度的通知》",
        clause: "发放对象和发放标准",
        url: "https://law.esnai.com/print/169025",
        inForceUntil: "2021-04-30",
        note: "据转载文本整理，条款号待核对原文；规范性文件一般五年失效，未查到延期文件，故至2021年4月30日止。",
      },
      ...rule,
    },
    {
      id: "sample-2021",
      from: "2021-05-01",
      status: "sample",
      source: {
        document: "示例：延续沪府发〔2016〕24号的条件和标准",
        clause: "发放对象和发放标准",
        note: "未查到2021年5月1日以后的有效文件，仅供示例，不作为正式依据。",
      },
      ...rule,
    },
  ],
});

const resident = { hukouDistrict: "310101" } as const;

export const examples: readonly Example[] = [
  {
    name: "六十五岁生日当天起每月75元",
    on: "2026-03-01",
    facts: { ...resident, birthDate: "1961-03-01" },
    expect: met(75_00),
  },
  {
    name: "六十五岁生日前一天不发",
    on: "2026-02-28",
    facts: { ...resident, birthDate: "1961-03-01" },
    expect: unmet(),
  },
  {
    name: "二月二十九日出生的，平年二月二十八日满六十五周岁",
    on: "2025-02-28",
    facts: { ...resident, birthDate: "1960-02-29" },
    expect: met(75_00),
  },
  {
    name: "七十岁生日前一天仍为75元",
    on: "2022-03-07",
    facts: { ...resident, birthDate: "1952-03-08" },
    expect: met(75_00),
  },
  {
    name: "七十岁生日当天起每月150元",
    on: "2022-03-08",
    facts: { ...resident, birthDate: "1952-03-08" },
    expect: met(150_00),
  },
  {
    name: "八十岁生日前一天仍为150元",
    on: "2022-05-31",
    facts: { ...resident, birthDate: "1942-06-01" },
    expect: met(150_00),
  },
  {
    name: "八十岁生日当天起每月180元",
    on: "2022-06-01",
    facts: { ...resident, birthDate: "1942-06-01" },
    expect: met(180_00),
  },
  {
    name: "九十岁生日前一天仍为180元",
    on: "2021-12-31",
    facts: { ...resident, birthDate: "1932-01-01" },
    expect: met(180_00),
  },
  {
    name: "九十岁生日当天起每月350元",
    on: "2022-01-01",
    facts: { ...resident, birthDate: "1932-01-01" },
    expect: met(350_00),
  },
  {
    name: "一百岁生日前一天仍为350元",
    on: "2022-03-07",
    facts: { ...resident, birthDate: "1922-03-08" },
    expect: met(350_00),
  },
  {
    name: "一百岁生日当天起每月600元",
    on: "2022-03-08",
    facts: { ...resident, birthDate: "1922-03-08" },
    expect: met(600_00),
  },
  {
    name: "户籍不在本市的不发",
    on: "2026-03-01",
    facts: { hukouDistrict: "elsewhere", birthDate: "1950-01-01" },
    expect: unmet(),
  },
  {
    name: "户籍不明时等待核实",
    on: "2026-03-01",
    facts: { birthDate: "1950-01-01" },
    expect: unknown("hukouDistrict"),
  },
  {
    name: "户籍记录有冲突时等待核实",
    on: "2026-03-01",
    facts: { hukouDistrict: "conflict", birthDate: "1950-01-01" },
    expect: unknown("hukouDistrict"),
  },
  {
    name: "未满六十五周岁的，户籍不明也不用核实",
    on: "2026-03-01",
    facts: { birthDate: "1980-01-01" },
    expect: unmet(),
  },
  {
    name: "任一登记有死亡记录即不发",
    on: "2026-03-01",
    facts: { ...resident, birthDate: "1950-01-01", crematedOn: "2026-03-01" },
    expect: unmet(),
  },
  {
    name: "去世前一天仍应发放",
    on: "2026-02-28",
    facts: { ...resident, birthDate: "1950-01-01", deathDate: "2026-03-01" },
    expect: met(150_00),
  },
  {
    name: "一方死亡登记数据迟到时等待",
    on: "2026-03-01",
    facts: { ...resident, birthDate: "1950-01-01", deathCertifiedOn: "missing" },
    expect: unknown("deathCertifiedOn"),
  },
  {
    name: "制度施行首日即可享受",
    on: "2016-05-01",
    facts: { ...resident, birthDate: "1951-05-01" },
    expect: met(75_00),
  },
  {
    name: "制度施行前一天没有规定",
    on: "2016-04-30",
    facts: { ...resident, birthDate: "1940-01-01" },
    expect: unmet(),
  },
];

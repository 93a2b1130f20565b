import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { alive, hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { ageAtLeast } from "#shared/rules/language/compare.ts";
import { all } from "#shared/rules/language/logic.ts";
import { byAge } from "#shared/rules/language/number.ts";
import { policy, sampleAfter } from "#shared/rules/policy.ts";

const rule = {
  mode: "confirm",
  // 领取方式由本人选择，不表态不等于放弃
  ground: "choice",
  adverseEffects: false,
  // 具有本市户籍且年满65周岁的老年人
  eligible: all(hasShanghaiHukou, ageAtLeast(65), alive),
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
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: true,
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment:
    "我自愿领取老年综合津贴；户籍迁出本市等情况有变化时，我会及时告知；不符合条件期间领取的，同意退回。",
  fulfilment: payment("civil-affairs", "老年综合津贴"),
  ordinaryChannel: { text: "到就近的社区事务受理服务中心，或在“随申办”申请" },
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
      ...sampleAfter("沪府发〔2016〕24号", "未查到2021年5月1日以后的有效文件，"),
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Comprehensive allowance for seniors",
  supportingDepartments: ["public-security", "health", "human-resources", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "老龄工作处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "确认后10个工作日内，以后按月发放",
  lifeEvents: ["ageing"],
  english: {
    who: "Everyone aged 65 or over with Shanghai household registration.",
    what: "75 yuan a month from 65, 150 from 70, 180 from 80, 350 from 90, 600 from 100. Since May 2021 a sample.",
    how: "You get a message; confirm once, and it is paid every month.",
    otherwise: "Apply at a community service centre or in the Suishenban app, or call 12345.",
  },
} as const satisfies Listing;

const on = "2026-03-01";

export const examples = () =>
  examplesOf({ hukouDistrict: "310101" }, [
    ["六十五岁生日当天起", on, { birthDate: "1961-03-01" }, met(75_00)],
    ["六十五岁生日前一天不发", "2026-02-28", { birthDate: "1961-03-01" }, unmet()],
    ["二月二十九日出生，平年二十八日满", "2025-02-28", { birthDate: "1960-02-29" }, met(75_00)],
    ["七十岁生日前一天", "2022-03-07", { birthDate: "1952-03-08" }, met(75_00)],
    ["七十岁生日当天起", "2022-03-08", { birthDate: "1952-03-08" }, met(150_00)],
    ["八十岁生日前一天", "2022-05-31", { birthDate: "1942-06-01" }, met(150_00)],
    ["八十岁生日当天起", "2022-06-01", { birthDate: "1942-06-01" }, met(180_00)],
    ["九十岁生日前一天", "2021-12-31", { birthDate: "1932-01-01" }, met(180_00)],
    ["九十岁生日当天起", "2022-01-01", { birthDate: "1932-01-01" }, met(350_00)],
    ["一百岁生日前一天", "2022-03-07", { birthDate: "1922-03-08" }, met(350_00)],
    ["一百岁生日当天起", "2022-03-08", { birthDate: "1922-03-08" }, met(600_00)],
    ["制度施行首日", "2016-05-01", { birthDate: "1951-05-01" }, met(75_00)],
    ["制度施行前一天没有规定", "2016-04-30", { birthDate: "1940-01-01" }, unmet()],
    ["年龄未到，户籍不必核实", on, { birthDate: "1980-01-01", hukouDistrict: "missing" }, unmet()],
  ]).concat(
    examplesOf({ hukouDistrict: "310101", birthDate: "1950-01-01" }, [
      ["户籍不在本市的不发", on, { hukouDistrict: "elsewhere" }, unmet()],
      ["户籍不明时等待", on, { hukouDistrict: "missing" }, unknown("hukouDistrict")],
      ["户籍记录冲突时等待", on, { hukouDistrict: "conflict" }, unknown("hukouDistrict")],
      ["任一登记有死亡记录即不发", on, { crematedOn: on }, unmet()],
      ["去世前一天仍应发放", "2026-02-28", { deathDate: on }, met(150_00)],
      ["死亡登记迟到时等待", on, { deathCertifiedOn: "missing" }, unknown("deathCertifiedOn")],
    ]),
  );

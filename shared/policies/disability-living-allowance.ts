import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import {
  alive,
  hasDisabilityCertificate,
  hasShanghaiHukou,
  isSeverelyDisabledAndJobless,
  receivesMinimumLivingAllowance,
} from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { policy, sampleAfter } from "#shared/rules/policy.ts";

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
  neutralTitle: "生活补贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: true,
  sensitive: true,
  assurance: "signed-in",
  period: "month",
  standing: true,
  commitment:
    "我自愿领取本项补贴；户籍、残疾人证、低保或者就业情况有变化时，我会及时告知；不符合条件期间领取的，同意退回。",
  fulfilment: payment("civil-affairs", "生活补贴"),
  ordinaryChannel: { text: "到户籍所在地的社区事务受理服务中心申请" },
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
      ...sampleAfter("2021年", "未查到2022年以后的本市标准，"),
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Living allowance for disabled people in hardship",
  supportingDepartments: ["disabled-persons-federation", "public-security", "health", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "社会福利处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "确认后10个工作日内，以后按月发放",
  lifeEvents: ["disability", "hardship"],
  english: {
    who: "Holders of a disability certificate with Shanghai household registration who receive the minimum living allowance, or are severely disabled and without work.",
    what: "410 yuan a month. Since 2022 that amount is a sample.",
    how: "You get a message; confirm once after signing in, and it is paid every month.",
    otherwise: "Apply at a community service centre, or call 12345.",
  },
} as const satisfies Listing;

const onLowIncome = { hukouDistrict: "310115", minimumLivingAllowance: true } as const;
const on = "2026-01-01";

export const examples = () =>
  examplesOf({ ...onLowIncome, disabilityGrade: 4 }, [
    ["四级残疾、低保家庭，每月410元", "2021-08-13", {}, met(410_00)],
    ["2021年首日即可享受", "2021-01-01", {}, met(410_00)],
    ["2020年末没有已核实的规定", "2020-12-31", {}, unmet()],
    ["此后延续示例标准", on, {}, met(410_00)],
    ["户籍不在本市的不发", on, { hukouDistrict: "elsewhere" }, unmet()],
    ["死亡当日起不发", on, { deathCertifiedOn: "2026-01-01" }, unmet()],
    ["死亡前一天仍应发放", on, { deathCertifiedOn: "2026-01-02" }, met(410_00)],
    ["残疾人证迟到时等待", on, { disabilityGrade: "missing" }, unknown("disabilityGrade")],
    ["重残无业迟到不影响低保家庭", on, { severelyDisabledJobless: "missing" }, met(410_00)],
  ]).concat(
    examplesOf(onLowIncome, [["没有残疾人证的不发", on, {}, unmet()]]),
    examplesOf({ hukouDistrict: "310115", disabilityGrade: 1 }, [
      ["重残无业的同样发放", "2021-08-13", { severelyDisabledJobless: true }, met(410_00)],
      ["既非低保也非重残无业的不发", on, {}, unmet()],
      [
        "并非低保，重残无业迟到时等待",
        on,
        { severelyDisabledJobless: "missing" },
        unknown("severelyDisabledJobless"),
      ],
    ]),
  );

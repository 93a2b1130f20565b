import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import {
  alive,
  hasOneChildCertificate,
  hasShanghaiHukou,
  onlyChild,
} from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { ageBelow } from "#shared/rules/language/compare.ts";
import { all } from "#shared/rules/language/logic.ts";
import { onConfirmation, policy, sampleAfter } from "#shared/rules/policy.ts";

const hasChildBelow16 = onlyChild(
  { clause: "子女未满16周岁", met: "子女未满16周岁", unmet: "没有未满16周岁的子女" },
  all(ageBelow(16), alive),
);

const rule = {
  ...onConfirmation("application-by-document"),
  // 持有独生子女父母光荣证，子女未满16周岁的父母
  eligible: all(hasShanghaiHukou, hasOneChildCertificate, hasChildBelow16, alive),
  amount: perMonth(30_00),
  amountInWords: "父母每人每月30元，到子女满16周岁为止",
  arrears: "all",
  leftToPeople: [
    "独生子女父母光荣证的核发和注销，由卫生健康部门办理",
    "由用人单位发放的，由单位与卫生健康部门核对，不重复发放",
  ],
} as const;

export default policy({
  id: "one-child-reward",
  title: "独生子女父母奖励费",
  subject: "person",
  leadDepartment: "health",
  isGuaranteedByLaw: true,
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment:
    "我自愿领取独生子女父母奖励费；户籍、子女情况有变化时，我会及时告知；不符合条件期间领取的，同意退回。",
  fulfilment: payment("health", "独生子女父母奖励费"),
  ordinaryChannel: { text: "到户籍所在地的社区事务受理服务中心申请" },
  versions: [
    {
      id: "2011",
      from: "2011-01-01",
      until: "2015-12-31",
      status: "sourced",
      source: {
        document: "《上海市计划生育奖励与补助若干规定》",
        clause: "独生子女父母奖励费",
        inForceUntil: "2015-12-31",
        note: "金额据公开报道，文号和条款号待核对原文；规范性文件一般五年失效，故至2015年12月31日止。",
      },
      ...rule,
    },
    {
      id: "sample-2016",
      from: "2016-01-01",
      ...sampleAfter("《上海市计划生育奖励与补助若干规定》", "未核到2016年以后的有效文件，"),
      ...rule,
    },
  ],
});

export const listing = {
  titleEn: "Monthly reward for parents of one child",
  supportingDepartments: ["public-security", "civil-affairs", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "人口监测与家庭发展处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "确认后10个工作日内，以后按月发放",
  lifeEvents: ["family"],
  english: {
    who: "Parents with Shanghai household registration and a one-child certificate, whose only child is under 16.",
    what: "30 yuan a month for each parent, until the child is 16. Since 2016 that amount is a sample.",
    how: "You get a message; confirm once, and it is paid every month.",
    otherwise: "Apply at a community service centre, or call 12345.",
  },
} as const satisfies Listing;

const parent = { hukouDistrict: "310101", oneChildCertificate: true } as const;
const [bornIn2010, on] = [{ birthDate: "2010-03-08" }, "2026-03-07"] as const;

export const examples = () =>
  examplesOf({ ...parent, child: [bornIn2010] }, [
    ["子女十六周岁前一天", on, {}, met(30_00)],
    ["子女满十六周岁当天起不发", "2026-03-08", {}, unmet()],
    ["施行首日", "2011-01-01", {}, met(30_00)],
    ["施行前一天没有规定", "2010-12-31", {}, unmet()],
    ["没有光荣证的不发", on, { oneChildCertificate: false }, unmet()],
    ["光荣证不明时等待", on, { oneChildCertificate: "missing" }, unknown("oneChildCertificate")],
    ["户籍不在本市的不发", on, { hukouDistrict: "elsewhere" }, unmet()],
    ["父母去世当天起不发", on, { deathDate: on }, unmet()],
    ["父母去世前一天仍应发放", on, { deathDate: "2026-03-08" }, met(30_00)],
    ["子女出生日期未报时等待", on, { child: [{}] }, unknown("child.birthDate", "child")],
    ["子女关系未报时等待", on, { child: "missing" }, unknown("child")],
    ["子女去世当天起不发", on, { child: [{ ...bornIn2010, deathDate: on }] }, unmet()],
    [
      "子女去世前一天仍应发放",
      on,
      { child: [{ ...bornIn2010, deathDate: "2026-03-08" }] },
      met(30_00),
    ],
  ]);

import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import {
  isChildlessAndMarriedBefore2004,
  isRetiredOrOfAge,
} from "#shared/rules/clauses/family-planning.ts";
import { alive, hasOneChildCertificate, hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { once } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { onConfirmation, policy, sampleAfter } from "#shared/rules/policy.ts";

const rule = {
  ...onConfirmation("application-by-document"),
  // 持有光荣证的独生子女父母，或者2004年4月15日之前结婚而无子女的；退休时，没有参保的到女55、男60周岁时
  eligible: all(
    hasShanghaiHukou,
    any(hasOneChildCertificate, isChildlessAndMarriedBefore2004),
    isRetiredOrOfAge,
    alive,
  ),
  amount: once(choose({ when: hasOneChildCertificate, use: 5_000_00, otherwise: 10_000_00 })),
  amountInWords: "独生子女父母每人一次性5,000元，无子女的10,000元",
  arrears: "all",
  leftToPeople: [
    "是否未生育、未收养子女，由卫生健康部门核定；没有核定的，走原渠道申请",
    "由用人单位发放的，由单位与卫生健康部门核对，不重复发放",
    "在外省市参保、退休的，走原渠道申请",
  ],
} as const;

export default policy({
  id: "old-age-family-planning-reward",
  title: "年老时一次性计划生育奖励费",
  subject: "person",
  leadDepartment: "health",
  isGuaranteedByLaw: true,
  sensitive: false,
  // 承诺重复领取的退回：有法律效力，只凭链接不够
  assurance: "last-four",
  period: "once",
  standing: false,
  commitment:
    "我自愿领取年老时一次性计划生育奖励费，此前没有在其他单位或者地区领取过；重复领取的，同意退回。",
  fulfilment: payment("health", "一次性计划生育奖励费"),
  ordinaryChannel: { text: "到户籍所在地的社区事务受理服务中心申请" },
  versions: [
    {
      id: "2011",
      from: "2011-01-01",
      until: "2015-12-31",
      status: "sourced",
      source: {
        document: "《上海市计划生育奖励与补助若干规定》",
        clause: "年老时一次性计划生育奖励费",
        url: "https://archive.shine.cn/metro/society/Onechild-reward-now-30-yuan/shdaily.shtml",
        inForceUntil: "2015-12-31",
        note: "据公开报道整理，文号和条款号待核对原文；报道只说无子女的在退休时为10,000元，没有参保的按同龄处理，是本系统的理解；规范性文件一般五年失效，故至2015年12月31日止。",
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
  titleEn: "One-off family-planning reward in old age",
  supportingDepartments: ["human-resources", "public-security", "civil-affairs", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "人口监测与家庭发展处",
  personInCharge: "处室负责人",
  handlingTime: "确认后10个工作日内",
  lifeEvents: ["ageing", "family"],
  english: {
    who: "Parents of one child who hold the certificate, and couples without a child who married before 15 April 2004; on retirement, or without insurance at 55 (women) or 60 (men).",
    what: "5,000 yuan, once; 10,000 yuan for those without a child.",
    how: "You get a message; confirm once, and it is paid.",
    otherwise: "Apply at a community service centre, or call 12345.",
  },
} as const satisfies Listing;

const [mother, father] = [
  { sex: "female", birthDate: "1966-03-01", oneChildCertificate: true },
  { sex: "male", birthDate: "1961-03-01", oneChildCertificate: true },
] as const;
const childless = (firstMarriedOn: string) =>
  ({ oneChildCertificate: false, establishedChildless: true, firstMarriedOn }) as const;
const [on, granted] = ["2021-03-01", met(5_000_00)] as const;

export const examples = () =>
  examplesOf({ hukouDistrict: "310101", ...mother }, [
    ["没有参保的母亲，五十五岁生日当天起", on, {}, granted],
    ["没有参保的母亲，五十五岁生日前一天", "2021-02-28", {}, unmet()],
    ["没有参保的父亲，六十岁生日当天起", on, father, granted],
    ["没有参保的父亲，六十岁生日前一天", "2021-02-28", father, unmet()],
    ["参保缴费的，年满也要等到退休", on, { pensionStatus: "contributing" }, unmet()],
    ["退休领取养老金的，不论年龄", "2016-03-01", { pensionStatus: "drawing" }, granted],
    ["参保状态迟到时等待", on, { pensionStatus: "missing" }, unknown("pensionStatus")],
    ["没有光荣证，有子女的", on, { oneChildCertificate: false }, unmet()],
    ["光荣证不明时等待", on, { oneChildCertificate: "missing" }, unknown("oneChildCertificate")],
    ["2004年4月14日结婚，核定无子女", on, childless("2004-04-14"), met(10_000_00)],
    ["2004年4月15日结婚，核定无子女", on, childless("2004-04-15"), unmet()],
    ["核定无子女，结婚日期不明时等待", on, childless("missing"), unknown("firstMarriedOn")],
    ["户籍不在本市的不发", on, { hukouDistrict: "elsewhere" }, unmet()],
    ["去世当天起不发", on, { deathDate: on }, unmet()],
    ["去世前一天仍应发放", on, { deathDate: "2021-03-02" }, granted],
    ["施行首日", "2011-01-01", { pensionStatus: "drawing" }, granted],
    ["施行前一天没有规定", "2010-12-31", { pensionStatus: "drawing" }, unmet()],
  ]);

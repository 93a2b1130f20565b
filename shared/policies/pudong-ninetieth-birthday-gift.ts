import { alive } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { once } from "#shared/rules/language/amount.ts";
import { ageAtLeast, is } from "#shared/rules/language/compare.ts";
import { all, worded } from "#shared/rules/language/logic.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { directly, policy } from "#shared/rules/policy.ts";

const hasPudongHukou = worded(
  {
    clause: "户籍在浦东新区",
    met: "户籍在浦东新区",
    unmet: "户籍不在浦东新区（{hukouDistrict}）",
  },
  is("hukouDistrict", "310115"),
);

export default policy({
  id: "pudong-ninetieth-birthday-gift",
  title: "浦东新区九十岁寿辰慰问金",
  subject: "person",
  district: "310115",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "link",
  period: "once",
  standing: false,
  commitment: "我知道本项慰问金只发放一次；户籍或者年龄登记有误的，我会及时告知。",
  fulfilment: {
    ...payment("civil-affairs", "寿辰慰问金"),
    shares: [{ level: "district", percent: 100 }],
  },
  ordinaryChannel: { text: "到户籍所在街镇的社区事务受理服务中心办理" },
  versions: [
    {
      id: "sample-2021",
      from: "2021-01-01",
      status: "sample",
      source: {
        document: "示例：区级老年人寿辰慰问",
        clause: "慰问对象和标准",
        inForceUntil: "not-stated",
        note: "没有所依据的区级文件，对象、金额和施行日期都是为演示区级政策而设，不代表浦东新区的规定。",
      },
      ...directly,
      // 户籍在本区、年满九十周岁的老年人
      eligible: all(hasPudongHukou, ageAtLeast(90), alive),
      amount: once(1000_00),
      amountInWords: "一次性1,000元（示例标准）",
      arrears: "all",
      leftToPeople: ["上门慰问和祝寿活动，由街镇安排"],
    },
  ],
});

export const listing = {
  titleEn: "Gift of money for the ninetieth birthday (Pudong)",
  supportingDepartments: ["public-security", "health", "human-resources", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "区民政局养老服务科（示例）",
  personInCharge: "科室负责人（示例）",
  handlingTime: "满九十周岁后10个工作日内",
  lifeEvents: ["ageing"],
  english: {
    who: "People aged 90 or over with household registration in Pudong.",
    what: "1,000 yuan, once. The amount is a sample.",
    how: "It is paid directly; you are told first and may refuse.",
    otherwise: "Ask at the community service centre of your subdistrict, or call 12345.",
  },
} as const satisfies Listing;

const on = "2026-03-01";

export const examples = () =>
  examplesOf({ hukouDistrict: "310115", birthDate: "1936-03-01" }, [
    ["九十岁生日当天起", on, {}, met(1000_00)],
    ["九十岁生日前一天不发", "2026-02-28", {}, unmet()],
    ["户籍在其他区的不发", on, { hukouDistrict: "310101" }, unmet()],
    ["户籍不明时等待", on, { hukouDistrict: "missing" }, unknown("hukouDistrict")],
    ["出生日期不明时等待", on, { birthDate: "missing" }, unknown("birthDate")],
    ["去世当天起不发", on, { deathDate: on }, unmet()],
    ["去世前一天仍应发放", on, { deathDate: "2026-03-02" }, met(1000_00)],
    ["示例首日，早已年满的同样发放", "2021-01-01", { birthDate: "1925-06-01" }, met(1000_00)],
    ["此前没有规定", "2020-12-31", { birthDate: "1925-06-01" }, unmet()],
  ]);

import type { Listing } from "#shared/rules/listing.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import {
  alive,
  hasDisabilityCertificate,
  receivesMinimumLivingAllowance,
} from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { once } from "#shared/rules/language/amount.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { all, any, not, worded } from "#shared/rules/language/logic.ts";
import { onConfirmation, policy } from "#shared/rules/policy.ts";

const isInFinalYear = worded(
  { clause: "本市高校、中等职业学校毕业学年的学生", unmet: "不是本市学校毕业学年的学生" },
  holds("finalYearStudent"),
);
const isInHardship = worded(
  {
    clause: "低保、残疾、特教班、国家助学贷款、贫困残疾人家庭、脱贫家庭、特困人员之一",
    unmet: "没有所列困难情形的登记",
  },
  any(
    receivesMinimumLivingAllowance,
    hasDisabilityCertificate,
    holds("specialEducationClass"),
    holds("studentLoan"),
    holds("disabledFamilyInHardship"),
    holds("familyLiftedFromPoverty"),
    holds("extremePovertySupport"),
  ),
);
const isNotAdmittedElsewhere = worded(
  { clause: "没有被录取升学或者出国留学", unmet: "已被录取升学或者出国留学" },
  not(holds("admittedToFurtherStudy")),
);

export default policy({
  id: "graduate-job-seeking-allowance",
  title: "毕业生求职创业补贴",
  neutralTitle: "毕业生补贴",
  subject: "person",
  leadDepartment: "human-resources",
  isGuaranteedByLaw: false,
  sensitive: true,
  assurance: "signed-in",
  period: "once",
  standing: false,
  commitment:
    "我有就业创业的意愿，没有确定升学或者出国留学，此前没有领取过本项补贴；不符合条件领取的，同意退回。",
  fulfilment: payment("human-resources", "毕业生补贴"),
  ordinaryChannel: { text: "向就读学校的毕业生就业部门申请" },
  versions: [
    {
      id: "2024",
      from: "2024-01-01",
      until: "2027-12-31",
      status: "sourced",
      source: {
        document: "沪人社规〔2023〕22号",
        clause: "求职创业补贴的对象和标准",
        inForceUntil: "2027-12-31",
        note: "对象据转载、金额据非官方网页整理，条款号和金额待核对原文；未核到施行日和有效期，自2024年起计，规范性文件一般五年失效，按2027年12月31日止从严计算。",
      },
      ...onConfirmation("application-by-document"),
      // 本市高校、中等职业学校毕业学年的全日制困难毕业生，已确定升学、出国的除外
      eligible: all(isInFinalYear, isInHardship, isNotAdmittedElsewhere, alive),
      amount: once(1_000_00),
      amountInWords: "每人一次性1,000元",
      arrears: "all",
      leftToPeople: [
        "困难情形的认定，由民政、残联和教育部门办理",
        "在外省市登记的困难情形，由学校核对，走原渠道申请",
        "就业创业意愿，由本人在确认时表明",
      ],
    },
  ],
});

export const listing = {
  titleEn: "Job-seeking allowance for graduates in hardship",
  supportingDepartments: ["education", "civil-affairs", "disabled-persons-federation", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "就业促进处",
  personInCharge: "处室负责人",
  handlingTime: "确认后10个工作日内",
  lifeEvents: ["study", "work", "hardship"],
  english: {
    who: "Students in the final year of a university or vocational school in Shanghai who are in one of seven kinds of hardship and want to work.",
    what: "1,000 yuan, once.",
    how: "You get a message; confirm once after signing in, and it is paid.",
    otherwise: "Apply at the careers office of your school.",
  },
} as const satisfies Listing;

const [on, granted] = ["2025-10-15", met(1_000_00)] as const;

export const examples = () =>
  examplesOf({ finalYearStudent: true }, [
    ["低保家庭", on, { minimumLivingAllowance: true }, granted],
    ["残疾", on, { disabilityGrade: 4 }, granted],
    ["特教班", on, { specialEducationClass: true }, granted],
    ["获得国家助学贷款", on, { studentLoan: true }, granted],
    ["贫困残疾人家庭", on, { disabledFamilyInHardship: true }, granted],
    ["脱贫家庭", on, { familyLiftedFromPoverty: true }, granted],
    ["特困人员", on, { extremePovertySupport: true }, granted],
    ["没有所列困难情形", on, {}, unmet()],
    ["贷款名单迟到，没有其他情形时等待", on, { studentLoan: "missing" }, unknown("studentLoan")],
  ]).concat(
    examplesOf({ finalYearStudent: true, studentLoan: true }, [
      ["已录取升学", on, { admittedToFurtherStudy: true }, unmet()],
      ["毕业学年以前的学生", on, { finalYearStudent: false }, unmet()],
      ["去世当天起不发", on, { deathDate: on }, unmet()],
      ["去世前一天仍应发放", on, { deathDate: "2025-10-16" }, granted],
      ["2024年首日", "2024-01-01", {}, granted],
      ["此前没有核到的规定", "2023-12-31", {}, unmet()],
    ]),
  );

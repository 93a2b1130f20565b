import { alive, hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { atLeast, atMost, holds } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any, worded } from "#shared/rules/language/logic.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { onConfirmation, policy } from "#shared/rules/policy.ts";

const [grade, category] = [fact("disabilityGrade"), fact("disabilityCategory")];

const isSeverelyDisabled = worded(
  {
    clause: "残疾等级为2级或者更重",
    met: "残疾等级为{disabilityGrade}级",
    unmet: "没有2级或者更重的残疾登记",
  },
  atMost(grade, 2),
);

const isMentallyDisabled = worded(
  {
    clause: "智力（5）或者精神（6）残疾等级为3级",
    met: "残疾等级为{disabilityGrade}级，残疾类别符合规定",
    unmet: "没有3级智力、精神残疾的登记",
  },
  all(atMost(grade, 3), atLeast(category, 5), atMost(category, 6)),
);

const needsLongTermCare = worded(
  { clause: "经评估需要长期照护", met: "经评估需要长期照护", unmet: "经评估不需要长期照护" },
  holds("longTermCareNeeded"),
);

export default policy({
  id: "disability-nursing-allowance",
  title: "重度残疾人护理补贴",
  neutralTitle: "专项补贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: true,
  sensitive: true,
  assurance: "signed-in",
  period: "month",
  standing: true,
  commitment:
    "我自愿领取本项补贴；户籍、残疾等级或者照护需要有变化时，我会及时告知；不符合条件期间领取的，同意退回。",
  fulfilment: payment("civil-affairs", "专项补贴"),
  ordinaryChannel: { text: "到户籍所在地的社区事务受理服务中心申请" },
  versions: [
    {
      id: "sample-2022",
      from: "2022-01-01",
      status: "sample",
      source: {
        document: "示例：参照国发〔2015〕52号的重度残疾人护理补贴",
        clause: "补贴对象和补贴标准",
        inForceUntil: "not-stated",
        note: "补贴对象据国务院文件的转述整理，条款号待核对；未查到本市现行标准，类别范围和金额都是示例，不作为正式依据。",
      },
      ...onConfirmation("application-by-document"),
      // 具有本市户籍，残疾等级一级、二级，或者三级的智力、精神残疾，需要长期照护的
      eligible: all(
        hasShanghaiHukou,
        any(isSeverelyDisabled, isMentallyDisabled),
        needsLongTermCare,
        alive,
      ),
      // 一级每月300元，其他每月150元
      amount: perMonth(choose({ when: atMost(grade, 1), use: 300_00, otherwise: 150_00 })),
      amountInWords: "残疾等级1级的每月300元，2级及其他符合条件的每月150元（示例标准）",
      arrears: "all",
      leftToPeople: [
        "残疾等级、类别的评定和照护需要的评估，由残联办理",
        "与其他护理补贴、供养待遇是否重复享受，由民政部门审核",
      ],
    },
  ],
});

export const listing = {
  titleEn: "Nursing allowance for severely disabled people",
  supportingDepartments: ["disabled-persons-federation", "public-security", "health", "finance"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "社会福利处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "确认后10个工作日内，以后按月发放",
  lifeEvents: ["disability"],
  english: {
    who: "Severely disabled people with Shanghai household registration who need long-term care.",
    what: "300 yuan a month for grade 1, 150 yuan for the others. The amounts are a sample.",
    how: "You get a message; confirm once after signing in, and it is paid every month.",
    otherwise: "Apply at a community service centre, or call 12345.",
  },
} as const satisfies Listing;

const needy = { hukouDistrict: "310101", disabilityGrade: 2, longTermCareNeeded: true } as const;
const on = "2026-03-01";

export const examples = () =>
  examplesOf(needy, [
    ["二级，每月150元", on, {}, met(150_00)],
    ["一级，每月300元", on, { disabilityGrade: 1 }, met(300_00)],
    ["三级肢体残疾不发", on, { disabilityGrade: 3, disabilityCategory: 4 }, unmet()],
    ["三级智力残疾同样发放", on, { disabilityGrade: 3, disabilityCategory: 5 }, met(150_00)],
    ["三级精神残疾同样发放", on, { disabilityGrade: 3, disabilityCategory: 6 }, met(150_00)],
    ["三级多重残疾不发", on, { disabilityGrade: 3, disabilityCategory: 7 }, unmet()],
    ["四级智力残疾不发", on, { disabilityGrade: 4, disabilityCategory: 5 }, unmet()],
    ["经评估不需要照护的不发", on, { longTermCareNeeded: false }, unmet()],
    ["没有评估过的等待", on, { longTermCareNeeded: "missing" }, unknown("longTermCareNeeded")],
    ["户籍不在本市的不发", on, { hukouDistrict: "elsewhere" }, unmet()],
    ["死亡当日起不发", on, { deathDate: on }, unmet()],
    ["死亡前一天仍应发放", on, { deathDate: "2026-03-02" }, met(150_00)],
    ["示例标准首日", "2022-01-01", {}, met(150_00)],
    ["此前没有规定", "2021-12-31", {}, unmet()],
  ]);

import { minimumLivingStandard } from "#shared/parameters/minimum-living-standard.ts";
import { alive, receivesMinimumLivingAllowance } from "#shared/rules/clauses/person.ts";
import { toTheFen } from "#shared/rules/clauses/rounding.ts";
import { examplesOf, met, unknown, unmet } from "#shared/rules/example.ts";
import { payment } from "#shared/rules/fulfilment.ts";
import { perMonth } from "#shared/rules/language/amount.ts";
import { holds } from "#shared/rules/language/compare.ts";
import { all, any, worded } from "#shared/rules/language/logic.ts";
import { proportionOf, valueOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { byPeople, directly, policy } from "#shared/rules/policy.ts";

const receivesExtremePovertySupport = worded(
  { clause: "享受特困人员救助供养", met: "享受特困人员救助供养", unmet: "未享受特困人员救助供养" },
  holds("extremePovertySupport"),
);

export default policy({
  id: "price-subsidy",
  title: "低保、特困人员价格临时补贴",
  neutralTitle: "物价补贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: true,
  sensitive: true,
  assurance: "signed-in",
  period: "month",
  standing: false,
  commitment: "本项补贴按在册名单直接发放；情况有变化时，我会及时告知民政部门。",
  fulfilment: payment("civil-affairs", "物价补贴"),
  ordinaryChannel: { text: "到户籍所在地的社区事务受理服务中心咨询、办理" },
  versions: [
    {
      id: "sample-2022",
      from: "2022-09-01",
      until: "2022-12-31",
      status: "sample",
      source: {
        document: "示例：价格补贴联动机制启动月份的价格临时补贴",
        clause: "保障对象和补贴标准",
        inForceUntil: "2022-12-31",
        note: "启动月份和标准由每次通知规定，未核到原文；月份和比例都是示例，不作为正式依据。",
      },
      ...directly,
      // 启动月份在册的低保对象、特困人员
      eligible: all(any(receivesMinimumLivingAllowance, receivesExtremePovertySupport), alive),
      amount: perMonth(
        proportionOf<"person">(percent("5"), valueOf(minimumLivingStandard), toTheFen),
      ),
      amountInWords: "启动月份每人为城乡居民最低生活保障标准的5%（示例比例）",
      arrears: "all",
      ...byPeople(["是否启动、停止联动机制，由发展改革、民政等部门按价格指数决定"], []),
    },
  ],
});

export const listing = {
  titleEn: "Temporary price subsidy (sample)",
  supportingDepartments: ["development-reform", "finance", "statistics"],
  category: "行政给付",
  benefitClass: "奖补",
  responsibleUnit: "社会救助处（示例）",
  personInCharge: "处室负责人（示例）",
  handlingTime: "启动后按月发放（示例）",
  lifeEvents: ["hardship"],
  english: {
    who: "People who receive the minimum living allowance or support in extreme poverty.",
    what: "A small sum for each month in which prices rose sharply (sample).",
    how: "It is paid directly; you are told first and may refuse.",
    otherwise: "Ask at a community service centre, or call 12345.",
  },
} as const satisfies Listing;

const on = "2022-10-15";

export const examples = () =>
  examplesOf({ minimumLivingAllowance: true }, [
    ["低保对象，1,420元的5%", on, {}, met(71_00)],
    [
      "特困人员同样发放",
      on,
      { minimumLivingAllowance: false, extremePovertySupport: true },
      met(71_00),
    ],
    ["都不在册的不发", on, { minimumLivingAllowance: false }, unmet()],
    ["启动首日", "2022-09-01", {}, met(71_00)],
    ["启动前一天", "2022-08-31", {}, unmet()],
    ["停止前最后一天", "2022-12-31", {}, met(71_00)],
    ["停止后", "2023-01-01", {}, unmet()],
    ["死亡当天起不发", on, { deathDate: on }, unmet()],
    ["死亡前一天仍应发放", on, { deathDate: "2022-10-16" }, met(71_00)],
    ["火化登记迟到时等待", on, { crematedOn: "missing" }, unknown("crematedOn")],
  ]);

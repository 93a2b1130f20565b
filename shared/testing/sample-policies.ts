import { perMonth, perYear } from "#shared/rules/language/amount.ts";
import { choose } from "#shared/rules/language/choose.ts";
import { ageAtLeast, atLeast, holds, is } from "#shared/rules/language/compare.ts";
import { decemberOf, fact, lastYear } from "#shared/rules/language/fact-reference.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { byAge, proportionOf } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import { alive, hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { policy, type Policy, type PolicyFile, type Version } from "#shared/rules/policy.ts";

const text = {
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: false,
  sensitive: false,
  commitment: "情况有变化时及时告知。",
  fulfilment: { kind: "payment", payer: "civil-affairs", remark: "津贴", payWithinWorkingDays: 10 },
  ordinaryChannel: { text: "到社区事务受理服务中心申请" },
} as const;

const delivery = {
  status: "sourced",
  source: { document: "示例文件", clause: "一", inForceUntil: "not-stated" },
  mode: "confirm",
  ground: "choice",
  adverseEffects: false,
  arrears: "all",
  leftToPeople: [],
} as const;

const allowanceFile = {
  ...text,
  id: "allowance",
  title: "示例津贴",
  subject: "person",
  assurance: "link",
  period: "month",
  standing: true,
  versions: [
    {
      ...delivery,
      id: "2020",
      from: "2020-01-01",
      until: "2029-12-31",
      eligible: all(hasShanghaiHukou, ageAtLeast(65), alive),
      amount: perMonth(
        byAge([
          [65, 75_00],
          [70, 150_00],
        ]),
      ),
      amountInWords: "65–69周岁每月75元，70周岁以上每月150元",
    },
  ],
} as const satisfies PolicyFile;

/** By the month, in force from 2020 to 2029. */
export const allowance = policy(allowanceFile);

/** By the year, in force since 2020. */
export const refund = policy({
  ...text,
  id: "refund",
  title: "示例返还",
  subject: "organisation",
  assurance: "signed-in",
  period: "year",
  standing: false,
  versions: [
    {
      ...delivery,
      id: "2020",
      from: "2020-01-01",
      eligible: all(
        atLeast(fact("insuredHeadcount", decemberOf(-1)), 1),
        any(holds("seriousDishonesty"), is("specialisedNew", "city"), is("sizeClass", "micro")),
      ),
      amount: perYear(
        proportionOf(
          choose({ when: is("sizeClass", "large"), use: percent("30"), otherwise: percent("50") }),
          fact("unemploymentPremiumPaidFen", lastYear),
          { mode: "half-up", clause: "示例" },
        ),
      ),
      amountInWords: "上年缴费的50%，大型企业30%",
    },
  ],
});

/** A version for persons, in force since 2020, that says nothing until it is told. */
export function aVersion(more: Partial<Pick<Version<"person">, "eligible" | "amount">>) {
  return {
    ...delivery,
    id: "2020",
    from: "2020-01-01",
    eligible: holds("veteran"),
    amount: perMonth(100_00),
    amountInWords: "每月100元",
    ...more,
  } as const;
}

type PersonFile = Extract<PolicyFile, { readonly subject: "person" }>;
type PersonVersions = PersonFile["versions"];

type Recurring =
  | { readonly period: "month" | "quarter" | "year"; readonly standing: boolean }
  | { readonly period: "once" | "visit"; readonly standing: false };

/** A policy for persons with these versions; by the month unless it is told. */
export function aPolicy(
  versions: PersonVersions,
  recurring: Recurring = { period: "month", standing: true },
): Policy {
  return policy({ ...allowanceFile, ...recurring, versions });
}

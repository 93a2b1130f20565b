import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { policyById } from "#shared/policies/index.ts";
import { daysOfPeriod } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { checkReference } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";
import { reject, type Rejection } from "#shared/incoming/reject-event.ts";

type CaseData = Data<"case.reported.v1">;
type Refusal = { ok: false } & Rejection;

/** Checks what the ordinary channel, a counter or an older system says of a case: policy, reporter, period, number. */
export function checkCase(
  department: DepartmentId,
  data: CaseData,
  at: number,
  envelope: Envelope,
): Check {
  const policy = policyById(data.policy);
  if (policy === undefined) {
    return reject(
      "unknown-policy",
      "目录中没有这项政策，或者它只由人工判断，请核对编号。",
      "The catalogue has no such policy, or only people judge it; check its id.",
    );
  }
  if (department !== policy.leadDepartment && department !== "government-services") {
    return reject(
      "not-the-steward",
      "这项政策的办件由牵头部门或者一网通办平台报送，未接收。",
      "Cases of this policy are reported by its lead department or by the one-stop platform; this was not taken in.",
    );
  }
  const refusal = refusedPeriod(policy, data, at) ?? refusedDetail(department, policy, data, at);
  if (refusal !== undefined) return refusal;
  const subject = checkReference(data.subject);
  if (!subject.ok) return subject;
  const relative = data.relative === undefined ? undefined : checkReference(data.relative);
  if (relative?.ok === false) return relative;
  const { period, through = period, channel, state, amountFen, caseNumber, consentedOn } = data;
  return {
    ok: true,
    event: {
      ...envelope,
      ...subject.warned,
      kind: "case",
      subject: subject.subject,
      observations: [],
      relations: [],
      contact: undefined,
      reportedCase: {
        report: {
          policy: policy.id,
          period,
          through,
          channel,
          caseNumber: caseNumber ?? "",
          state,
          amountFen: amountFen ?? null,
          consentedOn: consentedOn ?? null,
          observedAt: at,
          reportedBy: department,
        },
        relative: relative?.subject,
      },
    },
  };
}

/**
 * How far ahead of the observation the last period may begin, in days: what is paid is paid at most a year ahead. Whoever
 * mistypes a year would keep somebody from the benefit until then.
 */
const mostDaysAhead = { paid: 366, otherwise: 5 * 366 } as const;

/** A period in the policy's own form, in which some version of it was in force. */
function refusedPeriod(
  policy: Policy,
  { period, through, state }: CaseData,
  at: number,
): Refusal | undefined {
  if (policy.period === "once")
    return period === "once" && (through ?? "once") === "once" ? undefined : noSuchPeriod(policy);
  const [first, last] = [daysOfPeriod(policy, period), daysOfPeriod(policy, through ?? period)];
  if (first === undefined || last === undefined || last[1] < first[1]) return noSuchPeriod(policy);
  const isInForce = policy.versions.some(
    (version) =>
      version.from <= last[1] && (version.until === undefined || first[0] <= version.until),
  );
  const ahead = state === "paid" ? mostDaysAhead.paid : mostDaysAhead.otherwise;
  const isNear = last[0] <= addDays(shanghaiDay(new Date(at)), ahead);
  return isInForce && isNear ? undefined : noSuchPeriod(policy);
}

const forms: Readonly<Record<Policy["period"], { zh: string; en: string }>> = {
  month: { zh: "按月享受，写作 2026-12", en: "by the month, as in 2026-12" },
  quarter: { zh: "按季享受，写作 2026-Q4", en: "by the quarter, as in 2026-Q4" },
  year: { zh: "按年享受，写作 2026", en: "by the year, as in 2026" },
  once: { zh: "一次性享受，写作 once", en: "once, written once" },
  visit: { zh: "按次享受，没有办件", en: "by the visit: there are no cases" },
};

function noSuchPeriod({ period }: Policy): Refusal {
  const { zh, en } = forms[period];
  return reject(
    "unknown-period",
    `这项政策${zh}；期间应在政策实施之内，through 不早于 period，已发放的不晚于一年之后，其他的不晚于五年之后。`,
    `This policy is given ${en}. The period must lie within the time in which the policy is in force; through must not lie before it, nor more than a year ahead for what is paid, or five years otherwise.`,
  );
}

function refusedDetail(
  department: DepartmentId,
  policy: Policy,
  { subject, relative, caseNumber, state, consentedOn }: CaseData,
  at: number,
): Refusal | undefined {
  if (policy.subject !== subject.kind)
    return reject(
      "invalid-event",
      "服务对象的类型与这项政策不符。",
      "This policy is not for this kind of subject.",
    );
  if (relative !== undefined && policy.per === undefined)
    return reject(
      "invalid-event",
      "这项政策不按关系人分别享受，请去掉 relative。",
      "This policy is not given for each relative; leave out relative.",
    );
  const numbers = [subject.id, ...(relative === undefined ? [] : [relative.id])];
  if (numbers.some((number) => caseNumber?.toUpperCase().includes(number.toUpperCase())))
    return reject(
      "invalid-event",
      "caseNumber 不得含有证件号码。",
      "A caseNumber must not hold a document number.",
    );
  if (consentedOn === undefined) return undefined;
  const isVouchedFor =
    department === policy.leadDepartment &&
    policy.standing &&
    (state === "granted" || state === "paid") &&
    consentedOn <= shanghaiDay(new Date(at));
  return isVouchedFor
    ? undefined
    : reject(
        "invalid-event",
        "consentedOn 只由牵头部门在已核准或已发放的、一次确认长期有效的政策办件中填报，且不晚于观察日。",
        "Only the lead department gives consentedOn, of what is granted or paid under a policy that one confirmation covers for good, and no day after the observation.",
      );
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { periodInWords } from "#shared/entitlements/period-in-words.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionById } from "#shared/rules/versions.ts";
import { usedFactInWords } from "#shared/rules/wording/evidence.ts";
import { type Adjustment, isOpenRecovery } from "./adjustment.ts";
import type { Adjusted } from "./load-adjusted.ts";
import { paidOf } from "./paid.ts";

/** What a subject was told of a recovery, word for word. */
export interface Letter {
  readonly kind: "announcement" | "decision";
  readonly at: number;
  readonly text: string;
}

interface About extends Adjusted {
  readonly policy: Policy;
  readonly recovery: Adjustment;
}

/** 追回告知书: what is thought to have been paid too much, on what facts, and that the subject may be heard first. */
export function announcementOf(about: About, heardUntil: CivilDate | null, now: Date): Letter {
  const until =
    heardUntil === null
      ? "（截止日期待国务院办公厅公布节假日安排后确定）"
      : `，即最晚在${formatDay(heardUntil)}`;
  return letter(about, "announcement", "关于拟追回多发款项的告知书", now, [
    "您（贵单位）的权利",
    `自收到本告知书之日起五个工作日内${until}，您可以陈述、申辩，可以补充材料：登录“一网通办”、到社区事务受理服务中心，或者拨打${about.policy.contact}。期满之前不作决定；陈述、申辩不会加重对您的处理。`,
    "数据有误的，请向报送数据的部门申请更正；更正后系统将重新计算。",
  ]);
}

/** 追回决定书: what has to be repaid and by when, and what one can do against it. */
export function decisionLetterOf(about: About, dueOn: CivilDate, now: Date): Letter {
  const { policy, recovery } = about;
  const heard =
    recovery.heardAt === null ? "您未在期限内陈述、申辩。" : "您的陈述、申辩已经听取并核实。";
  const setOff =
    policy.setOff === undefined
      ? []
      : [
          `逾期未退还的，依照${policy.setOff.clause}，从以后各期中抵扣，每期不超过${policy.setOff.atMostPercent}%。`,
        ];
  return letter(about, "decision", "追回多发款项决定书", now, [
    "决定",
    `${heard}${recovery.reason === null || recovery.reason === "" ? "" : `${recovery.reason}。`}决定追回${yuan(recovery.amountFen)}，请最晚在${formatDay(dueOn)}退还。`,
    "一次退还有困难的，可以申请分期退还。已去世的，由其继承人在遗产范围内退还。",
    ...setOff,
    "退还方式由经办窗口当面或者在“一网通办”告知；任何短信、电话要求向某个账户转账的，都不要相信。",
    "救济途径",
    "不服本决定的，可以自收到本决定书之日起六十日内申请行政复议，或者在六个月内向人民法院提起行政诉讼。",
  ]);
}

function letter(
  { policy, entitlement, adjustments, recovery }: About,
  kind: Letter["kind"],
  title: string,
  now: Date,
  rest: readonly string[],
): Letter {
  const { period, ruleVersion, decision } = entitlement;
  const version =
    versionById(policy, decision.version ?? ruleVersion) ?? versionById(policy, ruleVersion);
  const facts = decision.facts.map((fact) => {
    const { label, text } = usedFactInWords(fact);
    const on = formatDay(shanghaiDay(new Date(fact.observedAt)));
    return `· ${label}：${text}（${departmentNames[fact.reportedBy]}，${on}报送）`;
  });
  const elsewhere = adjustments
    .filter((one) => one.id !== recovery.id && isOpenRecovery(one))
    .reduce((sum, one) => sum + one.amountFen - one.repaidFen, 0);
  const lines = [
    title,
    `编号：${recovery.id.toUpperCase()}`,
    "事项",
    `${policy.title}，${periodInWords(period)}。${version === undefined ? "" : `依据：${version.source.document}（${version.source.clause}）。`}`,
    "金额",
    `已发放${yuan(paidOf({ entitlement, adjustments }))}，按现有数据应发放${yuan(recovery.dueFen)}，多发${yuan(recovery.amountFen)}。${elsewhere === 0 ? "" : `另有${yuan(elsewhere)}另案追回。`}`,
    "据以认定的事实",
    ...(recovery.ground === "facts" ? [decision.reason, ...facts] : ["经异议核查认定。"]),
    ...rest,
    departmentNames[policy.leadDepartment],
    formatDay(shanghaiDay(now)),
  ];
  return { kind, at: now.getTime(), text: lines.join("\n") };
}

const yuan = (amount: number): string => formatYuan(fen(amount));

/** Guarantee: `decideRecovery` wrote them, and the column has no other writer. */
export function lettersOf({ letters }: Pick<Adjustment, "letters">): Letter[] {
  return JSON.parse(letters) as Letter[];
}

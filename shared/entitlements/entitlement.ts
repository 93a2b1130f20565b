import type { claimStates } from "#shared/db/enumerations.ts";
import type { Fen } from "#shared/money/fen.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { DecisionRecord } from "#shared/rules/decision-record.ts";
import type { EntitlementState } from "./states.ts";

/** Why nothing moves although the entitlement stands. A hold is no state: the omission audit counts it as entitled. */
export const holds = {
  "facts-unknown": "据以认定的数据缺失或有矛盾，正在核实",
  "account-missing": "没有登记收款账户",
  "account-returned": "上次拨付被退回，等待更正收款账户",
  "account-changed": "确认之后收款账户有变更",
  "returned-too-often": "多次拨付未成功，暂缓兑现，等待兑现部门核对",
  "earlier-suspended": "前期款项暂缓兑现，核对后一并办理",
  "payer-contradiction": "兑现部门先后报告的结果不一致，正在核对",
  "release-missing": "等待两人放款",
  "daily-cap": "今日放款额度已用完，次日继续",
  "register-late": "登记数据尚未按时更新",
  "shard-restored": "数据库恢复后待核对",
  "payer-missing": "兑现部门的接口尚未登记",
  "policy-paused": "政策暂停实施，恢复后继续",
  "reserve-short": "资金备付期限不足或尚未公布，等待达标",
  "reservation-pending": "正在核对是否已在别处享受",
  "ordinary-channel": "原渠道已受理、核准或发放，不重复兑现",
  "being-joined": "正在与同一主体的另一号码归并，完成后继续",
  "objection-upheld": "异议成立，不再兑现",
  "counted-elsewhere": "同一人已由其他单位或其他政策计入，不重复享受",
} as const;
export type Hold = keyof typeof holds;

/** A claim is asked for, held, held by another entitlement, or given up. */
export type Claim = (typeof claimStates)[number];

/** One step that the entitlement has taken, for people to read; the audit chain holds the same under a seal. */
export interface Step {
  readonly state: EntitlementState;
  readonly at: number;
}

/**
 * What was decided and on what facts, so that anyone can replay it; policy, period, day and amount stand in columns
 * of their own. The oldest have a reason and facts alone.
 */
export type Decision = Pick<DecisionRecord, "reason" | "facts"> &
  Partial<Pick<DecisionRecord, "version" | "verdict" | "gaps" | "relatives" | "rule" | "seal">>;

/** One subject's right under one policy for one period. */
export interface Entitlement {
  readonly subjectKey: string;
  readonly policy: string;
  readonly period: string;
  readonly id: string;
  /** 0 while it has not been stored yet. */
  readonly version: number;
  readonly state: EntitlementState;
  readonly heldBecause: Hold | null;
  readonly ruleVersion: string;
  /** The day for which it was judged: a corrected fact judges this day again, the passing of time does not. */
  readonly judgedOn: CivilDate;
  readonly amountFen: Fen | null;
  readonly decision: Decision;
  readonly steps: readonly Step[];
  /** The end-to-end id of the one live instruction. */
  readonly instruction: string | null;
  readonly attempts: number;
  readonly auditHead: string;
  /** How its claim to a person who counts only once stands; null where its policy reserves nothing. */
  readonly reservation: Claim | null;
  /** What its own instruction pays of it; null before one has left. */
  readonly instructedFen: Fen | null;
  /** What people have ruled that it comes to; null where the rule decides. */
  readonly ruledFen: Fen | null;
}

/**
 * The hold that stays when what was held for money is settled: a doubt about the facts, what another channel has, or a
 * claim that is not held.
 */
export function lastingHold({
  heldBecause,
  reservation,
}: Pick<Entitlement, "heldBecause" | "reservation">): Hold | null {
  const isLasting = heldBecause === "facts-unknown" || heldBecause === "ordinary-channel";
  return isLasting ? heldBecause : holdOfClaim(reservation);
}

/** What a claim holds an entitlement for. */
export function holdOfClaim(claim: Claim | null): Hold | null {
  if (claim === "asked") return "reservation-pending";
  return claim === "elsewhere" ? "counted-elsewhere" : null;
}

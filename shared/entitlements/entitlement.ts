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
  "release-missing": "等待两人放款",
  "daily-cap": "今日放款额度已用完，次日继续",
  "register-late": "登记数据尚未按时更新",
  "shard-restored": "数据库恢复后待核对",
  "payer-missing": "兑现部门的接口尚未登记",
} as const;
export type Hold = keyof typeof holds;

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
}

/** The hold that stays when what was held for money is settled: a doubt about the facts. */
export function doubtOf({ heldBecause }: Entitlement): Hold | null {
  return heldBecause === "facts-unknown" ? heldBecause : null;
}

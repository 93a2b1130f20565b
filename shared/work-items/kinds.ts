import type { WorkItemKind } from "#shared/db/enumerations.ts";

interface KindOfWork {
  /** What is to be done, as the owner reads it. */
  readonly title: string;
  /** Whether a person says that it is done. Otherwise the system sees that it is. */
  readonly isClosedByHand: boolean;
  /** Whether the owner is told at once; of the others only when they are late. */
  readonly isUrgent?: boolean;
}

/** What can wait for people. */
export const kindsOfWork: Readonly<Record<WorkItemKind, KindOfWork>> = {
  backlog: { title: "排查积压的任务", isClosedByHand: false, isUrgent: true },
  "calendar-missing": {
    title: "录入国务院办公厅公布的节假日安排",
    isClosedByHand: false,
    isUrgent: true,
  },
  "case-conflict": {
    title: "同一权利在其他渠道也已受理、核准或发放，核对后只保留一处",
    isClosedByHand: true,
  },
  "case-count-gap": {
    title: "核对办件各环节的日计数与一网通办平台不一致的原因",
    isClosedByHand: true,
  },
  "case-undecided": { title: "决定原渠道已经受理的办件", isClosedByHand: false },
  "dead-letter": { title: "查明任务失败的原因，处理后重放", isClosedByHand: true },
  "given-twice": { title: "同一主体的两个号码重复享受，核实后决定追回", isClosedByHand: true },
  hint: { title: "核查匿名线索", isClosedByHand: true },
  "join-failing": {
    title: "查明两个号码归并失败的原因，归并完成前两个号码均暂停兑现",
    isClosedByHand: false,
    isUrgent: true,
  },
  "manifest-gap": { title: "补报清单与实收不一致的数据", isClosedByHand: true },
  "manifest-missing": { title: "补报前一天的数据清单", isClosedByHand: true },
  "name-missing": { title: "补报要公示的单位或者个人的名称", isClosedByHand: false },
  objection: { title: "受理或者不予受理异议", isClosedByHand: false },
  "objection-answer": { title: "答复已受理的异议", isClosedByHand: false },
  "offline-scan-conflict": {
    title: "核查断网期间重复或者不当享受的扫码记录，必要时停用设备",
    isClosedByHand: true,
  },
  omission: { title: "核查应享未享、不应享而享的差异", isClosedByHand: false, isUrgent: true },
  "payment-late": { title: "兑现超过期限的款项", isClosedByHand: false },
  "release-due": { title: "批准等待拨付的款项", isClosedByHand: false },
  "payer-contradiction": {
    title: "核对兑现部门前后矛盾的结果，确认款项是否到账",
    isClosedByHand: true,
  },
  "payment-suspended": { title: "核对收款账户，恢复暂缓的兑现", isClosedByHand: false },
  recovery: { title: "核查多发的金额，决定追回或者不予追回", isClosedByHand: false },
  "recovery-overdue": { title: "催告逾期未退的款项", isClosedByHand: true },
};

/** Those of which the owner is told at once. */
export const urgentKinds = Object.entries(kindsOfWork).flatMap(([kind, { isUrgent }]) =>
  isUrgent ? [kind] : [],
);

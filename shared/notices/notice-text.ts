import type { DepartmentId } from "#shared/identity/departments.ts";
import type { Fen } from "#shared/money/fen.ts";
import type { TaskKind } from "#shared/outbox/task.ts";
import type { Policy } from "#shared/rules/policy.ts";

export type NoticeKind = Extract<
  TaskKind,
  | "offer"
  | "reminder"
  | "lapsed"
  | "announcement"
  | "continued"
  | "fulfilled"
  | "returned"
  | "suspended"
>;

export interface NoticeFacts {
  readonly policy: Policy;
  /** The amount of one period, or what was paid. */
  readonly amountFen: Fen | null;
  readonly deadlineAt: number | null;
  readonly link: string | undefined;
  /** Asked before, and asked again because the account or the eligibility has changed. */
  readonly again?: boolean;
}

export interface NoticeText {
  /** Name and version of the template. */
  readonly template: string;
  readonly title: string;
  readonly body: string;
}

/** Whose very name would tell what is sensitive: disability, or the loss of a family. */
const telling: ReadonlySet<DepartmentId> = new Set([
  "disabled-persons-federation",
  "veterans-affairs",
] as const);

/** The department that speaks; where its name would tell too much, the one-stop platform does. */
export function speakerOf({ sensitive, leadDepartment }: Policy): DepartmentId {
  return sensitive && telling.has(leadDepartment) ? "government-services" : leadDepartment;
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Gap } from "#shared/measures/gap.ts";
import type { Measure } from "#shared/measures/measure.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import type { Policy } from "#shared/rules/policy.ts";

/** 条件成熟: what must be settled before a benefit comes by itself. */
export const readinessChecks = {
  beneficiaries: { zh: "对象明确", en: "The beneficiaries are definite" },
  evidence: { zh: "结果有据", en: "Registers give evidence of the result" },
  amount: { zh: "标准明确", en: "The amount is definite" },
  document: { zh: "文件有效", en: "The document is in force" },
  data: { zh: "数据可用", en: "The data are available and fresh" },
  ground: { zh: "依据允许", en: "The law allows the mode" },
  "adverse-effects": { zh: "没有不利影响", en: "Nothing speaks against the benefit" },
} as const;
export type ReadinessCheck = keyof typeof readinessChecks;

/** One item of the checklist. */
export interface ReadinessItem {
  /** The same on every day: "amount", "evidence:birthDate", "data:deathDate", "data:unknown". */
  readonly id: string;
  readonly check: ReadinessCheck;
  readonly ok: boolean;
  /** It stands on the obstacle list 堵点清单; an item may be good enough and yet leave something in the way. */
  readonly isObstacle: boolean;
  /** A sentence in plain Chinese. */
  readonly text: string;
  readonly clause?: string;
  /** By the key of `AskedFact`. */
  readonly fact?: string;
  /** Who can settle it. */
  readonly owner: DepartmentId;
  /** How many it holds up: those for whom a fact is wanting; without it all whom the rule meets. */
  readonly people?: number;
}

/** Everything that the checklist of a policy rests on. */
export interface ReadinessBasis {
  readonly policy: Policy;
  readonly registers: readonly StoredRegister[];
  /** Undefined where the policy was never measured. */
  readonly measure: Measure | undefined;
  /** Of this policy. */
  readonly gaps: readonly Gap[];
  readonly today: CivilDate;
  readonly now: Date;
}

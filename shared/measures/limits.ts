/** What is measured of a policy before it goes further, and while it is in operation. */
export const figureNames = {
  unknown: "数据不足、无法认定的比例",
  objections: "提出异议的比例",
  failures: "兑现失败的比例",
  omissions: "应享未享、不应享而享的比例",
  benefited: "已兑现的对象数",
  pending: "等待重新认定、尚未计入的对象数",
} as const;
export type FigureName = keyof typeof figureNames;

/** A bound of a figure: of ten thousand for a share, a plain number for a count. */
export interface Limit {
  readonly order: "atMost" | "atLeast";
  readonly unit: "of-ten-thousand" | "count";
  /** To go live 全市实施. */
  readonly gate: number;
  /** Past it a pilot is halted, and of a policy in operation people are told; without it never. */
  readonly halt?: number;
}

type Limits = Readonly<Record<FigureName, Limit>>;

const usual: Limits = {
  unknown: { order: "atMost", unit: "of-ten-thousand", gate: 500, halt: 3_000 },
  objections: { order: "atMost", unit: "of-ten-thousand", gate: 100, halt: 500 },
  failures: { order: "atMost", unit: "of-ten-thousand", gate: 200, halt: 1_000 },
  omissions: { order: "atMost", unit: "of-ten-thousand", gate: 0, halt: 100 },
  benefited: { order: "atLeast", unit: "count", gate: 5 },
  pending: { order: "atMost", unit: "count", gate: 0 },
};

/** Where a policy needs other bounds, with the reason beside them. */
const ofPolicies: Readonly<Record<string, Partial<Limits>>> = {};

/** The bounds of a policy. */
export function limitsOf(policy: string, others = ofPolicies): Limits {
  return { ...usual, ...others[policy] };
}

/** So few cases halt nothing: of three payments one that fails is a third. */
export const fewestCasesToHalt = 3;

/** A measure serves for a decision for so many days. */
export const freshForDays = 2;

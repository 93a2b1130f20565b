import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { relationDefinition } from "#shared/facts/relations.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { recordOf, replay } from "#shared/rules/decision-record.ts";
import { judge } from "#shared/rules/judge.ts";
import type { ClauseExplained, FactSeen, RelativesRead } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { explainClauses } from "#shared/rules/wording/explain-clauses.ts";
import { figureText } from "./figures-in-words.ts";

const verdicts = { met: "符合", unmet: "不符合", unknown: "不能判断" } as const;

export interface CaseInWords {
  readonly lines: readonly string[];
  /** The record of the decision gives the same answer when it is judged again. */
  readonly isReplayed: boolean;
}

/** One case, line by line: the letter to the subject, the clauses for the officer, the record for whoever replays it. */
export function caseInWords(policy: Policy, readings: Readings, on: CivilDate): CaseInWords {
  const judged = judge(policy, readings, on);
  const record = recordOf(policy, judged, on);
  const { same, differences } = replay(policy, record);
  return {
    isReplayed: same,
    lines: [
      "给本人",
      `  ${judged.reason}`,
      "",
      `给经办人（${formatPlainDay(on)}，版本 ${judged.version}，结论：${verdicts[judged.verdict]}）`,
      ...explainClauses(policy, readings, on).flatMap(clauseInWords),
      ...(judged.nextChangeOn === undefined
        ? []
        : [`  没有新数据时，最早在${formatPlainDay(judged.nextChangeOn)}可能变化`]),
      "",
      "决定记录",
      JSON.stringify(record, undefined, 2),
      same ? "重放一致" : `重放不一致：${differences.join("；")}`,
    ],
  };
}

/** A clause with its verdict, then what it rests on, a step further in. */
function clauseInWords(clause: ClauseExplained): string[] {
  const { number, text, verdict, finding, facts, relatives, figures } = clause;
  const indent = "  ".repeat(number.split(".").length);
  return [
    `${indent}${number} 【${verdicts[verdict]}】${text}${finding === undefined ? "" : `：${finding}`}`,
    ...relatives.map((one) => `${indent}  ${relativesText(one)}`),
    ...facts.map((one) => `${indent}  ${factText(one)}`),
    ...figures.map((one) => `${indent}  ${figureText(one)}`),
  ];
}

function factText({ label, state, steward, text, observedAt }: FactSeen): string {
  const department = departmentNames[steward];
  switch (state) {
    case "known": {
      const day =
        observedAt === undefined
          ? ""
          : `，${formatPlainDay(shanghaiDay(new Date(observedAt)))}的数据`;
      return `${label}：${text ?? ""}（${department}${day}）`;
    }
    case "absent":
      return `${label}：完整的登记中没有这项记录（${department}）`;
    case "missing":
      return `${label}：没有上报，或者登记还不完整（由${department}负责）`;
    case "conflict":
      return `${label}：同一时点有两个不同的值（由${department}核实）`;
  }
  return state satisfies never;
}

function relativesText({ relation, count, isComplete }: RelativesRead): string {
  const { label } = relationDefinition(relation);
  return `${label}：已知${count}名，${isComplete ? "登记完整" : "可能不是全部"}`;
}

import { type Adjustment, isTold } from "#shared/adjustments/adjustment.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { ExplainedVerdict } from "#shared/contract/explanations.schema.ts";
import { decisionRecordOf } from "#shared/entitlements/decision.ts";
import { holds, type Entitlement } from "#shared/entitlements/entitlement.ts";
import { toldPeriod } from "#shared/entitlements/period-of-relative.ts";
import { replay } from "#shared/rules/decision-record.ts";
import { judge } from "#shared/rules/judge.ts";
import type { ClauseExplained, FigureUsed, RelativesRead } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { explainClauses } from "#shared/rules/wording/explain-clauses.ts";

type ExplainedClause = ExplainedVerdict["clauses"][number];
type ToldEntitlement = ExplainedVerdict["entitlements"][number];

/** How a policy stands to one subject, as staff are told; spelled out, so that nothing is told by itself. */
export function explainedVerdict(
  policy: Policy,
  readings: Readings,
  on: CivilDate,
): Omit<ExplainedVerdict, "stage" | "notYet" | "entitlements"> {
  const judged = judge(policy, readings, on);
  const { version, verdict, amountFen, reason, nextChangeOn } = judged;
  return {
    policy: policy.id,
    version,
    verdict,
    ...(amountFen === undefined ? {} : { amountFen }),
    reason,
    facts: judged.facts.map(({ fact, value, reportedBy, observedAt }) => ({
      fact,
      value,
      reportedBy,
      observedAt,
    })),
    gaps: judged.gaps.map(({ fact, state }) => ({ fact, state })),
    relatives: judged.relatives.map(toldRelatives),
    missing: judged.missing.map(({ fact, steward }) => ({ fact, steward })),
    clauses: explainClauses(policy, readings, on).map(toldClause),
    ...(nextChangeOn === undefined ? {} : { nextChangeOn }),
  };
}

/** An entitlement, and what comes of its decision when it is made again from its record. */
export async function toldEntitlement(
  policy: Policy,
  entitlement: Entitlement,
  adjustments: readonly Adjustment[],
): Promise<ToldEntitlement> {
  const { id, subjectKey, period, state, amountFen, heldBecause } = entitlement;
  const record = decisionRecordOf(entitlement);
  const { same, differences } = replay(policy, record);
  const told = adjustments
    .filter((one) => one.entitlement === id && isTold(one))
    .map(toldAdjustment);
  return {
    id,
    period: await toldPeriod(subjectKey, period),
    state,
    ...(amountFen === null ? {} : { amountFen }),
    ...(heldBecause === null ? {} : { heldBecause: holds[heldBecause] }),
    ...(told.length === 0 ? {} : { adjustments: told }),
    decision: {
      on: record.on,
      version: record.version,
      reason: record.reason,
      replayed: { same, differences: [...differences] },
    },
  };
}

function toldAdjustment({ id, kind, state, amountFen, repaidFen, dueOn }: Adjustment) {
  return { id, kind, state, amountFen, repaidFen, ...(dueOn === null ? {} : { dueOn }) };
}

function toldClause(clause: ClauseExplained): ExplainedClause {
  const { number, text, verdict, finding, facts, relatives, figures } = clause;
  return {
    number,
    text,
    verdict,
    ...(finding === undefined ? {} : { finding }),
    facts: facts.map(({ fact, label, state, steward, value, text: valueText, observedAt }) => ({
      fact,
      label,
      state,
      steward,
      ...(value === undefined ? {} : { value }),
      ...(valueText === undefined ? {} : { text: valueText }),
      ...(observedAt === undefined ? {} : { observedAt }),
    })),
    relatives: relatives.map(toldRelatives),
    figures: figures.map(toldFigure),
  };
}

function toldRelatives({ relation, count, isComplete }: RelativesRead) {
  return { relation, count, isComplete };
}

function toldFigure({
  parameter,
  label,
  publisher,
  text,
  from,
  until,
  status,
  source,
}: FigureUsed): ExplainedClause["figures"][number] {
  return {
    parameter,
    label,
    publisher,
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(status === undefined ? {} : { status }),
    ...(source === undefined ? {} : { document: source.document }),
  };
}

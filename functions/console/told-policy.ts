import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Gate } from "#shared/measures/gate.ts";
import { type Counts, medianWait } from "#shared/measures/measure.ts";
import type { Alarm } from "#shared/measures/watch-figures.ts";
import type { Readiness } from "#shared/readiness/read-obstacles.ts";
import { readinessChecks, type ReadinessItem } from "#shared/readiness/readiness-item.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { pilotFrom } from "#shared/stages/select-stages.ts";
import { stageOf } from "#shared/stages/stage.ts";
import type { StageEntry } from "#shared/stages/stage-entry.ts";

/** How a policy stands, as staff see it. */
export function standingOf(
  { id, title, leadDepartment }: Policy,
  { stages, measures, checklists }: Readiness,
  alarms: readonly Alarm[],
) {
  const { stage, number, pilot, sinceAt } = stageOf(stages, id);
  const measure = measures.get(id);
  const checklist = checklists.get(id) ?? [];
  const passed = checklist.filter(({ ok }) => ok).length;
  return {
    id,
    title,
    leadDepartment,
    stage,
    stageNumber: number,
    pilot,
    since: toldSince(sinceAt),
    readiness: { passed, failing: checklist.length - passed },
    measured: measure && toldMeasure(measure),
    alarms: alarms
      .filter(({ policy }) => policy === id)
      .map(({ day, figure, count, outOf, limitAt }) => ({
        day,
        figure,
        count,
        of: outOf ?? undefined,
        limit: limitAt,
      })),
  };
}

function toldMeasure(measure: Counts & { readonly day: CivilDate }) {
  return { day: measure.day, ...toldCounts(measure) };
}

export function toldCounts(counts: Counts) {
  const { eligible, unknown, amountFen, entitled, omitted, unfounded } = counts;
  const { benefited, paidFen, settled, failed, objections, pending } = counts;
  return {
    eligible,
    unknown,
    amountFen,
    entitled,
    omitted,
    unfounded,
    benefited,
    paidFen,
    settled,
    failed,
    objections,
    pending,
    medianDays: medianWait(counts),
  };
}

export function toldEntry(entry: StageEntry) {
  const { number, stage, pilot, reason, proposedBy, decidedBy, previous, hash } = entry;
  return {
    number,
    stage,
    pilot: pilot === null ? undefined : pilotFrom(pilot),
    reason,
    figures: JSON.parse(entry.figures) as unknown,
    proposedBy,
    decidedBy,
    since: toldSince(entry.sinceAt),
    previous,
    hash,
  };
}

/** Nothing where nobody knows: what never left the list, and what was in operation before stages were kept. */
function toldSince(sinceAt: number): string | undefined {
  return sinceAt === 0 ? undefined : new Date(sinceAt).toISOString();
}

export function toldItem({ id, check, ok, text, clause, fact, owner, people }: ReadinessItem) {
  const label = readinessChecks[check].zh;
  return { id, check, label, ok, text, clause, fact, owner, people };
}

export function toldGate({ passed, measuredOn, figures }: Gate) {
  return {
    passed,
    measuredOn,
    figures: figures.map(({ figure, count, of, limit, unit, order, passed: isPassed, text }) => ({
      figure,
      count,
      of,
      limit,
      unit,
      order,
      passed: isPassed,
      text,
    })),
  };
}

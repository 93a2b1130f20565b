import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { type Figure, figuresOf } from "./figure.ts";
import { fewestCasesToHalt, freshForDays } from "./limits.ts";
import { type Counts, type Measure, summed } from "./measure.ts";

/** Whether a pilot may become a policy of the whole city. */
export interface Gate {
  readonly passed: boolean;
  /** The day of the measure; undefined where there is none that serves. */
  readonly measuredOn: CivilDate | undefined;
  readonly figures: readonly Figure[];
}

/**
 * The gate before a policy goes live: every figure of the newest measure keeps its bound. The measure is that of the
 * present stage, and of today or the two days before.
 */
export function gateOf(
  policy: Policy,
  stage: PolicyStage,
  measure: Measure | undefined,
  today: CivilDate,
): Gate {
  if (measure === undefined || !serves(measure, stage, today))
    return { passed: false, measuredOn: undefined, figures: [] };
  const figures = figuresOf(policy, measure, "gate");
  return { passed: figures.every(({ passed }) => passed), measuredOn: measure.day, figures };
}

function serves(
  { day, stage: measured }: Measure,
  { number }: PolicyStage,
  today: CivilDate,
): boolean {
  return measured === number && day >= addDays(today, -freshForDays) && day <= today;
}

/**
 * The figures that are past the bound at which a pilot is halted. Of a pilot in some districts only these count. What is
 * about to be judged again may be what seems to be omitted, so the audit counts only where nothing is.
 */
export function figuresPastHalt(
  policy: Policy,
  { number, pilot }: PolicyStage,
  measure: Measure,
): Figure[] {
  if (measure.stage !== number) return [];
  const counts =
    pilot !== undefined && "districts" in pilot ? inDistricts(measure, pilot.districts) : measure;
  return figuresOf(policy, counts, "halt").filter(
    ({ figure, count, passed }) =>
      !passed && count >= fewestCasesToHalt && (figure !== "omissions" || measure.pending === 0),
  );
}

function inDistricts({ byDistrict }: Measure, districts: readonly string[]): Counts {
  return summed(
    [...byDistrict]
      .filter(([district]) => districts.includes(district))
      .map(([, counts]) => counts),
  );
}

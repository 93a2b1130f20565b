import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { alarms } from "#shared/db/city.schema.ts";
import { rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { haltPilot } from "#shared/stages/halt-pilot.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { type PolicyStage, stageOf } from "#shared/stages/stage.ts";
import type { Figure } from "./figure.ts";
import { figuresPastHalt } from "./gate.ts";
import type { Measure } from "./measure.ts";
import { measuresFrom, selectNewestMeasures, type StoredMeasure } from "./read-newest-measures.ts";

export type Alarm = typeof alarms.$inferSelect;

/** What came of a look at the figures. */
export type Watched = "calm" | "halted" | "alarmed";

/**
 * Looks at the newest measures of policies, each once all shards have taken it today. A pilot of which a figure has turned
 * bad is halted; of a policy of the whole city people are told, and nothing is halted: the law may guarantee the benefit.
 *
 * @returns what came of it, by policy
 */
export async function watchFigures(
  city: D1Database,
  policies: readonly Policy[],
  now: Date,
): Promise<ReadonlyMap<string, Watched>> {
  const ids = policies.map(({ id }) => id);
  const [stageRows, measureRows] = await city.batch([
    selectStages(city),
    selectNewestMeasures(city, ids),
  ]);
  const stages = stagesFrom(rowsOf<StoredStage>(stageRows));
  const measures = measuresFrom(rowsOf<StoredMeasure>(measureRows));
  const watched = new Map<string, Watched>();
  for (const policy of policies) {
    const [stage, measure] = [stageOf(stages, policy.id), measures.get(policy.id)];
    const isOfToday = measure !== undefined && measure.day === shanghaiDay(now);
    // Few ever turn bad: those are dealt with one after the other.
    // oxlint-disable-next-line no-await-in-loop
    const came = isOfToday ? await watchOne(city, policy, stage, measure, now) : "calm";
    watched.set(policy.id, came);
  }
  return watched;
}

async function watchOne(
  city: D1Database,
  policy: Policy,
  stage: PolicyStage,
  measure: Measure,
  now: Date,
): Promise<Watched> {
  if (stage.stage !== "pilot" && stage.stage !== "live") return "calm";
  const bad = figuresPastHalt(policy, stage, measure);
  if (bad.length === 0) return "calm";
  const texts = bad.map(({ text }) => text).join("；");
  console.error(`measures: ${policy.id}: ${texts}`);
  if (stage.stage === "live") {
    await raiseAlarms(city, policy.id, measure.day, bad, now);
    return "alarmed";
  }
  const reason = `指标超过警戒线，系统自动暂停试点。${texts}。`;
  const figures = JSON.stringify({ halt: { measuredOn: measure.day, figures: bad } });
  const measured = { policy: policy.id, number: stage.number };
  return (await haltPilot(city, measured, reason, figures, now)) ? "halted" : "calm";
}

async function raiseAlarms(
  city: D1Database,
  policy: string,
  day: string,
  bad: readonly Figure[],
  now: Date,
): Promise<void> {
  const rows = bad.map(({ figure, count, of, limit }): Alarm => ({
    policy,
    day,
    figure,
    count,
    outOf: of ?? null,
    limitAt: limit,
    raisedAt: now.getTime(),
  }));
  await statement(
    city,
    sql`INSERT INTO policy_alarms (${targetsOf(alarms)}) SELECT ${valuesOf(alarms)}
        FROM json_each(${JSON.stringify(rows)}) WHERE 1
        ON CONFLICT DO UPDATE SET count = excluded.count, out_of = excluded.out_of, limit_at = excluded.limit_at`,
  ).run();
}

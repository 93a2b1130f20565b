import { rowsOf } from "#shared/db/statement.ts";
import { readStageHistory, selectStageHistory } from "#shared/stages/read-stage-history.ts";
import { stageFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import type { PolicyStage, Stages } from "#shared/stages/stage.ts";

/** Every stage that each policy has entered, by number. Who decided it is left behind: persons are not public. */
export type Lives = ReadonlyMap<string, readonly PolicyStage[]>;

/** The life of every policy that ever left the list. */
export async function readLives(city: D1Database): Promise<Lives> {
  const history = await readStageHistory(city);
  return new Map([...history].map(([policy, entries]) => [policy, entries.map(stageFrom)]));
}

/** The life of one policy; empty where it is listed and never was anything else. */
export async function readLife(city: D1Database, policy: string): Promise<readonly PolicyStage[]> {
  return rowsOf<StoredStage>(await selectStageHistory(city, policy).all()).map(stageFrom);
}

/** The stage that each policy is in. */
export function newestStages(lives: Lives): Stages {
  return new Map(
    [...lives].flatMap(([policy, life]) => {
      const newest = life.at(-1);
      return newest === undefined ? [] : [[policy, newest] as const];
    }),
  );
}

import { rowsOf } from "#shared/db/statement.ts";
import { type StoredStage, selectStages, stagesFrom } from "./select-stages.ts";
import type { Stages } from "./stage.ts";

/** The stage that every policy is in; one that never left the list is not among them: see `stageOf`. */
export async function readStages(city: D1Database): Promise<Stages> {
  return stagesFrom(rowsOf<StoredStage>(await selectStages(city).all()));
}

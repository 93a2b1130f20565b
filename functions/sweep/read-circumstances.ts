import { rowsOf } from "#shared/db/statement.ts";
import type { Circumstances } from "#shared/judging/decide.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";

/** What the sweep judges by; one round trip to the city. */
export async function readCircumstances(
  city: D1Database,
  now: Date,
): Promise<{
  readonly circumstances: Circumstances;
  readonly registers: readonly StoredRegister[];
}> {
  const [registerRows, stageRows] = await city.batch([selectRegisters(city), selectStages(city)]);
  const registers = rowsOf<StoredRegister>(registerRows);
  return {
    registers,
    circumstances: {
      now,
      complete: completeRegisters(registers),
      stages: stagesFrom(rowsOf<StoredStage>(stageRows)),
      actor: "system:sweep",
    },
  };
}

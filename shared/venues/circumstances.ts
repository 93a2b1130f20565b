import { sql } from "drizzle-orm";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import type { Pilot, PolicyStage, Stages } from "#shared/stages/stage.ts";

/** What a scan has to know of the city. */
export interface ScanCircumstances {
  readonly registers: readonly Pick<StoredRegister, "fact" | "completeAsOf">[];
  readonly stages: Stages;
}

interface StoredCircumstances {
  readonly registers: string;
  readonly stages: string;
}

type StoredStage = Pick<PolicyStage, "number" | "stage" | "sinceAt"> & {
  readonly pilot: Pilot | null;
};

/** The statement that reads them: one row. */
export function selectCircumstances(city: D1Database): D1PreparedStatement {
  return statement(city, sql`SELECT registers, stages FROM scan_circumstances WHERE id = 1`);
}

/** Guarantee: triggers of the city write these columns from its registers and stages. */
export function circumstancesFrom(result: D1Result | undefined): ScanCircumstances {
  const [row] = rowsOf<StoredCircumstances>(result);
  if (row === undefined) throw new Error("the city does not say how it stands");
  const registers = JSON.parse(row.registers) as Record<string, number>;
  const stages = JSON.parse(row.stages) as Record<string, StoredStage>;
  return {
    registers: Object.entries(registers).map(([fact, completeAsOf]) => ({ fact, completeAsOf })),
    stages: new Map(
      Object.entries(stages).map(([policy, { pilot, ...stage }]) => [
        policy,
        { ...stage, reason: "", ...(pilot === null ? {} : { pilot }) },
      ]),
    ),
  };
}

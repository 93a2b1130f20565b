import { sql } from "drizzle-orm";
import { type CivilDate, civilDate } from "#shared/calendar/civil-date.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import { reportedCases } from "#shared/db/cases.schema.ts";
import { entitlements, instructions } from "#shared/db/shard.schema.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { toStored } from "#shared/entitlements/stored-entitlement.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import { commitSubjects } from "#shared/judging/commit-subjects.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import type { Stages } from "#shared/stages/stage.ts";
import { allLive } from "./all-live.ts";
import { decideOn } from "./a-senior.ts";
import { aProfile, aState } from "./builders.ts";

/** Stores a subject of whom these facts are known, as intake would on a day; with what follows from it. */
export async function storeSubject(
  db: D1Database,
  subjectKey: string,
  facts: Readonly<Record<string, FactValue>>,
  {
    day = "2026-11-20",
    stages = allLive,
    kind = "person",
  }: { day?: string; stages?: Stages; kind?: "person" | "organisation" } = {},
): Promise<void> {
  const { sources } = aProfile(facts);
  const state = aState({
    profile: { ...emptyProfile(subjectKey, kind), sources },
    asRead: { sources: {}, relatives: [], relativeFacts: new Map(), cases: [] },
  });
  const changes = await decideOn(state, day, { stages });
  const commit = {
    changes,
    mark: 0,
    blindIndexes: [subjectKey],
    isNew: true,
    stored: undefined,
  };
  const won = await commitSubjects(db, [commit], dayOf(day));
  if (won.size !== 1) throw new Error("the subject was not stored");
}

const dayOf = (day: string): CivilDate => civilDate(day);

/** Stores entitlements as they are. */
export async function storeEntitlements(
  db: D1Database,
  all: readonly Entitlement[],
): Promise<void> {
  const rows = JSON.stringify(all.map(toStored));
  await statement(
    db,
    sql`INSERT INTO entitlements (${targetsOf(entitlements)}) SELECT ${valuesOf(entitlements)} FROM json_each(${rows})`,
  ).run();
}

/** Stores what other channels have said, as it is. */
export async function storeReportedCases(
  db: D1Database,
  all: readonly ReportedCase[],
): Promise<void> {
  await statement(
    db,
    sql`INSERT INTO reported_cases (${targetsOf(reportedCases)}) SELECT ${valuesOf(reportedCases)}
        FROM json_each(${JSON.stringify(all)})`,
  ).run();
}

/** Stores instructions as they are. */
export async function storeInstructionRows(
  db: D1Database,
  all: readonly Instruction[],
): Promise<void> {
  await statement(
    db,
    sql`INSERT INTO instructions (${targetsOf(instructions)}) SELECT ${valuesOf(instructions)} FROM json_each(${JSON.stringify(all)})`,
  ).run();
}

import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { rowsOf } from "#shared/db/statement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { askedFacts } from "./asked-facts.ts";
import { type Asking, type Coverage, covering } from "./coverage.ts";
import {
  type EntitledRow,
  type InstructedRow,
  type ObjectedRow,
  type PendingRow,
  selectPending,
  selectSettled,
  type WaitRow,
} from "./settled-in-sql.ts";

/** What one shard tells of a policy without judging anybody. */
export interface Settled {
  readonly entitled: readonly EntitledRow[];
  readonly waits: readonly WaitRow[];
  readonly instructed: readonly InstructedRow[];
  readonly objected: readonly ObjectedRow[];
  /** By the key of the fact. */
  readonly coverage: ReadonlyMap<string, Coverage>;
  /** What waits to be judged again. */
  readonly pending: number;
}

/** A policy to be measured, and the stage that it is in. */
export interface Measured {
  readonly policy: Policy;
  readonly stage: PolicyStage;
}

/** Payments and objections count no further back. */
const countedDays = 90;

/** Reads what a shard tells of policies without judging anybody: each table once. By policy. */
export async function readSettled(
  db: D1Database,
  all: readonly Measured[],
  now: Date,
): Promise<ReadonlyMap<string, Settled>> {
  const on = shanghaiDay(now);
  const oldest = startOfShanghaiDay(addDays(on, -countedDays)).getTime();
  const counted = all.map(({ policy, stage }) => ({
    policy,
    since: Math.max(stage.sinceAt, oldest),
  }));
  const asking = all.map(({ policy }): Asking => {
    const version = versionOn(policy, on);
    return { policy, asked: version === undefined ? [] : askedFacts(version, on) };
  });
  const cover = covering(db, asking);
  const [entitled, waits, instructed, objected, awaited, ...covered] = await db.batch([
    ...selectSettled(db, counted, on),
    selectPending(db, on, now),
    ...cover.statements,
  ]);
  const pending = rowsOf<PendingRow>(awaited);
  return new Map(
    all.map(({ policy: { id, subject } }, place): [string, Settled] => {
      const own = <Row extends { readonly policy: string }>(result: D1Result | undefined): Row[] =>
        rowsOf<Row>(result).filter(({ policy }) => policy === id);
      const about = asking[place];
      return [
        id,
        {
          entitled: own<EntitledRow>(entitled),
          waits: own<WaitRow>(waits),
          instructed: own<InstructedRow>(instructed),
          objected: own<ObjectedRow>(objected),
          coverage: about === undefined ? new Map() : cover.read(covered, about),
          pending: pending
            .filter(({ of }) => of === subject || of === id || of === "")
            .reduce((sum, { count }) => sum + count, 0),
        },
      ];
    }),
  );
}

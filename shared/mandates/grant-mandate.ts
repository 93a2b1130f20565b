import { sql } from "drizzle-orm";
import { reachesAgeOn } from "#shared/calendar/age.ts";
import { addDays, addMonths, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { mandates } from "#shared/db/mandates.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import { newTask } from "#shared/outbox/task.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { lifeOf } from "#shared/subjects/life-of.ts";
import { hasChild } from "./has-child.ts";
import { nameOf } from "./list-mandates.ts";
import { fullAge, type Mandate, type MandateKind, mostYears } from "./mandate.ts";

export interface Granting {
  /** For whom is decided. */
  readonly subjectKey: string;
  /** Who decides from now on. */
  readonly agentKey: string;
  readonly kind: MandateKind;
  /** Policies' ids; none for all. */
  readonly policies: readonly string[];
  /** The last day; a parent's ends with the day before the child is of age. */
  readonly until: CivilDate | undefined;
  /** As in the audit. */
  readonly grantedBy: string;
}

export type GrantRefusal =
  /** Nobody charges themselves. */
  | "oneself"
  /** One of the two has died, or the agent is not of age. */
  | "agent"
  | "grantor"
  /** In the past, or too far ahead. */
  | "term"
  /** Who is not known to be the parent of a child under age. */
  | "no-parent";

export type GrantResult =
  | { readonly ok: true; readonly mandate: Mandate }
  | { readonly ok: false; readonly because: GrantRefusal };

/**
 * Records whom somebody charges with deciding in their stead. It counts at once; where it lies is told to the agent's shard
 * through the outbox, and the one who is decided for hears of it by message.
 */
export async function grantMandate(
  shards: Shards,
  queues: QueueBindings,
  granting: Granting,
  now: Date,
): Promise<GrantResult> {
  const { subjectKey, agentKey, kind, policies, grantedBy } = granting;
  const term = await termOf(shards, granting, now);
  if (!term.ok) return term;
  const mandate: Mandate = {
    id: subjectKey.slice(0, 2) + randomId(),
    subjectKey,
    agentKey,
    kind,
    policies: JSON.stringify([...policies].toSorted()),
    fromOn: shanghaiDay(now),
    untilOn: term.until,
    agentMasked: await nameOf(shards, agentKey),
    grantedBy,
    grantedAt: now.getTime(),
    endedBy: null,
    endedAt: null,
  };
  const tasks = [
    newTask(
      {
        topic: "sweep",
        kind: "held-mandate",
        subjectKey,
        policy: "",
        reference: `${mandate.id} ${agentKey}`,
        dueAt: now,
      },
      now,
    ),
    newTask(
      {
        topic: "notify",
        kind: "mandate",
        subjectKey,
        policy: "",
        reference: `${mandate.id} granted`,
        dueAt: now,
      },
      now,
    ),
  ];
  const db = databaseOf(shards, shardOf(subjectKey));
  await db.batch([
    statement(
      db,
      sql`INSERT INTO mandates (${targetsOf(mandates)}) SELECT ${valuesOf(mandates)}
          FROM json_each(${JSON.stringify([mandate])})`,
    ),
    storeTasks(db, tasks),
  ]);
  await sendHints(queues, tasks);
  return { ok: true, mandate };
}

type Term =
  | { readonly ok: true; readonly until: CivilDate }
  | { readonly ok: false; readonly because: GrantRefusal };

async function termOf(
  shards: Shards,
  { subjectKey, agentKey, kind, until }: Granting,
  now: Date,
): Promise<Term> {
  const today = shanghaiDay(now);
  if (subjectKey === agentKey) return { ok: false, because: "oneself" };
  const [grantor, agent] = await Promise.all([
    lifeOf(databaseOf(shards, shardOf(subjectKey)), subjectKey),
    lifeOf(databaseOf(shards, shardOf(agentKey)), agentKey),
  ]);
  if (grantor.isDead) return { ok: false, because: "grantor" };
  if (agent.isDead || isUnderAge(agent.bornOn, today)) return { ok: false, because: "agent" };
  if (kind === "parent") {
    if (grantor.bornOn === undefined || !isUnderAge(grantor.bornOn, today))
      return { ok: false, because: "no-parent" };
    if (!(await hasChild(shards, agentKey, subjectKey, today)))
      return { ok: false, because: "no-parent" };
    return { ok: true, until: addDays(reachesAgeOn(grantor.bornOn, fullAge), -1) };
  }
  if (until === undefined || until < today || until > addMonths(today, mostYears * 12))
    return { ok: false, because: "term" };
  // Whoever is under age is decided for by parents, not by whom they choose.
  if (kind === "voluntary" && isUnderAge(grantor.bornOn, today))
    return { ok: false, because: "grantor" };
  return { ok: true, until };
}

const isUnderAge = (bornOn: CivilDate | undefined, today: CivilDate): boolean =>
  bornOn !== undefined && reachesAgeOn(bornOn, fullAge) > today;

import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { objections } from "#shared/db/objections.schema.ts";
import { columnsOf, rowsOf, statement, targetsOf, valuesOf } from "#shared/db/statement.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { seal } from "#shared/sealing/seal.ts";
import { openWorkItemTask } from "#shared/work-items/work-item-task.ts";
import type { Target } from "./find-target.ts";
import { acceptanceWorkingDays, type Objection, textContext } from "./objection.ts";
import { hashOfObjector, type Objector, sealObjector } from "./objector.ts";

/** The secrets that seal an objection; whoever opens one of them holds one of them. */
export interface ObjectionKeys {
  readonly VAULT_OBJECTOR_KEY: string;
  readonly VAULT_GROUNDS_KEY: string;
}

interface Lodging {
  readonly target: Target;
  readonly policy: Policy;
  readonly objector: Objector;
  readonly grounds: string;
}

/** So many objections of one objector in one day: whoever objects to everybody objects to nobody. */
const mostInOneDay = 10;
const dayMilliseconds = 86_400_000;

/**
 * Lodges an objection, with a work item for the lead department. It changes nothing else: only its acceptance may stop a
 * payment. Whoever has an open one about the same entitlement gets that one, however often and however many at once.
 *
 * @returns undefined where the objector has lodged too many today
 */
export async function lodgeObjection(
  db: D1Database,
  queues: QueueBindings,
  keys: ObjectionKeys,
  { target, policy, objector, grounds }: Lodging,
  now: Date,
): Promise<{ readonly objection: Objection; readonly isNew: boolean } | undefined> {
  const { subjectKey } = target;
  const id = subjectKey.slice(0, 2) + randomId();
  const isOwn = objector.kind === "signed-in" && objector.subjectKey === subjectKey;
  const row: Objection = {
    ...target,
    id,
    raisedBy: isOwn ? "subject" : objector.kind,
    objector: await hashOfObjector(keys.VAULT_OBJECTOR_KEY, objector),
    objectorSealed: await sealObjector(keys.VAULT_OBJECTOR_KEY, id, objector),
    groundsSealed: await seal(keys.VAULT_GROUNDS_KEY, textContext(id, "grounds"), grounds),
    state: "lodged",
    version: 1,
    freezes: 0,
    lodgedAt: now.getTime(),
    consideredAt: null,
    consideredBy: null,
    consideredText: null,
    answeredAt: null,
    answeredBy: null,
    answeredText: null,
    outcome: null,
  };
  const task = openWorkItemTask(
    {
      kind: "objection",
      reference: id,
      owner: policy.leadDepartment,
      policy: policy.id,
      detail: { entitlement: target.entitlement, raisedBy: row.raisedBy },
      term: { from: shanghaiDay(now), workingDays: acceptanceWorkingDays },
    },
    subjectKey,
    now,
  );
  const [, , found] = await db.batch([
    statement(
      db,
      sql`INSERT INTO objections (${targetsOf(objections)}) SELECT ${valuesOf(objections)}
          FROM json_each(${JSON.stringify([row])})
          WHERE (SELECT count(*) FROM objections WHERE objector = ${row.objector}
            AND lodged_at > ${now.getTime() - dayMilliseconds}) < ${mostInOneDay}
          ON CONFLICT DO NOTHING`,
    ),
    storeTasks(db, [task], sql`EXISTS (SELECT 1 FROM objections WHERE id = ${id})`),
    statement(
      db,
      sql`SELECT ${columnsOf(objections)} FROM objections WHERE subject_key = ${subjectKey}
            AND policy = ${target.policy} AND period = ${target.period} AND objector = ${row.objector}
            AND state IN ('lodged', 'accepted')`,
    ),
  ]);
  const [objection] = rowsOf<Objection>(found);
  if (objection === undefined) return undefined;
  const isNew = objection.id === id;
  if (isNew) await sendHints(queues, [task]);
  return { objection, isNew };
}

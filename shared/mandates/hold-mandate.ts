import { sql } from "drizzle-orm";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { statement } from "#shared/db/statement.ts";
import type { Task } from "#shared/outbox/task.ts";

/** Writes down on the agent's shard where a mandate lies; the same again changes nothing. */
export async function holdMandate(shards: Shards, { reference }: Task): Promise<void> {
  const [mandate, agentKey, ...more] = reference.split(" ");
  if (mandate === undefined || agentKey === undefined || more.length > 0)
    throw new Error("a task names no mandate and no agent");
  await statement(
    databaseOf(shards, shardOf(agentKey)),
    sql`INSERT INTO held_mandates (subject_key, mandate) VALUES (${agentKey}, ${mandate})
        ON CONFLICT DO NOTHING`,
  ).run();
}

import type { EventResult } from "#shared/contract/events.schema.ts";
import { gatewayEventSchema } from "#shared/contract/gateway-events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { eventDigest } from "#shared/incoming/event-digest.ts";
import {
  idOf,
  mostAheadMilliseconds,
  refused,
  rejectFuture,
  rejectMalformed,
} from "#shared/incoming/reject-event.ts";
import type { Env } from "./env.ts";
import { takeInReplied } from "./notice-replied.ts";
import { takeInReported } from "./notice-reported.ts";
import { ofType, type Placed, type TakeIn } from "./placed.ts";

/** One for each type of event; a type joins with its schema, a file of its own and its line here. */
const handlers: readonly TakeIn[] = [
  ofType("notice.reported.v1", takeInReported),
  ofType("notice.replied.v1", takeInReplied),
];

/** Takes in a batch; the results are in its order. Throws when a database failed: then the sender repeats the whole. */
export async function takeIn(
  env: Env,
  gateway: DepartmentId,
  raw: readonly unknown[],
  now: Date,
): Promise<EventResult[]> {
  const results: EventResult[] = [];
  const placed: Placed[] = [];
  for (const [index, one] of raw.entries()) {
    const parsed = gatewayEventSchema.safeParse(one);
    if (!parsed.success) {
      results[index] = refused(idOf(one), rejectMalformed(parsed.error.issues));
    } else if (Date.parse(parsed.data.time) > now.getTime() + mostAheadMilliseconds) {
      results[index] = refused(parsed.data.id, rejectFuture());
    } else {
      // oxlint-disable-next-line no-await-in-loop
      placed.push({ index, event: parsed.data, digest: await eventDigest(parsed.data) });
    }
  }
  const taken = await Promise.all(
    handlers.map(async (handle) => handle({ env, gateway, now }, placed)),
  );
  for (const [index, result] of taken.flat()) results[index] = result;
  return results;
}

import {
  eventResultsSchema,
  mostEvents,
  type DepartmentEvent,
} from "#shared/contract/events.schema.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { SandboxEnv } from "./env.ts";
import type { ReceivedInstruction, ReportedResult } from "./received.ts";
import { sendEvents } from "./send-events.ts";
import type { World } from "./world.ts";

type FulfilmentReported = Extract<DepartmentEvent, { type: "fulfilment.reported.v1" }>;

const reasons: Readonly<Partial<Record<ReportedResult, string>>> = {
  rejected: "户名与账号不符",
  returned: "账户已销户",
};

/**
 * The payer reports what became of an instruction. The same result of the same instruction again is the very same
 * event again (a payer's system repeats itself); any other is a new event. Gives intake's answer.
 */
export async function reportResult(
  world: World,
  env: SandboxEnv,
  instruction: ReceivedInstruction,
  result: ReportedResult,
): Promise<Response> {
  const { endToEndId, department } = instruction;
  const now = (await world.clock(env)).toISOString();
  const known = await env.DB_SANDBOX.prepare(
    "SELECT event FROM reports WHERE end_to_end_id = ? AND result = ?",
  )
    .bind(endToEndId, result)
    .first<string>("event");
  const event =
    known === null ? newReport({ endToEndId, department }, result, now) : parseStored(known);
  const response = await sendEvents(world, env, department, [event]);
  if (await isTaken(response.clone())) await remember(env.DB_SANDBOX, [event]);
  return response;
}

/**
 * The payers report the same result of many instructions, each payer in few webhooks, as at the end of a day.
 *
 * @throws {Error} when intake does not take one of them in
 */
export async function reportTogether(
  world: World,
  env: SandboxEnv,
  instructions: readonly Pick<ReceivedInstruction, "endToEndId" | "department">[],
  result: ReportedResult,
): Promise<void> {
  const now = (await world.clock(env)).toISOString();
  for (const [department, ofOne] of Map.groupBy(instructions, (one) => one.department)) {
    for (let start = 0; start < ofOne.length; start += mostEvents) {
      const events = ofOne
        .slice(start, start + mostEvents)
        .map((one) => newReport(one, result, now));
      const response = await sendEvents(world, env, department, events);
      if (!(await isTaken(response)))
        throw new Error(`the results of ${department} were not taken in`);
      await remember(env.DB_SANDBOX, events);
    }
  }
}

function newReport(
  { endToEndId, department }: Pick<ReceivedInstruction, "endToEndId" | "department">,
  result: ReportedResult,
  now: string,
): FulfilmentReported {
  const reason = reasons[result];
  return {
    specversion: "1.0",
    id: randomId(),
    source: `urn:sandbox:${department}`,
    type: "fulfilment.reported.v1",
    time: now,
    data: { endToEndId, result, at: now, ...(reason === undefined ? {} : { reason }) },
  };
}

/** An event that was not taken in may be sent as a new one. */
async function isTaken(response: Response): Promise<boolean> {
  if (!response.ok) return false;
  const { results } = eventResultsSchema.parse(await response.json());
  return results.every(({ status }) => status !== "rejected");
}

async function remember(db: D1Database, events: readonly FulfilmentReported[]): Promise<void> {
  await db.batch(
    events.flatMap((event) => {
      const { endToEndId, result } = event.data;
      return [
        db
          .prepare(
            "INSERT INTO reports (end_to_end_id, result, event) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          )
          .bind(endToEndId, result, JSON.stringify(event)),
        db
          .prepare("UPDATE instructions SET reported = ? WHERE end_to_end_id = ?")
          .bind(result, endToEndId),
      ];
    }),
  );
}

/** Guarantee: `remember` wrote it. */
function parseStored(event: string): FulfilmentReported {
  return JSON.parse(event) as FulfilmentReported;
}

import type { DepartmentId } from "#shared/identity/departments.ts";
import { refuse } from "#shared/web/refusal.ts";
import { checkHeaders, isTimely } from "#shared/webhooks/headers.ts";
import { isSignedBy } from "#shared/webhooks/signature.ts";
import { departmentSecret } from "./departments.ts";
import { countCaseSteps, receiveCases } from "./cases.ts";
import type { SandboxEnv } from "./env.ts";
import { listFaults, noFaults, type FaultTarget } from "./faults.ts";
import { incomingSchema, type Incoming } from "./inbox.schema.ts";
import { receiveAlarm } from "./alarms.ts";
import { receiveInstruction, receiveMessage } from "./received.ts";

export type Reception =
  | { readonly outcome: "failed" }
  | { readonly outcome: "received"; readonly answer: object | undefined };

/**
 * A department's system takes in what we send, one event or a batch: checks the signature by the sandbox's clock, then
 * loses, doubles or forgets as the faults say.
 *
 * @throws {Refusal} 401 for a bad signature, 400 for a body that is no such event
 */
export async function receive(
  env: SandboxEnv,
  department: DepartmentId,
  request: Request,
  now: Date,
): Promise<Reception> {
  const check = checkHeaders((name) => request.headers.get(name));
  const body = new Uint8Array(await request.arrayBuffer());
  const secret = await departmentSecret(env.DEV_SECRET, department);
  if (
    !check.ok ||
    !isTimely(check.headers, now) ||
    !(await isSignedBy([secret], check.headers, body))
  ) {
    return refuse(401, "signature-not-valid", {
      zh: "签名无效，没有收下任何内容。",
      en: "The signature is not valid; nothing was received.",
    });
  }
  const all = parseIncoming(body);
  const isForPayer = all.some(({ type }) => type === "fulfilment.requested.v1");
  const target: FaultTarget = isForPayer ? "payer" : "gateway";
  const rates = (await listFaults(env.DB_SANDBOX))[target] ?? noFaults;
  if (happens(rates.fail)) return { outcome: "failed" };
  const times = happens(rates.duplicate) ? 2 : 1;
  const answer = await takeIn(env, department, all, times, now);
  return happens(rates.loseReply) ? { outcome: "failed" } : { outcome: "received", answer };
}

/** Gives what the department's system answers besides. */
async function takeIn(
  env: SandboxEnv,
  department: DepartmentId,
  all: readonly Incoming[],
  times: number,
  now: Date,
): Promise<object | undefined> {
  const cases = all.flatMap((one) => (one.type === "case.recorded.v1" ? [one.data] : []));
  if (cases.length > 0) return receiveCases(env.DB_SANDBOX, cases, times, now);
  for (const incoming of all) {
    switch (incoming.type) {
      case "notice.requested.v1":
        await receiveMessage(env.DB_SANDBOX, incoming.data, times, now);
        break;
      case "fulfilment.requested.v1":
        await receiveInstruction(env.DB_SANDBOX, department, incoming.data, times, now);
        break;
      case "alarm.raised.v1":
        await receiveAlarm(env.DB_SANDBOX, department, incoming, times, now);
        break;
      case "case.counted.v1":
        return countCaseSteps(env.DB_SANDBOX, incoming.data);
      case "case.recorded.v1":
        break;
    }
  }
  return undefined;
}

function parseIncoming(body: Uint8Array): readonly Incoming[] {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return Array.isArray(parsed)
      ? parsed.map((one) => incomingSchema.parse(one))
      : [incomingSchema.parse(parsed)];
  } catch (error) {
    return refuse(400, "invalid-event", {
      zh: "内容不是本系统发出的事件。",
      en: `This is none of the events that are sent: ${String(error)}`,
    });
  }
}

const happens = (rate: number): boolean => Math.random() < rate;

import type { DepartmentId } from "#shared/identity/departments.ts";
import { refuse } from "#shared/web/refusal.ts";
import { checkHeaders, isTimely } from "#shared/webhooks/headers.ts";
import { isSignedBy } from "#shared/webhooks/signature.ts";
import { departmentSecret } from "./departments.ts";
import type { SandboxEnv } from "./env.ts";
import { listFaults, noFaults, type FaultTarget } from "./faults.ts";
import { incomingSchema, type Incoming } from "./inbox.schema.ts";
import { receiveAlarm } from "./alarms.ts";
import { receiveInstruction, receiveMessage } from "./received.ts";

/**
 * A department's system takes in what we send: checks the signature by the sandbox's clock, then loses, doubles or
 * forgets as the faults say.
 *
 * @throws {Refusal} 401 for a bad signature, 400 for a body that is no such event
 */
export async function receive(
  env: SandboxEnv,
  department: DepartmentId,
  request: Request,
  now: Date,
): Promise<"received" | "failed"> {
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
  const incoming = parseIncoming(body);
  const target: FaultTarget = incoming.type === "fulfilment.requested.v1" ? "payer" : "gateway";
  const rates = (await listFaults(env.DB_SANDBOX))[target] ?? noFaults;
  if (happens(rates.fail)) return "failed";
  const times = happens(rates.duplicate) ? 2 : 1;
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
  }
  return happens(rates.loseReply) ? "failed" : "received";
}

function parseIncoming(body: Uint8Array): Incoming {
  try {
    return incomingSchema.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (error) {
    return refuse(400, "invalid-event", {
      zh: "内容不是通知、兑现指令或提醒。",
      en: `This is neither a notice, an instruction nor an alarm: ${String(error)}`,
    });
  }
}

const happens = (rate: number): boolean => Math.random() < rate;

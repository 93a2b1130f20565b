import type { DepartmentEvent } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { signedHeaders } from "#shared/webhooks/signature.ts";
import { departmentSecret } from "./departments.ts";
import type { SandboxEnv } from "./env.ts";
import { rememberSent } from "./sent-events.ts";
import type { World } from "./world.ts";

/** Sends events as a department does: one signed batch to intake. Gives intake's answer. */
export async function sendEvents(
  world: World,
  env: SandboxEnv,
  department: DepartmentId,
  events: readonly DepartmentEvent[],
): Promise<Response> {
  const body = JSON.stringify(events);
  const secret = await departmentSecret(env.DEV_SECRET, department);
  const request = new Request<unknown, IncomingRequestCfProperties>(
    `${env.PUBLIC_ORIGIN}/v1/departments/${department}/events`,
    {
      method: "POST",
      headers: {
        "content-type": "application/cloudevents-batch+json",
        ...(await signedHeaders([secret], randomId(), await world.clock(env), body)),
      },
      body,
    },
  );
  const response = await world.send(request);
  await rememberSent(env.DB_SANDBOX, department, events, response.clone());
  return response;
}

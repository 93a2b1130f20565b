import type { GatewayEvent } from "#shared/contract/gateway-events.schema.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { signedHeaders } from "#shared/webhooks/signature.ts";
import { departmentSecret } from "./departments.ts";
import type { SandboxEnv } from "./env.ts";
import type { World } from "./world.ts";

/** The department that plays the message gateway here. */
const gateway = "government-services";

/** Sends one event as the message gateway does, signed by it. Gives the house's answer. */
export async function sendAsGateway(
  world: World,
  env: SandboxEnv,
  { type, data }: Pick<GatewayEvent, "type"> & { readonly data: object },
): Promise<Response> {
  const now = await world.clock(env);
  const source = `urn:sandbox:${gateway}`;
  const time = now.toISOString();
  const body = JSON.stringify({ specversion: "1.0", id: randomId(), source, type, time, data });
  const secret = await departmentSecret(env.DEV_SECRET, gateway);
  const request = new Request<unknown, IncomingRequestCfProperties>(
    `${env.PUBLIC_ORIGIN}/v1/gateways/${gateway}/events`,
    {
      method: "POST",
      headers: {
        "content-type": "application/cloudevents+json",
        ...(await signedHeaders([secret], randomId(), now, body)),
      },
      body,
    },
  );
  return world.send(request);
}

import { sql } from "drizzle-orm";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import { statement } from "#shared/db/statement.ts";
import { keyContext } from "#shared/departments/find-keys.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { seal } from "#shared/sealing/seal.ts";
import { deviceKeyContext } from "#shared/venues/device-keys.ts";
import type { ProposedAct } from "./proposal.ts";

/** Writes down an act that a second person must approve; nothing takes effect before. Gives the proposal's id. */
export async function propose(
  city: D1Database,
  keyringKey: string,
  request: ProposalRequest,
  person: string,
  now: Date,
): Promise<string> {
  const id = randomId();
  const { kind, payload } = await sealed(keyringKey, request);
  await statement(
    city,
    sql`INSERT INTO proposals (id, kind, payload, state, proposed_by, proposed_at)
        VALUES (${id}, ${kind}, ${JSON.stringify(payload)}, 'proposed', ${person}, ${now.getTime()})`,
  ).run();
  return id;
}

async function sealed(keyringKey: string, request: ProposalRequest): Promise<ProposedAct> {
  switch (request.kind) {
    case "department-key": {
      const { department, keyId, secret } = request.payload;
      const secretSealed = await seal(keyringKey, keyContext(department, keyId), secret);
      return { kind: "department-key", payload: { department, keyId, secretSealed } };
    }
    case "venue-device": {
      const { venue, device, keyId, secret, enrols = false } = request.payload;
      const secretSealed = await seal(keyringKey, deviceKeyContext(venue, device, keyId), secret);
      return { kind: "venue-device", payload: { venue, device, keyId, secretSealed, enrols } };
    }
    default:
      return request;
  }
}

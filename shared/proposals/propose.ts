import { sql } from "drizzle-orm";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import { statement } from "#shared/db/statement.ts";
import { keyContext } from "#shared/departments/find-keys.ts";
import { randomId } from "#shared/sealing/digest.ts";
import { seal } from "#shared/sealing/seal.ts";
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
  if (request.kind !== "department-key") return request;
  const { department, keyId, secret } = request.payload;
  return {
    kind: "department-key",
    payload: {
      department,
      keyId,
      secretSealed: await seal(keyringKey, keyContext(department, keyId), secret),
    },
  };
}

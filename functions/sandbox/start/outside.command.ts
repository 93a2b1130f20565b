import { Webhook } from "standardwebhooks";
import * as z from "zod/mini";
import {
  eventResultsSchema,
  type DepartmentEvent,
  type EventResult,
} from "#shared/contract/events.schema.ts";
import { departmentIds, type DepartmentId } from "#shared/identity/departments.ts";
import { messageSchema, type Message } from "./links.ts";

/** Sends a request to the one origin, by its path. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

const departmentsSchema = z.array(z.object({ id: z.enum(departmentIds), secret: z.string() }));
const proposalSchema = z.object({ id: z.string() });

/** Every department's webhook secret, as the sandbox tells it. */
export async function readSecrets(send: Send): Promise<Map<DepartmentId, string>> {
  const departments = departmentsSchema.parse(await okJson(await send("/sandbox/departments")));
  return new Map(departments.map(({ id, secret }) => [id, secret]));
}

/** The messages that the gateway received. */
export async function readMessages(send: Send): Promise<Message[]> {
  return z.array(messageSchema).parse(await okJson(await send("/sandbox/messages")));
}

export async function readClock(send: Send): Promise<Date> {
  const { now } = z.object({ now: z.string() }).parse(await okJson(await send("/sandbox/clock")));
  return new Date(now);
}

/** A bearer token for the subject or the member of staff that the body names. */
export async function issueToken(send: Send, body: object): Promise<string> {
  const answer = await okJson(await send("/sandbox/tokens", jsonRequest(body)));
  return z.object({ token: z.string() }).parse(answer).token;
}

/** Reports a batch of events as a department, signed by the public client of Standard Webhooks. */
export async function reportEvents(
  send: Send,
  sender: { readonly department: DepartmentId; readonly secret: string; readonly now: Date },
  events: readonly DepartmentEvent[],
): Promise<readonly EventResult[]> {
  const { department, secret, now } = sender;
  const id = crypto.randomUUID();
  const body = JSON.stringify(events);
  const answer = await send(`/v1/departments/${department}/events`, {
    method: "POST",
    headers: {
      "content-type": "application/cloudevents-batch+json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, now, body),
    },
    body,
  });
  return eventResultsSchema.parse(await okJson(answer)).results;
}

/** Who proposes and who approves: two persons of the same role and department. */
export interface Persons {
  readonly role: "operations" | "approver";
  readonly department: DepartmentId;
}

/** Has one person propose each payload, and another approve it. */
export async function decideByTwo(
  send: Send,
  persons: Persons,
  proposals: readonly { readonly kind: string; readonly payload: object }[],
): Promise<void> {
  const tokenOf = (person: string) =>
    issueToken(send, { ...persons, person: `${persons.department}-${person}` });
  const [first, second] = await Promise.all([tokenOf("first"), tokenOf("second")]);
  for (const proposal of proposals) {
    const proposed = await okJson(
      await send("/v1/console/proposals", jsonRequest(proposal, first)),
    );
    const { id } = proposalSchema.parse(proposed);
    const path = `/v1/console/proposals/${id}/decision`;
    await okJson(await send(path, jsonRequest({ decision: "approve" }, second)));
  }
}

/** A request that only reads, as whoever holds the token. */
export const authorised = (token: string): RequestInit => ({
  headers: { authorization: `Bearer ${token}` },
});

export function jsonRequest(body: object, token?: string): RequestInit {
  return {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  };
}

/** @throws {Error} with the address and the answer when it is not 2xx */
export async function okJson(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  throw new Error(`${response.url} ${response.status}: ${(await response.text()).slice(0, 600)}`);
}

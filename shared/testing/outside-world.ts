import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { sign } from "hono/utils/jwt/jwt";
import { Webhook } from "standardwebhooks";
import * as z from "zod";

/** What was received, as the contract's envelope. */
interface ReceivedEvent {
  readonly department: string;
  /** Of the webhook that it came with. */
  readonly webhook: string;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** A webhook ready to be sent. */
export interface SignedRequest {
  method: "POST";
  headers: Record<string, string>;
  body: string;
}

/** The world outside, as one server on loopback: it receives signed webhooks and publishes the issuer's keys. */
export interface OutsideWorld {
  readonly origin: string;
  readonly received: ReceivedEvent[];
  /** How it answers to what it takes in; what it does not answer with 2xx it has not received. */
  respond: (events: readonly ReceivedEvent[]) => Answer;
  /** A webhook secret for a department; what it receives must be signed with it. */
  secretOf(department: string): string;
  /** A webhook of a department, signed by the public client: events without the envelope, which is put around them. */
  signed(department: string, events: readonly object[], now: Date): SignedRequest;
  /** A bearer token of this issuer. */
  token(claims: Record<string, unknown>, now: Date): Promise<string>;
  close(): Promise<void>;
}

const eventSchema = z.looseObject({
  id: z.optional(z.string()),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
});

export async function startOutsideWorld(): Promise<OutsideWorld> {
  const received: ReceivedEvent[] = [];
  const secrets = new Map<string, string>();
  const secretOf = (department: string): string => {
    const secret =
      secrets.get(department) ??
      `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
    secrets.set(department, secret);
    return secret;
  };
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const named = { kid: "test", alg: "ES256" };
  const { x = "", y = "", d = "" } = pair.privateKey.export({ format: "jwk" });
  const publicKey = { kty: "EC", crv: "P-256", x, y, ...named };
  const privateKey = { ...publicKey, d };

  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === "/jwks") {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ keys: [publicKey] }));
        return;
      }
      const department = request.url?.split("/").at(-1) ?? "";
      const body = await textOf(request);
      // The real client checks the signature; it knows only the real time.
      new Webhook(secretOf(department)).verify(body, headersOf(request));
      const parsed: unknown = JSON.parse(body);
      const webhook = String(request.headers["webhook-id"]);
      const events = (Array.isArray(parsed) ? parsed : [parsed]).map((one) => {
        const { id = webhook, type, data } = eventSchema.parse(one);
        return { department, webhook, id, type, data };
      });
      const answer = world.respond(events);
      if (answer.status < 300) received.push(...events);
      response.statusCode = answer.status;
      if (answer.body !== undefined) response.setHeader("content-type", "application/json");
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    })().catch(() => {
      response.statusCode = 500;
      response.end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const world: OutsideWorld = {
    origin,
    received,
    respond: () => ({ status: 202 }),
    secretOf,
    signed: (department, events, now) =>
      signedWebhook(secretOf(department), crypto.randomUUID(), events, now),
    token: async (claims, now) =>
      sign(
        {
          iss: origin,
          aud: "jixiang",
          iat: Math.floor(now.getTime() / 1000),
          exp: Math.floor(now.getTime() / 1000) + 3600,
          ...claims,
        },
        privateKey,
        "ES256",
      ),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return world;
}

/** A webhook of a department, signed by the public client: events without the envelope, which is put around them. */
export function signedWebhook(
  secret: string,
  id: string,
  events: readonly object[],
  now: Date,
): SignedRequest {
  const envelope = { specversion: "1.0", source: "urn:test", time: now.toISOString() };
  const body = JSON.stringify(
    events.map((event) => ({ ...envelope, id: crypto.randomUUID(), ...event })),
  );
  return {
    method: "POST",
    headers: {
      "content-type": "application/cloudevents-batch+json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, now, body),
    },
    body,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
}

import type { WebhookHeaders } from "./headers.ts";

const prefix = "whsec_";

/** The bytes of a secret as Standard Webhooks writes it: `whsec_` and base64 of 16 to 64 bytes. */
export function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  if (!secret.startsWith(prefix)) throw new RangeError("a webhook secret begins with whsec_");
  const bytes = Uint8Array.from(atob(secret.slice(prefix.length)), (character) =>
    character.charCodeAt(0),
  );
  if (bytes.length < 16 || bytes.length > 64)
    throw new RangeError("a webhook secret has 16 to 64 bytes");
  return bytes;
}

/** A secret as a key that signs or verifies, and can be read by nobody any more. */
export async function importSecret(secret: string, usage: "sign" | "verify"): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    secretBytes(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    [usage],
  );
}

function signedBytes(id: string, timestamp: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}

/** Whether one of the signatures is right under one of the secrets. The comparison takes constant time. */
export async function isSignedBy(
  secrets: readonly string[],
  headers: WebhookHeaders,
  body: Uint8Array,
): Promise<boolean> {
  const bytes = signedBytes(headers.id, headers.timestamp, body);
  const checks = secrets.flatMap((secret) =>
    headers.signatures.map(async (signature) =>
      crypto.subtle.verify(
        "HMAC",
        await importSecret(secret, "verify"),
        Uint8Array.from(atob(signature), (character) => character.charCodeAt(0)),
        bytes,
      ),
    ),
  );
  return (await Promise.all(checks)).includes(true);
}

/** The headers of an outgoing webhook, signed under every active key of its receiver. */
export async function signedHeaders(
  secrets: readonly string[],
  id: string,
  now: Date,
  body: string,
): Promise<Record<string, string>> {
  const keys = await Promise.all(secrets.map(async (secret) => importSecret(secret, "sign")));
  return headersSignedBy(keys, id, now, body);
}

/** The same, by keys that were imported before: a device keeps its own so that no script can read it. */
export async function headersSignedBy(
  keys: readonly CryptoKey[],
  id: string,
  now: Date,
  body: string,
): Promise<Record<string, string>> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const bytes = signedBytes(id, timestamp, new TextEncoder().encode(body));
  const signatures = await Promise.all(
    keys.map(async (key) => {
      const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
      return `v1,${btoa(String.fromCharCode(...mac))}`;
    }),
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}

/*
 * TC3-HMAC-SHA256, the signature of Tencent Cloud's API 3.0. Held against the provider's own SDK by a test.
 */

/** Who asks, and the secret that only the provider and we know. */
export interface Tc3Credential {
  readonly secretId: string;
  readonly secretKey: string;
}

export interface Tc3Request {
  readonly host: string;
  readonly service: string;
  readonly contentType: string;
  /** Exactly the bytes that are sent. */
  readonly body: string;
  readonly now: Date;
}

const encoder = new TextEncoder();

/** The value of the header `Authorization` of a POST to "/"; the header `X-TC-Timestamp` must carry the same second. */
export async function tc3Authorization(
  { secretId, secretKey }: Tc3Credential,
  { host, service, contentType, body, now }: Tc3Request,
): Promise<string> {
  const day = now.toISOString().slice(0, 10);
  const signedHeaders = "content-type;host";
  const canonical = [
    "POST",
    "/",
    "",
    `content-type:${contentType}`,
    `host:${host}`,
    "",
    signedHeaders,
    hex(await digest(body)),
  ].join("\n");
  const scope = `${day}/${service}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", tc3Timestamp(now), scope, hex(await digest(canonical))].join(
    "\n",
  );
  const ofDay = await hmac(encoder.encode(`TC3${secretKey}`), day);
  const ofService = await hmac(ofDay, service);
  const signature = hex(await hmac(await hmac(ofService, "tc3_request"), toSign));
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

/** Seconds since 1970, as the header `X-TC-Timestamp` has them. */
export function tc3Timestamp(now: Date): string {
  return String(Math.floor(now.getTime() / 1000));
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

async function hmac(secret: Uint8Array, text: string): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey(
    "raw",
    Uint8Array.from(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The three headers of Standard Webhooks 1.0.0, as strings that have passed the strict patterns. */
export interface WebhookHeaders {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The `v1` signatures, base64 of 32 bytes each; other versions in the header are passed over. */
  readonly signatures: readonly string[];
}

export type HeaderCheck =
  | { readonly ok: true; readonly headers: WebhookHeaders }
  | { readonly ok: false; readonly because: "id" | "timestamp" | "signature" };

const idPattern = /^[\w-]{1,64}$/;
const timestampPattern = /^\d{10}$/;
const signaturePattern = /^v1,([A-Za-z\d+/]{43}=)$/;
const anySignaturePattern = /^v\d[a-z]?,[\w+/=-]{1,200}$/;
const mostSignatures = 10;

/**
 * Checks the headers of a webhook by strict patterns, before any cryptography and before any look at a database:
 * no blanks, no signs, nothing behind the digits.
 */
export function checkHeaders(read: (name: string) => string | null | undefined): HeaderCheck {
  const id = read("webhook-id") ?? "";
  if (!idPattern.test(id)) return { ok: false, because: "id" };
  const timestamp = read("webhook-timestamp") ?? "";
  if (!timestampPattern.test(timestamp)) return { ok: false, because: "timestamp" };
  const all = (read("webhook-signature") ?? "").split(" ");
  if (all.length > mostSignatures || !all.every((one) => anySignaturePattern.test(one))) {
    return { ok: false, because: "signature" };
  }
  const signatures = all.flatMap((one) => signaturePattern.exec(one)?.[1] ?? []);
  if (signatures.length === 0) return { ok: false, because: "signature" };
  return { ok: true, headers: { id, timestamp: Number(timestamp), signatures } };
}

/** How far a webhook's timestamp may be from our clock, in seconds. */
export const toleranceSeconds = 300;

export function isTimely(headers: WebhookHeaders, now: Date): boolean {
  return Math.abs(now.getTime() / 1000 - headers.timestamp) <= toleranceSeconds;
}

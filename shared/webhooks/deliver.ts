import { signedHeaders } from "./signature.ts";

export interface Delivery {
  readonly url: string;
  /** Every active secret of the receiver. */
  readonly secrets: readonly string[];
  /** Stable over retries: the receiver knows a repetition by it. */
  readonly id: string;
  readonly type: "notice.requested.v1" | "fulfilment.requested.v1" | "alarm.raised.v1";
  readonly data: unknown;
  readonly now: Date;
}

export type DeliveryResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly because: string };

const timeoutMilliseconds = 15_000;

/**
 * Sends one signed CloudEvent. 2xx means received; anything else, and no answer at all, means unknown: the caller
 * sends the same id again later.
 */
export async function deliver({
  url,
  secrets,
  id,
  type,
  data,
  now,
}: Delivery): Promise<DeliveryResult> {
  if (secrets.length === 0) return { ok: false, because: "the receiver has no active key" };
  const body = JSON.stringify({
    specversion: "1.0",
    id,
    source: "urn:jixiang",
    type,
    time: now.toISOString(),
    datacontenttype: "application/json",
    data,
  });
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/cloudevents+json",
        ...(await signedHeaders(secrets, id, now, body)),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await response.body?.cancel();
    return response.ok
      ? { ok: true }
      : { ok: false, because: `the receiver answered ${response.status}` };
  } catch (error) {
    return { ok: false, because: error instanceof Error ? error.name : "no answer" };
  }
}

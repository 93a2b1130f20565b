import { signedHeaders } from "./signature.ts";

/** One CloudEvent that we send. */
export interface OutgoingEvent {
  /** Stable over retries: the receiver knows a repetition by it. */
  readonly id: string;
  readonly type:
    | "notice.requested.v1"
    | "fulfilment.requested.v1"
    | "alarm.raised.v1"
    | "case.recorded.v1"
    | "case.counted.v1";
  readonly data: unknown;
}

interface Addressed {
  readonly url: string;
  /** Every active secret of the receiver. */
  readonly secrets: readonly string[];
  readonly now: Date;
  /** Whether what the receiver answers besides its status is read. */
  readonly readsAnswer?: boolean;
}

export type Delivery = Addressed & OutgoingEvent;

export type DeliveryResult =
  | { readonly ok: true; readonly answer: unknown }
  | {
      readonly ok: false;
      readonly because: string;
      /** The receiver will not have this content; the same again will not do better. */
      readonly isRefused: boolean;
    };

const timeoutMilliseconds = 15_000;

/** What is wrong with the content, by status; anything else may be wrong with us, or with the receiver. */
const refusals: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/**
 * Sends one signed CloudEvent. 2xx means received; anything else, and no answer at all, means unknown: the caller
 * sends the same id again later.
 */
export async function deliver({ id, type, data, ...to }: Delivery): Promise<DeliveryResult> {
  const body = JSON.stringify(inEnvelope({ id, type, data }, to.now));
  return post(to, id, "application/cloudevents+json", body);
}

/**
 * Sends several CloudEvents as one signed batch: received all or none.
 *
 * @param id of the webhook, derived from those of the events
 */
export async function deliverBatch(
  to: Addressed,
  id: string,
  events: readonly OutgoingEvent[],
): Promise<DeliveryResult> {
  const body = JSON.stringify(events.map((event) => inEnvelope(event, to.now)));
  return post(to, id, "application/cloudevents-batch+json", body);
}

function inEnvelope({ id, type, data }: OutgoingEvent, now: Date): object {
  return {
    specversion: "1.0",
    id,
    source: "urn:jixiang",
    type,
    time: now.toISOString(),
    datacontenttype: "application/json",
    data,
  };
}

async function post(
  { url, secrets, now, readsAnswer = false }: Addressed,
  id: string,
  contentType: string,
  body: string,
): Promise<DeliveryResult> {
  if (secrets.length === 0)
    return { ok: false, because: "the receiver has no active key", isRefused: false };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": contentType, ...(await signedHeaders(secrets, id, now, body)) },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (response.ok && readsAnswer) return { ok: true, answer: await answerOf(response) };
    await response.body?.cancel();
    if (response.ok) return { ok: true, answer: undefined };
    const because = `the receiver answered ${response.status}`;
    return { ok: false, because, isRefused: refusals.has(response.status) };
  } catch (error) {
    const because = error instanceof Error ? error.name : "no answer";
    return { ok: false, because, isRefused: false };
  }
}

/** What the receiver says besides; it has received whatever this is. */
async function answerOf(response: Response): Promise<unknown> {
  if (!(response.headers.get("content-type") ?? "").startsWith("application/json")) {
    await response.body?.cancel();
    return undefined;
  }
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

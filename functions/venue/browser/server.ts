import { headersSignedBy } from "#shared/webhooks/signature.ts";
import type { Desk, Device } from "./device.ts";
import { ownClock } from "./time.ts";

export type ServerAnswer =
  | { readonly kind: "answer"; readonly status: number; readonly body: unknown }
  /** Nobody answered, or not in time; `isBusy`: the server did, and has trouble of its own. */
  | { readonly kind: "silent"; readonly isBusy: boolean };

/** People at a gate do not wait longer. Where the last question got no answer, the next is not waited for as long. */
const patienceMilliseconds = { usual: 5000, afterSilence: 1500 } as const;

async function ask(desk: Desk, path: string, init: RequestInit): Promise<ServerAnswer> {
  const patience = desk.isOnline ? patienceMilliseconds.usual : patienceMilliseconds.afterSilence;
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(patience) });
    const body: unknown = await response.json().catch(() => undefined);
    desk.isOnline = response.status < 500;
    if (!desk.isOnline) return { kind: "silent", isBusy: true };
    return { kind: "answer", status: response.status, body };
  } catch {
    desk.isOnline = false;
    return { kind: "silent", isBusy: false };
  }
}

/** What the server says of the time and of the shift, as one answer of our own pages. */
export async function askShift(desk: Desk): Promise<ServerAnswer> {
  const asked = ownClock();
  const answer = await ask(desk, "/venue/shift", { cache: "no-store" });
  if (answer.kind === "answer") {
    const { now } = told<{ now: string }>(answer.body);
    await desk.time.set(asked, ownClock(), new Date(now));
  }
  return answer;
}

/**
 * A request signed with the device's key, as any gate signs it. Where the server is busy it is sent once more at once, which counts
 * nothing twice; where it is refused, it may have been signed by a wrong clock, so once more when the clock is set.
 *
 * @param id the same again means the same request again
 */
export async function askSigned(
  desk: Desk,
  device: Device,
  path: string,
  { id, body }: { readonly id: string; readonly body?: string },
): Promise<ServerAnswer> {
  const once = async (): Promise<ServerAnswer> => {
    const { now } = desk.time.read();
    const signed = await headersSignedBy([device.key], id, now, body ?? "");
    if (body === undefined) return ask(desk, path, { headers: signed, cache: "no-store" });
    const headers = { ...signed, "content-type": "application/json" };
    return ask(desk, path, { method: "POST", headers, body });
  };
  const answer = await once();
  if (answer.kind === "silent") return answer.isBusy ? once() : answer;
  if (answer.status !== 401) return answer;
  const set = await askShift(desk);
  return set.kind === "silent" ? set : once();
}

/** A request that no key signs yet. */
export async function askOpenly(desk: Desk, path: string, body: object): Promise<ServerAnswer> {
  const headers = { "content-type": "application/json" };
  return ask(desk, path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Guarantee: what our own server answers with 2xx is of the contract; its tests hold it to that. */
export function told<Body>(body: unknown): Body {
  return body as Body;
}

/** The words of a problem document: those in Chinese, which come first. */
export function problemIn(body: unknown): string | undefined {
  const { detail } = told<{ detail?: string } | undefined>(body) ?? {};
  return detail?.split(/(?<=[。！])\s+(?=[A-Z])/)[0];
}

import { addDays, type CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { toleratedSkewSeconds } from "#shared/codes/check-code.ts";
import { holdsTag } from "#shared/codes/offline-slots.ts";
import { ownCodes } from "#shared/codes/own-codes.ts";
import { readCode } from "#shared/codes/read-code.ts";
import type * as z from "zod/mini";
import type { offlineScanSchema } from "#shared/contract/scans.schema.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { ScanTerms } from "#shared/rules/language/scan-terms.ts";
import { offlineTimes } from "#shared/rules/scan.ts";
import { toldWithinDays } from "#shared/scans/marks.ts";
import type { ScanReason } from "#shared/scans/scan.ts";
import type { Env } from "./env.ts";
import { readCredential, type Shown } from "./read-credential.ts";

export type OfflineRequest = z.infer<typeof offlineScanSchema>;

/** What was shown to a device without network, as far as the house can tell now. */
export interface ReadOffline {
  readonly request: OfflineRequest;
  readonly policy: Policy;
  readonly terms: ScanTerms;
  readonly day: CivilDate;
  readonly shown: (Shown & { readonly subjectKey: string }) | undefined;
  /** Why no device should have granted it. */
  readonly conflict: ScanReason | undefined;
}

/** Whether something may still be told: neither too long ago nor before it has happened. */
export function isTellable(at: Date, now: Date): boolean {
  const day = shanghaiDay(at);
  return (
    at.getTime() <= now.getTime() + 300_000 && day > addDays(shanghaiDay(now), -toldWithinDays)
  );
}

/**
 * Reads what a device was shown, by the clock of that moment and the tolerance that devices are given.
 *
 * @param offlineKeys of the policy
 */
export async function readOffline(
  env: Env,
  venue: string,
  request: OfflineRequest,
  { policy, terms }: Pick<ReadOffline, "policy" | "terms">,
  offlineKeys: readonly string[],
): Promise<ReadOffline> {
  const at = new Date(request.at);
  const read = { request, policy, terms, day: shanghaiDay(at) };
  const { credential, policy: told } = request;
  const bad = (conflict: ScanReason): ReadOffline => ({ ...read, shown: undefined, conflict });
  if (credential.type !== "suishen-code") return bad("card-offline");
  const issuer = ownCodes(env, toleratedSkewSeconds);
  const found = await readCredential(env, { ...request, venue }, at, issuer);
  if (!found.ok) return bad(found.because);
  const { holder } = found.shown;
  if (!("subjectKey" in holder)) return bad("not-told");
  const shown = { ...found.shown, subjectKey: holder.subjectKey };
  const conflicting = (conflict: ScanReason): ReadOffline => ({ ...read, shown, conflict });
  if (offlineTimes(terms) === 0) return conflicting("never-offline");
  if (shown.isPrinted && !terms.lowValue) return conflicting("printed-code");
  const reading = readCode(credential.value);
  const tells = offlineKeys.map(
    async (key) => reading.ok && (await holdsTag(reading.code, key, told)),
  );
  if (!(await Promise.all(tells)).includes(true)) return conflicting("not-told");
  return { ...read, shown, conflict: undefined };
}

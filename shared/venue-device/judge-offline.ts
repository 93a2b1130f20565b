import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { checkCode, type Refused, toleratedSkewSeconds } from "#shared/codes/check-code.ts";
import { dayMark } from "#shared/codes/offline-slots.ts";
import { type ReadCode, readCode, type Unreadable } from "#shared/codes/read-code.ts";
import type { Sm2Verifier } from "#shared/signing/verify-signature.ts";
import type { DeviceTime } from "./device-time.ts";
import type { OfflinePack, PackedPolicy } from "./offline-pack.ts";

/** What a device would grant, before it looks whether somebody had it already. */
export interface OfflineGrant {
  readonly policy: PackedPolicy;
  readonly code: ReadCode;
  readonly day: CivilDate;
  /** The holder's, of this day: the same in every code of theirs. */
  readonly mark: string;
}

/**
 * Why a device cannot grant. `unclear-time`: its own clock is not to be trusted; `no-pack`: it was never prepared, or too long
 * ago; `not-told`: the code says nothing of this venue's benefits, which may mean that the holder has none, or that nobody
 * knew; `printed`: a printed code is not good enough here; `never-offline`: what the holder has is not granted without a network;
 * `old-browser`: this one knows no signatures of that kind (Ed25519 came to Chrome in 2025).
 */
export type OfflineDoubt =
  | "unclear-time"
  | "no-pack"
  | "not-told"
  | "printed"
  | "never-offline"
  | "old-browser";

export type OfflineFinding =
  | { readonly ok: true; readonly grant: OfflineGrant }
  /** The code itself is no good. */
  | { readonly ok: false; readonly verdict: "refused"; readonly because: Unreadable | Refused }
  /** Nobody can tell here and now. */
  | {
      readonly ok: false;
      readonly verdict: "unknown";
      readonly because: OfflineDoubt;
      /** What the gatekeeper does then. */
      readonly whenUnknown: string | undefined;
    };

/** Judges a code by what the device knows, and no network. */
export async function judgeOffline(
  text: string,
  pack: OfflinePack | undefined,
  time: DeviceTime,
  sm2?: Sm2Verifier,
): Promise<OfflineFinding> {
  const { now } = time;
  const doubt = (because: OfflineDoubt, policy = pack?.policies[0]): OfflineFinding => ({
    ok: false,
    verdict: "unknown",
    because,
    whenUnknown: policy?.whenUnknown,
  });
  const reading = readCode(text);
  if (!reading.ok) return { ok: false, verdict: "refused", because: reading.because };
  if (time.state === "doubtful") return doubt("unclear-time");
  if (pack === undefined || new Date(pack.validUntil) <= now) return doubt("no-pack");
  const { code } = reading;
  const tolerance = { skewSeconds: toleratedSkewSeconds, ...(sm2 === undefined ? {} : { sm2 }) };
  const check = await checkCode(code, pack.codeKeys, now, tolerance).catch(unsupported);
  if (check === undefined) return doubt("old-browser");
  if (!check.ok) return { ok: false, verdict: "refused", because: check.because };
  const held = await heldOf(code, pack);
  if (held.length === 0) return doubt("not-told");
  const granted = held.filter(({ policy }) => policy.offlineTimes > 0);
  if (granted.length === 0) return doubt("never-offline", held[0]?.policy);
  const best = granted.find(({ policy }) => code.class !== "printed" || policy.lowValue);
  if (best === undefined) return doubt("printed", granted[0]?.policy);
  return { ok: true, grant: { ...best, code, day: shanghaiDay(now) } };
}

function unsupported(error: unknown): undefined {
  if (!(error instanceof DOMException) || error.name !== "NotSupportedError") throw error;
}

/** The policies that the code says its holder has, in the pack's order. */
async function heldOf(
  code: ReadCode,
  { policies, offlineKeys }: OfflinePack,
): Promise<Pick<OfflineGrant, "policy" | "mark">[]> {
  const looked = await Promise.all(
    policies.map(async (policy) => {
      const marks = await Promise.all(
        offlineKeys.map(async (key) => dayMark(code, key, policy.policy)),
      );
      const mark = marks.find((one) => one !== undefined);
      return mark === undefined ? [] : [{ policy, mark }];
    }),
  );
  return looked.flat();
}

import { offlineKeysOf } from "#shared/codes/offline-keys.ts";
import { readPublicCodeKeys } from "#shared/codes/own-codes.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { offlineBatchSchema } from "#shared/contract/scans.schema.ts";
import { policyById } from "#shared/policies/index.ts";
import { benefitText, isScanVersion, offlineTimes, toldAs } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { OfflinePack, PackedPolicy } from "#shared/venue-device/offline-pack.ts";
import type { Clock } from "#shared/web/clock.ts";
import {
  bodyOf,
  headersOf,
  requireSigned,
  type SignedBy,
  unauthenticated,
} from "./authenticate.ts";
import type { Env } from "./env.ts";
import { claimedBy, fitting, overloaded, parsed } from "./read-request.ts";
import type { ScanApp } from "./scan-app.ts";
import { takeOffline } from "./take-offline.ts";

const packedMilliseconds = 24 * 3_600_000;

/** Devices without network: what they must know before, and what they tell afterwards. */
export function offlineRoutes(app: ScanApp, clock: Clock): void {
  app.get("/v1/scans/offline-pack", async (c) => {
    const now = await clock(c.env);
    const headers = headersOf(c, now);
    const { venue = "", device } = c.req.query();
    if (venue === "" || venue.length > 64) return unauthenticated("no venue");
    const by = await requireSigned(c.env, headers, new Uint8Array(), { venue, device }).catch(
      overloaded,
    );
    requireDevice(by);
    return c.json(await packFor(c.env, by, now));
  });

  app.post("/v1/scans/offline", async (c) => {
    const now = await clock(c.env);
    const headers = headersOf(c, now);
    const bytes = await bodyOf(c);
    const body = parsed(bytes);
    const by = await requireSigned(c.env, headers, bytes, claimedBy(body)).catch(overloaded);
    requireDevice(by);
    const { scans } = fitting(offlineBatchSchema, body);
    return c.json({ results: await takeOffline(c.env, by, scans, now).catch(overloaded) });
  });
}

/** What may be lost without network is capped for each device, so only a device may be without. */
function requireDevice({ device, venue }: SignedBy): void {
  if (device === "") unauthenticated("not signed by a device", venue);
}

/** What a device may know: keys that check codes and make none, and tell it of its own venue's policies and no others. */
async function packFor(
  env: Env,
  { venue, policies }: SignedBy,
  now: Date,
): Promise<OfflinePack & { now: string }> {
  const day = shanghaiDay(now);
  const packed = policies.flatMap((id): PackedPolicy[] => {
    const policy = policyById(id);
    const version = policy && versionOn(policy, day);
    if (policy === undefined || !isScanVersion(version)) return [];
    const { scan } = version;
    return [
      {
        policy: toldAs(policy, scan),
        text: benefitText(version),
        offlineTimes: offlineTimes(scan),
        perDay: scan.limits.perDay ?? null,
        lowValue: scan.lowValue,
        whenUnknown: scan.whenUnknown,
      },
    ];
  });
  const keys = packed.map(async ({ policy }) => offlineKeysOf(env.SCAN_OFFLINE_KEYS, policy));
  return {
    venue,
    now: now.toISOString(),
    validUntil: new Date(now.getTime() + packedMilliseconds).toISOString(),
    codeKeys: readPublicCodeKeys(env.CODE_PUBLIC_KEYS),
    offlineKeys: (await Promise.all(keys)).flat(),
    policies: packed,
  };
}

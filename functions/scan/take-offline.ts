import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { offlineKeysOf } from "#shared/codes/offline-keys.ts";
import { type OfflineResult, offlineScanSchema } from "#shared/contract/scans.schema.ts";
import { byShard, databaseOf } from "#shared/db/shards.ts";
import { policyById } from "#shared/policies/index.ts";
import { offlineTimes, scanTermsOf, toldAs } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { countDeviceDays } from "#shared/scans/count-device-days.ts";
import { putBeforeDepartments } from "#shared/scans/count-conflicts.ts";
import { judgeScan } from "#shared/scans/judge-scan.ts";
import { loadBearers } from "#shared/scans/load-bearers.ts";
import { allowanceOf, codeMarkOf, pseudonymOf, receiptOf } from "#shared/scans/marks.ts";
import type { OfflineCount, OfflineScan } from "#shared/scans/offline-scan.ts";
import { recordOffline } from "#shared/scans/record-offline.ts";
import type { ScanReason } from "#shared/scans/scan.ts";
import type { SignedBy } from "./authenticate.ts";
import type { Env } from "./env.ts";
import { isTellable, type OfflineRequest, readOffline, type ReadOffline } from "./read-offline.ts";

/** A scan of a batch, or why it is none. */
type Parsed = OfflineResult | ReadOffline;

const isRead = (one: Parsed): one is ReadOffline => "request" in one;

/** Counts what a device granted without network; gives what became of each, in the order of the batch. */
export async function takeOffline(
  env: Env,
  by: SignedBy,
  batch: readonly unknown[],
  now: Date,
): Promise<OfflineResult[]> {
  const parsed = await parseAll(env, by, batch, now);
  const scans = await countable(env, by, parsed.filter(isRead), now);
  const capped = await withinCaps(env, by, scans);
  const ends = new Map(
    (
      await Promise.all(
        byShard(capped, ({ scan }) => scan.receipt).map(async ([shard, ofShard]) => [
          ...(await recordOffline(
            databaseOf(env, shard),
            by,
            ofShard.map(({ scan }) => scan),
          )),
        ]),
      )
    ).flat(),
  );
  const conflicting = [...ends.values()].filter(({ scan }) => scan.verdict === "conflict");
  const days: CivilDate[] = [...new Set(conflicting.map(({ scan }) => scan.day))];
  if (days.length > 0) {
    console.warn(`scan: ${by.venue}: ${conflicting.length} offline scans are in conflict`);
    // Told again they are nothing new: what a person has closed stays closed.
    const isNew = conflicting.some(({ wasKnown }) => !wasKnown);
    await putBeforeDepartments(env, by.venue, days, isNew ? "anybody" : "system", now);
  }
  const results = new Map(
    capped.map(({ read, scan }) => [read, resultOf(read, ends.get(scan.receipt))]),
  );
  const said = new Set<string>();
  return parsed.map((one) => {
    const result = isRead(one) ? (results.get(one) ?? refused(one.request.id, "invalid")) : one;
    // The same scan twice in one batch was counted once.
    const isAgain = said.has(result.id) && result.result === "counted";
    said.add(result.id);
    return isAgain ? { id: result.id, result: "repeated" } : result;
  });
}

const refused = (id: string, reason: string): OfflineResult => ({ id, result: "refused", reason });

/** One bad scan never blocks the others. */
async function parseAll(
  env: Env,
  { venue, policies }: SignedBy,
  batch: readonly unknown[],
  now: Date,
): Promise<Parsed[]> {
  const keys = new Map<string, Promise<readonly string[]>>();
  const keysOf = async (told: string): Promise<readonly string[]> => {
    const known = keys.get(told) ?? offlineKeysOf(env.SCAN_OFFLINE_KEYS, told);
    keys.set(told, known);
    return known;
  };
  return Promise.all(
    batch.map(async (raw): Promise<Parsed> => {
      const result = offlineScanSchema.safeParse(raw);
      if (!result.success) return refused(idOf(raw), "invalid");
      const request = result.data;
      const at = new Date(request.at);
      if (!isTellable(at, now)) return refused(request.id, "told-too-late");
      const given = givenAs(request, policies, shanghaiDay(at));
      if (given === undefined) return refused(request.id, "no-such-policy");
      return readOffline(env, venue, request, given, await keysOf(request.policy));
    }),
  );
}

/** Which of the venue's policies a device means. */
function givenAs(
  { policy: told }: OfflineRequest,
  policies: readonly string[],
  day: CivilDate,
): Pick<ReadOffline, "policy" | "terms"> | undefined {
  for (const id of policies) {
    const policy = policyById(id);
    const terms = policy && scanTermsOf(versionOn(policy, day));
    if (policy !== undefined && terms !== undefined && toldAs(policy, terms) === told)
      return { policy, terms };
  }
  return undefined;
}

const idOf = (raw: unknown): string =>
  typeof raw === "object" && raw !== null && "id" in raw && typeof raw.id === "string"
    ? raw.id.slice(0, 64)
    : "";

interface Countable {
  readonly read: ReadOffline;
  readonly scan: OfflineScan;
}

/** Where each scan is counted, and under which marks; a printed code may have outlived its holder's right. */
async function countable(
  env: Env,
  by: SignedBy,
  all: readonly ReadOffline[],
  now: Date,
): Promise<Countable[]> {
  const { SCAN_PSEUDONYM_KEY: key } = env;
  const bearers = await loadBearers(
    env,
    all.flatMap(({ shown }) => shown?.subjectKey ?? []),
  );
  return Promise.all(
    all.map(async (read): Promise<Countable> => {
      const { request, shown, policy, terms, day } = read;
      const bearer = shown && bearers.get(shown.subjectKey);
      const context = { ...by, requestId: request.id, day };
      const person = bearer?.person ?? `request ${request.id}`;
      const pseudonym = await pseudonymOf(key, by.group, person);
      const candidate = { policy: policy.id, ...limitsOf(terms) };
      const printed = shown?.isPrinted === true && bearer !== undefined;
      const outlived =
        printed && judgeScan(policy, bearer, by.circumstances, day, now).verdict === "refused";
      const code = shown?.code;
      return {
        read,
        scan: {
          receipt: await receiptOf(key, context, pseudonym),
          day,
          at: new Date(request.at).getTime(),
          operator: request.operator,
          purpose: request.purpose,
          itemCode: request.itemCode ?? null,
          candidate,
          allowance: await allowanceOf(key, context, pseudonym, candidate),
          code: code && {
            mark: await codeMarkOf(key, by.group, pseudonym, code.nonce),
            expiresOn: code.expiresOn,
          },
          conflict: read.conflict ?? (outlived ? "not-entitled" : undefined),
          isGranted: request.verdict === "granted",
        },
      };
    }),
  );
}

const limitsOf = ({ limits: { perDay, perMonth, within } }: ReadOffline["terms"]) => ({
  perDay,
  perMonth,
  within,
});

/** What one device grants in a day beyond its cap is no visit that anybody reimburses. */
async function withinCaps(
  env: Env,
  { venue, device }: SignedBy,
  all: readonly Countable[],
): Promise<Countable[]> {
  const granted = all.filter(({ scan }) => scan.isGranted && scan.conflict === undefined);
  const days = [...new Set(granted.map(({ scan }) => scan.day))];
  if (days.length === 0) return [...all];
  const { times, receipts } = await countDeviceDays(env, venue, device, days);
  return all.map((one) => {
    const { scan, read } = one;
    if (!granted.includes(one) || receipts.has(scan.receipt)) return one;
    const name = `${scan.day} ${scan.candidate.policy}`;
    const before = times.get(name) ?? 0;
    receipts.add(scan.receipt);
    times.set(name, before + 1);
    return before < offlineTimes(read.terms)
      ? one
      : { read, scan: { ...scan, conflict: "beyond-cap" } };
  });
}

/** Those that can have been no good grant, whatever else was counted. */
const impossible: ReadonlySet<ScanReason | string> = new Set([
  "never-offline",
  "card-offline",
  "not-told",
  "printed-code",
]);

function resultOf(
  { request: { id } }: ReadOffline,
  end: OfflineCountEnd | undefined,
): OfflineResult {
  if (end === undefined) return refused(id, "invalid");
  const { scan, wasKnown } = end;
  const { verdict, because } = scan;
  if (verdict !== "conflict") return { id, result: wasKnown ? "repeated" : "counted" };
  const reason = because ?? "limit-reached";
  const isImpossible =
    impossible.has(reason) || (reason.startsWith("code-") && reason !== "code-used");
  return { id, result: isImpossible ? "refused" : "conflict", reason };
}

type OfflineCountEnd = OfflineCount["ends"] extends ReadonlyMap<string, infer End> ? End : never;

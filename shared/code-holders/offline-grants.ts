import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { CodeToIssue } from "#shared/codes/issue-code.ts";
import { offlineKeysOf } from "#shared/codes/offline-keys.ts";
import type { Shards } from "#shared/db/shards.ts";
import { scannedPolicies } from "#shared/policies/scanned.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import { offlineTimes, scanTermsOf, toldAs } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { judgeScan } from "#shared/scans/judge-scan.ts";
import { loadByKey } from "#shared/scans/load-bearer.ts";
import { circumstancesFrom, selectCircumstances } from "#shared/venues/circumstances.ts";

/**
 * What devices without a network may know of somebody now: the policies that would be granted at a gate with one, and that may
 * be granted without. What nobody can tell is not told.
 */
export async function offlineGrantsOf(
  stores: Shards & { readonly DB_CITY: D1Database },
  scanOfflineKeys: string,
  subjectKey: string,
  now: Date,
): Promise<CodeToIssue["grants"]> {
  const on = shanghaiDay(now);
  const relations = [...factsOfRelatives(scannedPolicies).keys()];
  const [bearer, circumstances] = await Promise.all([
    loadByKey(stores, subjectKey, relations),
    selectCircumstances(stores.DB_CITY).all().then(circumstancesFrom),
  ]);
  const told = scannedPolicies.flatMap((policy) => {
    const terms = scanTermsOf(versionOn(policy, on));
    if (terms === undefined || offlineTimes(terms) === 0) return [];
    const { verdict } = judgeScan(policy, bearer, circumstances, on, now);
    return verdict === "granted" ? [toldAs(policy, terms)] : [];
  });
  return Promise.all(
    told.map(async (policy) => {
      const [offlineKey] = await offlineKeysOf(scanOfflineKeys, policy);
      return { offlineKey, policy };
    }),
  );
}

import type { CodeToIssue } from "#shared/codes/issue-code.ts";
import { offlineKeysOf } from "#shared/codes/offline-keys.ts";
import { sql } from "drizzle-orm";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { notYetIn } from "#shared/judging/in-operation.ts";
import { scannedPolicies } from "#shared/policies/scanned.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import {
  completeRegisters,
  lateRegisters,
  type StoredRegister,
} from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { namesOf } from "#shared/rules/data-requirement.ts";
import { judge } from "#shared/rules/judge.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";

/**
 * What devices without a network may know of somebody now: the policies of scan mode that are in operation and met, on
 * registers that are not late. What nobody can tell is not told.
 */
export async function offlineGrantsOf(
  stores: Shards & { readonly DB_CITY: D1Database },
  scanOfflineKeys: string,
  subjectKey: string,
  now: Date,
): Promise<CodeToIssue["grants"]> {
  const on = shanghaiDay(now);
  const city = stores.DB_CITY;
  const [profile, [registerRows, stageRows]] = await Promise.all([
    readProfile(databaseOf(stores, shardOf(subjectKey)), subjectKey),
    city.batch([selectRegisters(city), selectStages(city)]),
  ]);
  if (profile === undefined) return [];
  const registers = rowsOf<StoredRegister>(registerRows);
  const stages = stagesFrom(rowsOf<StoredStage>(stageRows));
  const readings = readProfileOn(profile, completeRegisters(registers), on);
  const met = scannedPolicies.filter(
    (policy) =>
      policy.subject === profile.kind &&
      versionOn(policy, on)?.mode === "scan" &&
      lateRegisters(registers, [...namesOf(policy)], now).length === 0 &&
      judge(policy, readings, on).verdict === "met" &&
      notYetIn(policy, stages, subjectKey, readings) === undefined,
  );
  return Promise.all(
    met.map(async ({ id }) => {
      const [offlineKey] = await offlineKeysOf(scanOfflineKeys, id);
      return { offlineKey, policy: id };
    }),
  );
}

/** What rules of scan mode read; they name no relatives. Guarantee: `profileToStored` wrote the column. */
async function readProfile(
  db: D1Database,
  subjectKey: string,
): Promise<Pick<Profile, "kind" | "sources" | "relatives"> | undefined> {
  const [found] = rowsOf<{ kind: Profile["kind"]; sources: string }>(
    await statement(
      db,
      sql`SELECT kind, json(sources) AS sources FROM profiles WHERE subject_key = ${subjectKey}`,
    ).all(),
  );
  if (found === undefined) return undefined;
  const sources = JSON.parse(found.sources) as Profile["sources"];
  return { kind: found.kind, sources, relatives: [] };
}

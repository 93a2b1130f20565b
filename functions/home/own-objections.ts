import type { OwnObjection } from "#shared/contract/objections-told.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { listConcerning, listLodged } from "#shared/objections/list-objections.ts";
import { hashOfObjector, type Objector } from "#shared/objections/objector.ts";
import type { Env } from "./env.ts";
import { tellOwn } from "./tell-own.ts";

/** What somebody has lodged, and what was taken up about them; the newest first, each kind for itself. */
export async function ownObjections(env: Env, objector: Objector): Promise<OwnObjection[]> {
  const lodged = await listLodged(env, await hashOfObjector(env.VAULT_OBJECTOR_KEY, objector));
  const subjectKey = objector.kind === "signed-in" ? objector.subjectKey : null;
  const concerning =
    subjectKey === null
      ? []
      : await listConcerning(databaseOf(env, shardOf(subjectKey)), subjectKey);
  const others = concerning.filter(({ id }) => !lodged.some((one) => one.id === id));
  return Promise.all([
    ...lodged.map(async (one) => tellOwn(env.VAULT_GROUNDS_KEY, one, "objector")),
    ...others.map(async (one) => tellOwn(env.VAULT_GROUNDS_KEY, one, "concerned")),
  ]);
}

import { sql } from "drizzle-orm";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { ExplainedVerdict } from "#shared/contract/explanations.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { IndexKeys } from "#shared/subjects/indexes.ts";
import { explainedVerdict, toldEntitlement } from "./explained-verdict.ts";

export interface Question {
  readonly subject: SubjectReference;
  readonly policies: readonly Policy[];
  readonly on: CivilDate;
  readonly now: Date;
  /** Who looks, and why. */
  readonly access: {
    readonly actor: string;
    readonly role: string;
    readonly department: string | null;
    readonly purpose: string;
  };
}

/**
 * Explains how policies stand to one subject on a day, from what is known now: verdict, amount, reason, facts with
 * their sources, what is missing, and the entitlements. The access is recorded before anything is told. Of a subject
 * of whom nothing was ever reported, nothing is known, which is never a refusal.
 */
export async function explainSubject(
  stores: Shards & { readonly DB_CITY: D1Database },
  keys: IndexKeys,
  { subject, policies, on, now, access }: Question,
): Promise<ExplainedVerdict[]> {
  const [subjectKey, registerRows] = await Promise.all([
    findSubjectKey(stores, keys, subject),
    selectRegisters(stores.DB_CITY).all(),
  ]);
  const state =
    subjectKey === undefined
      ? undefined
      : await loadRecorded(stores, subjectKey, policies, now, access);
  const complete = completeRegisters(rowsOf<StoredRegister>(registerRows));
  const read = readProfileOn(state?.profile ?? emptyProfile("", subject.kind), complete, on);
  return policies.map((policy) => {
    const owned = (state?.entitlements ?? []).filter((one) => one.policy === policy.id);
    return {
      ...explainedVerdict(policy, read, on),
      entitlements: owned.map((entitlement) => toldEntitlement(policy, entitlement)),
    };
  });
}

/** Days back: to whoever asks why, the whole history is told. */
const everything = 60_000;

async function loadRecorded(
  stores: Shards,
  subjectKey: string,
  policies: readonly Policy[],
  now: Date,
  access: Question["access"],
) {
  const db = databaseOf(stores, shardOf(subjectKey));
  await statement(
    db,
    sql`INSERT INTO accesses (at, actor, role, department, subject_key, purpose, scope) VALUES (${now.getTime()},
          ${access.actor}, ${access.role}, ${access.department}, ${subjectKey}, ${access.purpose},
          ${policies.map(({ id }) => id).join(" ")})`,
  ).run();
  const selection = { by: "subjectKey", values: [subjectKey] } as const;
  const states = await loadSubjects(db, selection, shanghaiDay(now), everything);
  return states.get(subjectKey);
}

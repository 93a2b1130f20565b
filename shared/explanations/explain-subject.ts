import { type Access, recordAccess } from "#shared/accesses/record-access.ts";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { ExplainedVerdict } from "#shared/contract/explanations.schema.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf } from "#shared/db/statement.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { loadSubjects } from "#shared/judging/load-subjects.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import { completeRegisters, type StoredRegister } from "#shared/registers/register.ts";
import { selectRegisters } from "#shared/registers/select-registers.ts";
import { periodOf } from "#shared/rules/period.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { selectStages, stagesFrom, type StoredStage } from "#shared/stages/select-stages.ts";
import { stageOf } from "#shared/stages/stage.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { IndexKeys } from "#shared/subjects/indexes.ts";
import { explainedVerdict, toldEntitlement } from "./explained-verdict.ts";
import { notYetOpened } from "./not-yet-opened.ts";

/** What is asked of a subject, by whom and why. */
interface Asking {
  readonly policies: readonly Policy[];
  readonly on: CivilDate;
  readonly now: Date;
  readonly access: Access;
}

export interface Question extends Asking {
  readonly subject: SubjectReference;
}

/** A subject by its opaque key; null where nothing was ever reported of it. */
export interface KnownSubject {
  readonly subjectKey: string | null;
  readonly kind: SubjectReference["kind"];
}

/** How policies stand to a subject, and all that is known of it. */
export interface Explained {
  readonly verdicts: ExplainedVerdict[];
  readonly state: SubjectState | undefined;
}

/** Explains how policies stand to whom a document's number names; see `explainKnown`. */
export async function explainSubject(
  stores: Shards & { readonly DB_CITY: D1Database },
  keys: IndexKeys,
  { subject, ...asking }: Question,
): Promise<ExplainedVerdict[]> {
  const subjectKey = (await findSubjectKey(stores, keys, subject)) ?? null;
  const known = { subjectKey, kind: subject.kind };
  return (await explainKnown(stores, known, asking)).verdicts;
}

/**
 * Explains how policies stand to one subject on a day, from what is known now: verdict, amount, reason, facts with
 * their sources, what is missing, the entitlements, and why nothing is opened yet for who is entitled. The access is
 * recorded before anything is told. Of a subject of whom nothing was ever reported, nothing is known, which is never a
 * refusal.
 */
export async function explainKnown(
  stores: Shards & { readonly DB_CITY: D1Database },
  { subjectKey, kind }: KnownSubject,
  { policies, on, now, access }: Asking,
): Promise<Explained> {
  const city = stores.DB_CITY;
  const [state, [registerRows, stageRows]] = await Promise.all([
    subjectKey === null ? undefined : loadRecorded(stores, subjectKey, policies, now, access),
    city.batch([selectRegisters(city), selectStages(city)]),
  ]);
  const complete = completeRegisters(rowsOf<StoredRegister>(registerRows));
  const read = readProfileOn(state?.profile ?? emptyProfile("", kind), complete, on);
  const stages = stagesFrom(rowsOf<StoredStage>(stageRows));
  const verdicts = policies.map(async (policy): Promise<ExplainedVerdict> => {
    const owned = (state?.entitlements ?? []).filter((one) => one.policy === policy.id);
    const explained = explainedVerdict(policy, read, on);
    const told = await Promise.all(
      owned.map(async (one) => toldEntitlement(policy, one, state?.adjustments ?? [])),
    );
    const isOpen = owned.some(
      (one) => one.state !== "terminated" && plainPeriod(one.period) === periodOf(policy, on),
    );
    const notYet =
      explained.verdict === "met" && !isOpen
        ? notYetOpened(policy, stages, subjectKey ?? "", read)
        : undefined;
    return {
      ...explained,
      stage: stageOf(stages, policy.id).stage,
      ...(notYet === undefined ? {} : { notYet }),
      entitlements: told,
    };
  });
  return { verdicts: await Promise.all(verdicts), state };
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
  await recordAccess(db, subjectKey, access, policies.map(({ id }) => id).join(" "), now);
  const selection = { by: "subjectKey", values: [subjectKey] } as const;
  const states = await loadSubjects(db, selection, shanghaiDay(now), everything);
  return states.get(subjectKey);
}

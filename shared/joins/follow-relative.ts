import type { SQL } from "drizzle-orm";
import { mergeCase } from "#shared/cases/merge-case.ts";
import { advance } from "#shared/entitlements/advance.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { relativeIdIn } from "#shared/entitlements/period-of-relative.ts";
import { type Draft, draftOf } from "#shared/judging/changes.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { policyById } from "#shared/policies/index.ts";
import type { KnownRelative } from "#shared/relatives/known-relative.ts";
import { mergeRelations, type SeenRelation } from "#shared/relatives/merge-relations.ts";
import { idOfRelative } from "#shared/relatives/read-relatives.ts";
import { claimSecond } from "./claim-second.ts";
import { askForPlaces } from "./follow-decisions.ts";
import { forgetRelative, type Renamed } from "./forget-relative.ts";
import { mergeConfirmations } from "./merge-confirmations.ts";
import { mergeEntitlements } from "./merge-entitlements.ts";
import { moveAdjustments } from "./move-adjustments.ts";
import { periodAfter } from "./move-lines.ts";
import { reportTwice } from "./report-twice.ts";

/** A subject whose relative has become another one: what is known of it, and what that changed. */
export interface FollowedRelative {
  readonly state: SubjectState;
  readonly draft: Draft;
  /** The statements that take away what stands under the key that the relative had. */
  readonly forget: (db: D1Database, committed: SQL) => readonly D1PreparedStatement[];
}

/**
 * A subject as if its relative had always been known by the key that it has now. Relations to both are one relation;
 * what is given once for each relative is given once for both.
 */
export async function followRelative(
  state: SubjectState,
  renamed: Renamed,
  now: Date,
  actor: string,
): Promise<FollowedRelative> {
  const { fromKey, toKey } = renamed;
  const { subjectKey } = state.profile;
  const fromId = idOfRelative(fromKey);
  const isOld = ({ period }: { readonly period: string }): boolean =>
    relativeIdIn(period) === fromId;
  const after = (period: string): string => periodAfter(period, fromKey, toKey);
  const draft = draftOf(
    {
      ...state,
      entitlements: state.entitlements.filter((one) => !isOld(one)),
      confirmations: state.confirmations.filter(({ scope }) => relativeIdIn(scope) !== fromId),
      adjustments: state.adjustments.filter((one) => !isOld(one)),
    },
    now,
    actor,
  );
  const old = state.entitlements.filter(isOld);
  for (const one of old) {
    // Each is an entry of the same draft.
    // oxlint-disable no-await-in-loop
    const event = `joined-into ${await entitlementId(subjectKey, one.policy, after(one.period))}`;
    draft.entries.push((await advance(one, { path: [], event, actor, at: now })).entry);
    // oxlint-enable no-await-in-loop
  }
  const adjustmentsLeft = state.adjustments.filter(isOld);
  const left = old.map((one) => ({ ...one, period: after(one.period) }));
  const { twice, moved } = await mergeEntitlements(draft, subjectKey, left, fromId);
  const adjusted = await moveAdjustments(draft, moved, adjustmentsLeft);
  for (const { second } of twice) {
    // oxlint-disable-next-line no-await-in-loop
    await claimSecond(draft, second);
  }
  mergeConfirmations(
    draft,
    subjectKey,
    state.confirmations
      .filter(({ scope }) => relativeIdIn(scope) === fromId)
      .map((one) => ({ ...one, scope: after(one.scope), document: null })),
  );
  for (const id of new Set(old.map((one) => one.policy))) {
    const policy = policyById(id);
    // oxlint-disable-next-line no-await-in-loop
    if (policy !== undefined) await askForPlaces(draft, policy);
  }
  draft.tasks.push(...reportTwice(twice, subjectKey, now));
  const forget = (db: D1Database, committed: SQL) =>
    forgetRelative(db, state, renamed, adjusted, committed);
  return {
    draft,
    forget,
    state: {
      ...state,
      profile: {
        ...state.profile,
        relatives: renamedRelatives(state.profile.relatives, subjectKey, fromKey, toKey),
      },
      entitlements: [...draft.entitlements.values()],
      confirmations: [...draft.confirmations.values()],
      adjustments: [...draft.adjustments.values()],
      cases: state.cases.filter(isOld).reduce<SubjectState["cases"]>(
        (cases, one) => mergeCase(cases, { ...one, period: after(one.period) }).cases,
        state.cases.filter((one) => !isOld(one)),
      ),
    },
  };
}

/** The facts that were asked for are asked of the other one; whoever would be related to itself is not. */
function renamedRelatives(
  relatives: readonly KnownRelative[],
  subjectKey: string,
  fromKey: string,
  toKey: string,
): readonly KnownRelative[] {
  const kept = relatives.filter(({ otherKey }) => otherKey !== fromKey);
  if (toKey === subjectKey) return kept;
  const moved = relatives.filter(({ otherKey }) => otherKey === fromKey);
  const merged = mergeRelations(
    kept,
    moved.flatMap(({ relation, register: { reports, ...said } }) =>
      reports.map((report): SeenRelation => ({
        relation,
        otherKey: toKey,
        seen: { ...said, report },
      })),
    ),
  );
  return merged.relatives.map((one) => {
    const asked = moved.find(({ relation }) => relation === one.relation)?.asked ?? [];
    if (one.otherKey !== toKey || asked.every((fact) => one.asked.includes(fact))) return one;
    return { ...one, asked: [...new Set([...one.asked, ...asked])].toSorted() };
  });
}

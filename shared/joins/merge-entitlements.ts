import { chainStart } from "#shared/audit/entry.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import { type Entitlement, lastingHold } from "#shared/entitlements/entitlement.ts";
import { secondPeriod } from "#shared/entitlements/period-of-relative.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { type Draft, entitlementKey, move } from "#shared/judging/changes.ts";

/** A right that both numbers were given: what was given under the one that left is beyond what is due. */
export interface GivenTwice {
  /** What stands. */
  readonly first: Pick<Entitlement, "id" | "period">;
  /** What was given besides. */
  readonly second: Entitlement;
}

interface MergedRights {
  readonly twice: readonly GivenTwice[];
  readonly moved: ReadonlyMap<string, Entitlement>;
}

/**
 * Takes over the rights of the one who left. What only one of both has goes on; of two for the same period the one
 * stands that is further, and the other ends. Where both were given it already, both stay on record, the second one
 * beside the period, from where it is never paid again.
 *
 * @param otherId tells the second ones of several apart
 * @returns what was given twice, and by the ids that they had those that go on
 */
export async function mergeEntitlements(
  draft: Draft,
  intoKey: string,
  left: readonly Entitlement[],
  otherId: string,
): Promise<MergedRights> {
  const twice: GivenTwice[] = [];
  const moved = new Map<string, Entitlement>();
  for (const one of left) {
    const own = draft.entitlements.get(entitlementKey(one.policy, one.period));
    // One after the other: a draft is no place for races.
    // oxlint-disable no-await-in-loop
    if (own !== undefined && isGiven(own.state) && isGiven(one.state)) {
      const period = secondPeriod(one.period, otherId);
      const second = await goOn(draft, intoKey, one, undefined, period);
      twice.push({ first: own, second });
      moved.set(one.id, second);
    } else if (own === undefined || rankOf(one.state) > rankOf(own.state)) {
      moved.set(one.id, await goOn(draft, intoKey, one, own, one.period));
    }
    // oxlint-enable no-await-in-loop
  }
  return { twice, moved };
}

/** Takes a right along the way that it went under the other number; an own one in its place ends first. */
async function goOn(
  draft: Draft,
  subjectKey: string,
  one: Entitlement,
  own: Entitlement | undefined,
  period: string,
): Promise<Entitlement> {
  const isEnded = own === undefined || own.state === "terminated";
  const steps = [
    ...(own?.steps ?? []),
    ...(isEnded ? [] : [{ state: "terminated", at: draft.now.getTime() } as const]),
    ...one.steps,
  ];
  const before: Entitlement = own ?? {
    ...one,
    subjectKey,
    period,
    id: await entitlementId(subjectKey, one.policy, period),
    version: 0,
    state: "matched",
    steps: [],
    auditHead: chainStart,
  };
  const { ruleVersion, judgedOn, amountFen, decision, instruction, reservation } = one;
  const { instructedFen, ruledFen } = one;
  await move(draft, before, {
    path: steps.slice(own?.steps.length ?? 0).map(({ state }) => state),
    event: `joined-from ${one.id}`,
    set: {
      ruleVersion,
      judgedOn,
      amountFen,
      decision,
      instruction,
      reservation,
      instructedFen,
      ruledFen,
      // Of a new attempt none may have the id of an earlier one of the own.
      attempts: Math.max(one.attempts, own === undefined ? 0 : attemptsOf(own)),
      // What another channel has is left to it for that reason.
      heldBecause: one.state === "redirected" ? one.heldBecause : lastingHold(one),
    },
  });
  const key = entitlementKey(one.policy, period);
  const moved = draft.entitlements.get(key);
  if (moved === undefined) throw new Error("an entitlement was not moved");
  // They were taken when they were taken, not now.
  const after = { ...moved, steps };
  draft.entitlements.set(key, after);
  return after;
}

const attemptsOf = ({ attempts, instruction }: Entitlement): number =>
  instruction === null ? attempts : attempts + 1;

/** Money or its like has left for it, or another channel gives it. */
const isGiven = (state: EntitlementState): boolean => rankOf(state) === given;

const given = 4;

function rankOf(state: EntitlementState): number {
  switch (state) {
    case "fulfilling":
    case "fulfilled":
    case "recovering":
    case "recovered":
    case "redirected":
      return given;
    case "payment-returned":
    case "suspended":
      return 3;
    case "confirmed":
    case "in-publicity":
    case "objection-under-review":
    case "awaiting-fulfilment":
      return 2;
    case "matched":
    case "awaiting-confirmation":
    case "waived":
    case "lapsed":
      return 1;
    case "terminated":
      return 0;
  }
  return state satisfies never;
}

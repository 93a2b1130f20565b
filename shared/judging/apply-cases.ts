import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { type Claim, type Entitlement, holdOfClaim } from "#shared/entitlements/entitlement.ts";
import { type EntitlementState, isAllowed } from "#shared/entitlements/states.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Draft, move } from "./changes.ts";
import { addClaimTask } from "./follow-up.ts";
import type { JudgedDay } from "./policy-judge.ts";
import type { SubjectState } from "./subject-state.ts";

interface Ways {
  readonly judgeOn: (on: CivilDate) => Pick<JudgedDay, "forPeriod">;
  /** Whether the policy opens anything for the subject on the day. */
  readonly isInOperation: (on: CivilDate) => boolean;
  /** The way of an entitlement as if it were opened now, with what goes with it. */
  readonly goOn: (entitlement: Entitlement) => Promise<readonly EntitlementState[]>;
}

/**
 * One right, whichever channel it is given through. What another channel has, and nothing here has sent out, is
 * redirected to it 转原渠道. What it refused or gave back begins here as if it were opened now, while the rule still holds
 * and the policy is in operation: nobody falls between the two.
 */
export async function applyCases(
  draft: Draft,
  { cases }: Pick<SubjectState, "cases">,
  policy: Policy,
  ways: Ways,
): Promise<void> {
  for (const entitlement of draft.entitlements.values()) {
    if (entitlement.policy !== policy.id) continue;
    const isOccupied = occupyingCase(cases, entitlement) !== undefined;
    // One after the other: each is an entry of the same draft.
    // oxlint-disable no-await-in-loop
    if (isOccupied && isAllowed(entitlement.state, ["redirected"])) {
      await move(draft, entitlement, {
        path: ["redirected"],
        event: "occupied-elsewhere",
        set: { heldBecause: "ordinary-channel" },
      });
    } else if (!isOccupied && isLeftToOthers(entitlement) && stillHolds(entitlement, ways)) {
      await takeBack(draft, policy, entitlement, ways);
    }
    // oxlint-enable no-await-in-loop
  }
}

/** Not one that people have sent to the ordinary channel for a reason of their own. */
function isLeftToOthers({ state, heldBecause }: Entitlement): boolean {
  return state === "redirected" && heldBecause === "ordinary-channel";
}

function stillHolds({ judgedOn, period }: Entitlement, { judgeOn, isInOperation }: Ways): boolean {
  return judgeOn(judgedOn).forPeriod(period).verdict === "met" && isInOperation(judgedOn);
}

async function takeBack(
  draft: Draft,
  policy: Policy,
  entitlement: Entitlement,
  { goOn }: Ways,
): Promise<void> {
  const reservation = claimAgain(policy, entitlement);
  const goesOn = reservation === null || reservation === "held";
  const path = goesOn ? await goOn(entitlement) : [];
  if (reservation !== entitlement.reservation) addClaimTask(draft, policy, entitlement);
  const { instruction, attempts } = entitlement;
  await move(draft, entitlement, {
    path: ["matched", ...path],
    event: "given-back",
    set: {
      heldBecause: holdOfClaim(reservation),
      reservation,
      instruction: null,
      // An instruction that came back before is another attempt now.
      attempts: instruction === null ? attempts : attempts + 1,
    },
  });
}

/** The other channel may have had it without ever asking whether the place is free. */
function claimAgain({ reserves }: Policy, { reservation }: Entitlement): Claim | null {
  const isClaimed = reservation !== null && reservation !== "released";
  return reserves === undefined || isClaimed ? reservation : "asked";
}

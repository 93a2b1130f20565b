import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { cameBack, conflictSettledTask } from "#shared/cases/conflict.ts";
import { occupyingCase } from "#shared/cases/occupying-case.ts";
import { type Claim, type Entitlement, holdOfClaim } from "#shared/entitlements/entitlement.ts";
import { isGivenTwice } from "#shared/entitlements/period-of-relative.ts";
import { type EntitlementState, isAllowed } from "#shared/entitlements/states.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { type Draft, move } from "./changes.ts";
import { addClaimTask } from "./follow-up.ts";
import { judgePeriod } from "./judge-period.ts";
import type { Judges } from "./judges.ts";
import type { SubjectState } from "./subject-state.ts";

interface Ways {
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
  { cases, asRead }: Pick<SubjectState, "cases" | "asRead">,
  judges: Judges,
  ways: Ways,
): Promise<void> {
  const { policy } = judges;
  for (const entitlement of draft.entitlements.values()) {
    // What was given under two numbers of one person is settled by people.
    if (entitlement.policy !== policy.id || isGivenTwice(entitlement.period)) continue;
    const by = occupyingCase(cases, entitlement);
    // One after the other: each is an entry of the same draft.
    // oxlint-disable no-await-in-loop
    if (by !== undefined && isAllowed(entitlement.state, ["redirected"])) {
      // While it was under way here the two were in conflict; it came back, and now only one of them has paid.
      if (entitlement.state === "payment-returned" && asRead.cases.includes(by))
        draft.tasks.push(conflictSettledTask(entitlement, by, cameBack, draft.now));
      await move(draft, entitlement, {
        path: ["redirected"],
        event: "occupied-elsewhere",
        set: { heldBecause: "ordinary-channel" },
      });
    } else if (
      by === undefined &&
      isLeftToOthers(entitlement) &&
      stillHolds(entitlement, judges, ways)
    ) {
      await takeBack(draft, policy, entitlement, ways);
    }
    // oxlint-enable no-await-in-loop
  }
}

/** Not one that people have sent to the ordinary channel for a reason of their own. */
function isLeftToOthers({ state, heldBecause }: Entitlement): boolean {
  return state === "redirected" && heldBecause === "ordinary-channel";
}

function stillHolds(
  entitlement: Entitlement,
  judges: Judges,
  { isInOperation }: Pick<Ways, "isInOperation">,
): boolean {
  const { judged, on } = judgePeriod(judges, entitlement);
  return judged.verdict === "met" && isInOperation(on);
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

import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { choicesOf } from "./choices.ts";
import type { ConfirmationState } from "./confirmation.ts";
import { hasBegun } from "./decide-offer.ts";
import type { Offer } from "./find-offer.ts";
import { benefitInWords } from "#shared/entitlements/benefit-in-words.ts";
import { periodInWords } from "#shared/entitlements/period-in-words.ts";
import { stateNames } from "#shared/entitlements/states.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { policyById } from "#shared/policies/index.ts";
import { versionOn } from "#shared/rules/versions.ts";

type Standing = Exclude<ConfirmationState, "ended">;

/** An offer as a clerk reads it out, or as somebody hears of it who decides for another: masked, and nothing of why. */
export function toldOffer(offer: Offer, now: Date) {
  const { confirmation, covered, accountMasked, accountVersion } = offer;
  const { policy: id, commitment, scope, generation, deadlineAt, receipt } = confirmation;
  const { policy, version, newest } = matterOf(offer);
  return {
    offer: { policy: id, commitment, scope, generation, accountVersion },
    title: policy.title,
    department: departmentNames[policy.leadDepartment],
    standing: standingOf(confirmation.state),
    ...(deadlineAt === null ? {} : { until: shanghaiDay(new Date(deadlineAt)) }),
    benefit: benefitInWords(policy, newest),
    periods: covered.map(({ period, amountFen, state }) => ({
      period: periodInWords(period),
      ...(amountFen === null ? {} : { amountFen }),
      state: stateNames[state],
    })),
    ...(policy.fulfilment.kind === "payment" && accountMasked !== null
      ? { account: accountMasked }
      : {}),
    ground: { document: version.source.document, clause: version.source.clause },
    ...(version.mode === "confirm" ? { promise: policy.commitment } : {}),
    ordinaryChannel: policy.ordinaryChannel.text,
    choices: choicesOf(offer, now),
    laterPeriodsOnly: hasBegun(offer),
    ...(receipt === null ? {} : { receipt }),
  };
}

/** The policy of an offer, its version, and the newest period that it covers. */
export function matterOf({ confirmation, covered }: Offer) {
  const policy = policyById(confirmation.policy);
  const newest = covered.at(-1);
  const version =
    policy === undefined || newest === undefined ? undefined : versionOn(policy, newest.judgedOn);
  if (policy === undefined || newest === undefined || version === undefined)
    throw new Error(`an offer of ${confirmation.policy} covers nothing`);
  return { policy, version, newest };
}

/** Guarantee: offers that have ended are not listed. */
const standingOf = (state: ConfirmationState): Standing => state as Standing;

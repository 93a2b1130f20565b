import { formatPeriod } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { choicesOf } from "./choices.ts";
import type { ConfirmationState } from "./confirmation.ts";
import { hasBegun } from "./decide-offer.ts";
import type { Offer } from "./find-offer.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import { stateNames } from "#shared/entitlements/states.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { formatYuan } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
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
    benefit: benefitOf(policy, newest),
    periods: covered.map(({ period, amountFen, state }) => ({
      period: periodText(period),
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

const periodNames = {
  month: "每月",
  quarter: "每季度",
  year: "本年度",
  once: "一次性",
  visit: "每次",
} as const satisfies Record<Policy["period"], string>;

/** 每月150元; a service by its name. */
export function benefitOf(policy: Policy, { amountFen }: Entitlement): string {
  return amountFen === null
    ? policy.title
    : `${periodNames[policy.period]}${formatYuan(amountFen)}`;
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

function periodText(period: string): string {
  const plain = plainPeriod(period);
  return plain === "once" ? "一次性" : formatPeriod(plain);
}

/** Guarantee: offers that have ended are not listed. */
const standingOf = (state: ConfirmationState): Standing => state as Standing;

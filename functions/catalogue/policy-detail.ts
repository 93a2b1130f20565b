import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type {
  PolicyDetail,
  PolicyVersion,
  StageEntered,
} from "#shared/contract/policy-detail.schema.ts";
import { policies } from "#shared/policies/index.ts";
import type { Fulfilment } from "#shared/rules/fulfilment.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { scanInWords, scanTermsOf } from "#shared/rules/scan.ts";
import { conditionsOf, conditionsOfVersion } from "./conditions.ts";
import type { Entry, HandJudgedEntry, PolicyEntry } from "./entry.ts";
import { evidenceOf, pilotOf, policyItem, sinceOf, sourceOf } from "./policy-item.ts";
import { shownVersion } from "./shown-version.ts";
import { stageName } from "./stage-words.ts";

/**
 * An entry with everything that is public of it.
 *
 * @param life every stage that it has entered, by number
 */
export function policyDetail(
  entry: Entry,
  life: readonly PolicyStage[],
  on: CivilDate,
): PolicyDetail {
  const { responsibleUnit, personInCharge, itemCode = null, english } = entry.listing;
  return {
    ...policyItem(entry, on),
    responsibleUnit,
    personInCharge,
    itemCode,
    ...(entry.judgedBy === "rule" ? onlyOfPolicy(entry, on) : onlyOfHandJudged(entry)),
    conditions: conditionsOf(entry, on),
    english: { ...english },
    stages: life.toReversed().map((stage) => stageEntered(stage, entry.policy)),
  };
}

function onlyOfPolicy({ policy }: PolicyEntry, on: CivilDate) {
  const scan = scanTermsOf(shownVersion(policy, on));
  const versions: readonly Version[] = policy.versions;
  return {
    contact: policy.contact,
    isSensitive: policy.sensitive,
    ...(policy.sensitive ? { neutralTitle: policy.neutralTitle } : {}),
    period: policy.period,
    commitment: policy.commitment,
    confirmationWindowDays: policy.confirmationWindowDays,
    fulfilment: fulfilmentOf(policy.fulfilment),
    ...countsOnceOf(policy),
    ...(scan === undefined ? {} : { scanTerms: scanInWords(scan) }),
    versions: versions.toSorted((a, b) => (a.from < b.from ? 1 : -1)).map(policyVersion),
    gaps: (policy.gaps ?? []).map(({ from, until, note }) => ({ from, until, note })),
  };
}

function onlyOfHandJudged({ policy }: HandJudgedEntry) {
  return { contact: "12345", whyByPeople: policy.whyByPeople, versions: [], gaps: [] };
}

function fulfilmentOf(fulfilment: Fulfilment): NonNullable<PolicyDetail["fulfilment"]> {
  const { kind, payer, shares } = fulfilment;
  return {
    kind,
    department: payer,
    ...(kind === "payment" ? { withinWorkingDays: fulfilment.payWithinWorkingDays } : {}),
    ...(shares === undefined
      ? {}
      : { shares: shares.map(({ level, percent }) => ({ level, percent })) }),
  };
}

/** What may be had only once, and beside which other policies. */
function countsOnceOf({ id, reserves }: Policy): Pick<PolicyDetail, "countsOnce"> {
  if (reserves === undefined) return {};
  const { group, of, within } = reserves;
  const others = policies.filter((one) => one.reserves?.group === group && one.id !== id);
  return { countsOnce: { of, within, sharedWith: others.map((one) => one.id) } };
}

function policyVersion(version: Version): PolicyVersion {
  const { id, from, until, mode, ground, adverseEffects, amountInWords, arrears } = version;
  const { fundingGuard, publicity } = version;
  return {
    id,
    from,
    ...(until === undefined ? {} : { until }),
    ...evidenceOf(version),
    mode,
    ground,
    adverseEffects,
    conditions: conditionsOfVersion(version),
    amountInWords,
    arrears,
    leftToPeople: [...version.leftToPeople],
    ...(fundingGuard === undefined ? {} : { fundingGuard: fundingGuard.clause }),
    ...(publicity === undefined ? {} : { publicity: { ...publicity } }),
    source: sourceOf(version.source),
  };
}

function stageEntered(stage: PolicyStage, policy: Entry["policy"]): StageEntered {
  const { statusSince } = sinceOf(stage);
  return {
    number: stage.number,
    status: stage.stage,
    name: stageName(stage.stage, policy),
    ...(statusSince === undefined ? {} : { since: statusSince }),
    reason: stage.reason,
    ...(stage.pilot === undefined ? {} : { pilot: pilotOf(stage.pilot) }),
  };
}

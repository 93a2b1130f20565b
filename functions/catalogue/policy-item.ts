import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { factsOfVersion } from "#shared/rules/data-requirement.ts";
import type { Source } from "#shared/rules/language/source.ts";
import { levelOf, type Version } from "#shared/rules/policy.ts";
import type { CollectionId, Listing } from "#shared/rules/listing.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import type { Entry, HandJudgedEntry, PolicyEntry } from "./entry.ts";
import { isShortOfFunds, shownVersion } from "./shown-version.ts";
import { stageInWords } from "./stage-words.ts";

/** An entry as the list tells it; spelled out, so that nothing becomes public by itself. */
export function policyItem(entry: Entry, on: CivilDate): PolicyItem {
  return entry.judgedBy === "rule" ? itemOfPolicy(entry, on) : itemOfHandJudged(entry, on);
}

function itemOfPolicy({ policy, listing, stage }: PolicyEntry, on: CivilDate): PolicyItem {
  const version = shownVersion(policy, on);
  const inForce = isInForce(version, on);
  return {
    ...named(policy, listing),
    collections: collectionsOf(listing, stage),
    mode: version.mode,
    version: version.id,
    ...validity(version),
    inForce,
    status: stage.stage,
    statusInWords: inForce
      ? stageInWords(stage, policy) + fundsInWords(version, stage, on)
      : outOfForceInWords(version, on) + (hasStopped(stage) ? stageInWords(stage, policy) : ""),
    ...sinceOf(stage),
    ...(stage.pilot === undefined ? {} : { pilot: pilotOf(stage.pilot) }),
    ...evidenceOf(version),
    isGuaranteedByLaw: policy.isGuaranteedByLaw,
    amountInWords: version.amountInWords,
    handlingTime: listing.handlingTime,
    ordinaryChannel: channelOf(policy),
    dataRequirement: factsOfVersion(version).map(({ fact, relation, label, steward }) => ({
      fact,
      ...(relation === undefined ? {} : { relation }),
      label,
      steward,
    })),
    source: sourceOf(version.source),
  };
}

function itemOfHandJudged({ policy, listing }: HandJudgedEntry, on: CivilDate): PolicyItem {
  const inForce = isInForce(policy, on);
  return {
    ...named(policy, listing),
    collections: [...(listing.collections ?? [])],
    mode: "application",
    ...validity(policy),
    inForce,
    status: "listed",
    statusInWords: inForce
      ? "条件要由人判断，没有实行免申即享，请按原渠道办理。"
      : outOfForceInWords(policy, on),
    ...evidenceOf(policy),
    isGuaranteedByLaw: policy.isGuaranteedByLaw,
    amountInWords: policy.amountInWords,
    handlingTime: listing.handlingTime,
    ordinaryChannel: channelOf(policy),
    dataRequirement: [],
    source: sourceOf(policy.source),
  };
}

type Validity = Pick<Version, "from" | "until">;

type Named = Pick<
  PolicyItem,
  | "id"
  | "title"
  | "titleEn"
  | "level"
  | "district"
  | "leadDepartment"
  | "supportingDepartments"
  | "category"
  | "benefitClass"
  | "subject"
  | "lifeEvents"
>;

function named(policy: Entry["policy"], listing: Listing): Named {
  return {
    id: policy.id,
    title: policy.title,
    titleEn: listing.titleEn,
    level: levelOf(policy),
    ...(policy.district === undefined ? {} : { district: policy.district }),
    leadDepartment: policy.leadDepartment,
    supportingDepartments: [...listing.supportingDepartments],
    category: listing.category,
    benefitClass: listing.benefitClass,
    subject: policy.subject,
    lifeEvents: [...listing.lifeEvents],
  };
}

/** 免申即享: what arrives by itself today, at least for some. */
function collectionsOf({ collections = [] }: Listing, stage: PolicyStage): CollectionId[] {
  return isOpen(stage) ? ["automatic", ...collections] : [...collections];
}

function validity({ from, until }: Validity): Pick<PolicyItem, "from" | "until"> {
  return { from, ...(until === undefined ? {} : { until }) };
}

function isInForce({ from, until }: Validity, on: CivilDate): boolean {
  return from <= on && (until === undefined || on <= until);
}

function outOfForceInWords({ from, until }: Validity, on: CivilDate): string {
  if (until === undefined || on < from) return `${formatPlainDay(from)}起施行，目前还没有开始。`;
  return `有效期到${formatPlainDay(until)}为止，此后没有查到新的依据。`;
}

/** Exhausted for the time being: what is due is held and not lost. */
function fundsInWords(version: Version, stage: PolicyStage, on: CivilDate): string {
  if (!isOpen(stage) || !isShortOfFunds(version, on)) return "";
  return "目前资金备付期限不足或者尚未公布，暂缓兑现；达到要求以后补发，不用您再提出。";
}

/** Whether it arrives by itself, at least for some. */
export function isOpen({ stage }: Pick<PolicyStage, "stage">): boolean {
  return stage === "pilot" || stage === "live";
}

function hasStopped({ stage }: PolicyStage): boolean {
  return stage === "paused" || stage === "retired";
}

/** An instant of 0 means that it was before stages were kept. */
export function sinceOf({ sinceAt }: PolicyStage): { statusSince?: string } {
  return sinceAt === 0 ? {} : { statusSince: new Date(sinceAt).toISOString() };
}

/** The Shanghai day on which a stage was entered, where it is on record. */
export function enteredOn({ sinceAt }: PolicyStage): CivilDate | undefined {
  return sinceAt === 0 ? undefined : shanghaiDay(new Date(sinceAt));
}

export function pilotOf(
  pilot: NonNullable<PolicyStage["pilot"]>,
): NonNullable<PolicyItem["pilot"]> {
  return "percent" in pilot ? { percent: pilot.percent } : { districts: [...pilot.districts] };
}

/** What no document backs is never passed off as official. */
export function evidenceOf({
  status,
}: Pick<Version, "status">): Pick<PolicyItem, "evidence" | "statusLabel"> {
  return status === "sample" ? { evidence: status, statusLabel: "示例" } : { evidence: status };
}

function channelOf({
  ordinaryChannel: { text, url },
}: Pick<Entry["policy"], "ordinaryChannel">): PolicyItem["ordinaryChannel"] {
  return { text, ...(url === undefined ? {} : { url }) };
}

export function sourceOf({
  document,
  clause,
  url,
  inForceUntil,
  note,
}: Source): PolicyItem["source"] {
  return {
    document,
    clause,
    ...(url === undefined ? {} : { url }),
    ...(inForceUntil === "not-stated" ? {} : { inForceUntil }),
    ...(note === undefined ? {} : { note }),
  };
}

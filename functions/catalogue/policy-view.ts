import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyDetail, PolicyItem, PolicyVersion } from "#shared/contract/policies.schema.ts";
import { factsOfVersion } from "#shared/rules/data-requirement.ts";
import type { Source } from "#shared/rules/language/source.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { nextVersion, versionOn } from "#shared/rules/versions.ts";

/** The version that the catalogue shows: in force on the day; otherwise the next to come, or the last. */
export function shownVersion(policy: Policy, on: CivilDate): Version {
  const current = versionOn(policy, on) ?? nextVersion(policy, on);
  if (current !== undefined) return current;
  const versions: readonly Version[] = policy.versions;
  return versions.reduce((last, version) => (version.from > last.from ? version : last));
}

/** A policy as the list tells it; spelled out, so that nothing becomes public by itself. */
export function policyItem(policy: Policy, on: CivilDate): PolicyItem {
  const version = shownVersion(policy, on);
  const { text, url } = policy.ordinaryChannel;
  return {
    id: policy.id,
    title: policy.title,
    titleEn: policy.titleEn,
    level: policy.level,
    leadDepartment: policy.leadDepartment,
    supportingDepartments: [...policy.supportingDepartments],
    category: policy.category,
    subject: policy.subject,
    mode: version.mode,
    version: version.id,
    inForce: versionOn(policy, on) !== undefined,
    ...statusOf(version),
    amountInWords: version.amountInWords,
    ordinaryChannel: { text, ...(url === undefined ? {} : { url }) },
    dataRequirement: factsOfVersion(version).map(({ fact, relation, label, steward }) => ({
      fact,
      ...(relation === undefined ? {} : { relation }),
      label,
      steward,
    })),
    source: sourceOf(version.source),
  };
}

/** The same with every version, the newest first. */
export function policyDetail(policy: Policy, on: CivilDate): PolicyDetail {
  const versions: readonly Version[] = policy.versions;
  return {
    ...policyItem(policy, on),
    versions: versions.toSorted((a, b) => (a.from < b.from ? 1 : -1)).map(policyVersion),
  };
}

function policyVersion(version: Version): PolicyVersion {
  const { id, from, until, mode, ground, adverseEffects, amountInWords, arrears } = version;
  return {
    id,
    from,
    ...(until === undefined ? {} : { until }),
    ...statusOf(version),
    mode,
    ground,
    adverseEffects,
    amountInWords,
    arrears,
    leftToPeople: [...version.leftToPeople],
    source: sourceOf(version.source),
  };
}

/** A version that no document backs is never passed off as official. */
function statusOf({ status }: Version): Pick<PolicyItem, "status" | "statusLabel"> {
  return status === "sample" ? { status, statusLabel: "示例" } : { status };
}

function sourceOf({ document, clause, url, inForceUntil, note }: Source): PolicyItem["source"] {
  return {
    document,
    clause,
    ...(url === undefined ? {} : { url }),
    ...(inForceUntil === "not-stated" ? {} : { inForceUntil }),
    ...(note === undefined ? {} : { note }),
  };
}

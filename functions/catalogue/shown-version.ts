import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parameterOn } from "#shared/rules/language/parameter.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { nextVersion, versionOn } from "#shared/rules/versions.ts";

/** The version that the catalogue shows: in force on the day; otherwise the next to come, or the last. */
export function shownVersion(policy: Policy, on: CivilDate): Version {
  const current = versionOn(policy, on) ?? nextVersion(policy, on);
  if (current !== undefined) return current;
  const versions: readonly Version[] = policy.versions;
  return versions.reduce((last, version) => (version.from > last.from ? version : last));
}

/** Whether the published figure of the fund, or its want, holds money back on the day. */
export function isShortOfFunds({ fundingGuard }: Version, on: CivilDate): boolean {
  if (fundingGuard === undefined) return false;
  const figure = parameterOn(fundingGuard.figure, on);
  return figure === undefined || figure < fundingGuard.atLeast;
}

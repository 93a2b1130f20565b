import { addDays, earliest, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { Policy, Version } from "./policy.ts";

/** The version in force on a day. Versions of one policy never overlap. */
export function versionOn(policy: Policy, on: CivilDate): Version | undefined {
  const versions: readonly Version[] = policy.versions;
  return versions.find(({ from, until }) => from <= on && (until === undefined || on <= until));
}

/** The version under which something was decided, by its id. */
export function versionById(policy: Policy, id: string): Version | undefined {
  const versions: readonly Version[] = policy.versions;
  return versions.find((version) => version.id === id);
}

/** The first version that begins after the day. */
export function nextVersion(policy: Policy, on: CivilDate): Version | undefined {
  const versions: readonly Version[] = policy.versions;
  const begins = earliest(...versions.map(({ from }) => (from > on ? from : undefined)));
  return versions.find(({ from }) => from === begins);
}

/** The first day after `on` on which another version, or none, is in force. */
export function nextVersionChange(policy: Policy, on: CivilDate): CivilDate | undefined {
  const until = versionOn(policy, on)?.until;
  return earliest(
    nextVersion(policy, on)?.from,
    until === undefined ? undefined : addDays(until, 1),
  );
}

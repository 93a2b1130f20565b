import type { ScanTerms } from "./language/scan-terms.ts";
import type { Policy, Version } from "./policy.ts";

type ScanVersion = Extract<Version, { mode: "scan" }>;

/** What a scan gives under a version; undefined where it is granted otherwise, or a file that no type has seen says nothing. */
export function scanTermsOf(version: Version | undefined): ScanTerms | undefined {
  return version?.scan;
}

/** The benefit as venues read it. */
export const benefitText = ({ amount }: ScanVersion): string => amount.benefit;

export const isScanVersion = (version: Version | undefined): version is ScanVersion =>
  version?.mode === "scan";

/** The id under which venues and their devices know a policy. */
export function toldAs({ id }: Pick<Policy, "id">, { toldAs: told }: ScanTerms): string {
  return told ?? id;
}

/** How much one device can grant in one day while it is offline. */
export function offlineTimes({ offline, reimbursedFen }: ScanTerms): number {
  if (offline === "never") return 0;
  if (offline.capTimes !== undefined) return offline.capTimes;
  return reimbursedFen === undefined ? 0 : Math.floor(offline.capFen / reimbursedFen);
}

/** The terms of a scan in words, for the policy's page. */
export function scanInWords(terms: ScanTerms): string {
  const { perDay, perMonth, within } = terms.limits;
  const where = within === "venue" ? "每个场所" : "同类场所合计";
  const times = [
    ...(perDay === undefined ? [] : [`每天${perDay}次`]),
    ...(perMonth === undefined ? [] : [`每月${perMonth}次`]),
  ];
  const offline = offlineTimes(terms);
  return [
    `${where}${times.join("、")}`,
    offline === 0 ? "断网时不能扫码享受" : `断网时每台设备每天最多${offline}次`,
    terms.lowValue ? "可以使用打印的离线码" : "不能使用打印的离线码",
  ].join("；");
}

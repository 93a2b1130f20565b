import { addDays } from "#shared/calendar/civil-date.ts";
import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import type { ScanAnswer } from "#shared/contract/scans.schema.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { benefitText, isScanVersion, toldAs } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import type { Bearer } from "#shared/scans/load-bearer.ts";
import type { ScanEnd } from "#shared/scans/record-scan.ts";

/**
 * The answer to a venue, spelled out: nothing else about the person leaves the house.
 *
 * @param isPrinted a code on paper can be copied, so the operator is asked to look a second time
 */
export function answerOf(
  { verdict, policy, day }: ScanEnd,
  bearer: Bearer | undefined,
  receipt: string,
  isPrinted = false,
): ScanAnswer {
  const validUntil = startOfShanghaiDay(addDays(day, 1)).toISOString();
  const found = benefitOf(policy === null ? undefined : policyById(policy), verdict, day);
  const benefit = found && { ...found, text: isPrinted ? found.text + secondLook : found.text };
  switch (verdict) {
    case "granted":
      return {
        verdict,
        ...(benefit === undefined ? {} : { benefit }),
        ...(bearer?.maskedName === undefined ? {} : { maskedName: bearer.maskedName }),
        validUntil,
        receipt,
      };
    case "unknown":
      return { verdict, ...(benefit === undefined ? {} : { benefit }), validUntil, receipt };
    case "refused":
    case "conflict":
      return { verdict: "refused", validUntil, receipt };
  }
  return verdict satisfies never;
}

const secondLook = "；打印的码，请再看一眼是不是本人";

/** Granted: the discount. Unknown: what the gatekeeper does, the same whoever stands there. */
function benefitOf(
  policy: Policy | undefined,
  verdict: ScanEnd["verdict"],
  day: ScanEnd["day"],
): ScanAnswer["benefit"] {
  const version = policy && versionOn(policy, day);
  if (policy === undefined || !isScanVersion(version)) return undefined;
  const text = verdict === "granted" ? benefitText(version) : version.scan.whenUnknown;
  return { policy: toldAs(policy, version.scan), text };
}

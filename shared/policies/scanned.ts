// Written by write-index.command.ts: npm run policies:index
import type { Policy } from "#shared/rules/policy.ts";
import disabledParking from "./disabled-parking.ts";
import parkAdmission from "./park-admission.ts";
import priorityAdmission from "./priority-admission.ts";
import studentParkAdmission from "./student-park-admission.ts";

/** Every policy that is granted at a scan. */
export const scannedPolicies: readonly Policy[] = [
  disabledParking,
  parkAdmission,
  priorityAdmission,
  studentParkAdmission,
];

// Written by write-index.command.ts: npm run policies:index
import type { Policy } from "#shared/rules/policy.ts";
import disabilityLivingAllowance from "./disability-living-allowance.ts";
import disabilityNursingAllowance from "./disability-nursing-allowance.ts";
import disabledParking from "./disabled-parking.ts";
import graduateJobSeekingAllowance from "./graduate-job-seeking-allowance.ts";
import hardHitIndustrySubsidy from "./hard-hit-industry-subsidy.ts";
import highTechAboveScaleReward from "./high-tech-above-scale-reward.ts";
import jobAbsorptionSubsidy from "./job-absorption-subsidy.ts";
import jobExpansionGrant from "./job-expansion-grant.ts";
import jobRetentionRefund from "./job-retention-refund.ts";
import littleGiantReward from "./little-giant-reward.ts";
import minhangLittleGiantReward from "./minhang-little-giant-reward.ts";
import minhangSpecialisedNewReward from "./minhang-specialised-new-reward.ts";
import oldAgeFamilyPlanningReward from "./old-age-family-planning-reward.ts";
import oneChildReward from "./one-child-reward.ts";
import parkAdmission from "./park-admission.ts";
import priceSubsidy from "./price-subsidy.ts";
import priorityAdmission from "./priority-admission.ts";
import pudongNinetiethBirthdayGift from "./pudong-ninetieth-birthday-gift.ts";
import retainedStaffTrainingGrant from "./retained-staff-training-grant.ts";
import seniorComprehensiveAllowance from "./senior-comprehensive-allowance.ts";
import sixTaxesTwoFeesReduction from "./six-taxes-two-fees-reduction.ts";
import smallScaleVatRelief from "./small-scale-vat-relief.ts";
import smallUnionDuesRefund from "./small-union-dues-refund.ts";
import specialisedNewReward from "./specialised-new-reward.ts";
import stateOwnedRentRelief from "./state-owned-rent-relief.ts";
import studentParkAdmission from "./student-park-admission.ts";
import utilityBillRelief from "./utility-bill-relief.ts";

/** Every policy. */
export const policies: readonly Policy[] = [
  disabilityLivingAllowance,
  disabilityNursingAllowance,
  disabledParking,
  graduateJobSeekingAllowance,
  hardHitIndustrySubsidy,
  highTechAboveScaleReward,
  jobAbsorptionSubsidy,
  jobExpansionGrant,
  jobRetentionRefund,
  littleGiantReward,
  minhangLittleGiantReward,
  minhangSpecialisedNewReward,
  oldAgeFamilyPlanningReward,
  oneChildReward,
  parkAdmission,
  priceSubsidy,
  priorityAdmission,
  pudongNinetiethBirthdayGift,
  retainedStaffTrainingGrant,
  seniorComprehensiveAllowance,
  sixTaxesTwoFeesReduction,
  smallScaleVatRelief,
  smallUnionDuesRefund,
  specialisedNewReward,
  stateOwnedRentRelief,
  studentParkAdmission,
  utilityBillRelief,
];

/** The policy with this id, if there is one. */
export function policyById(id: string): Policy | undefined {
  return policies.find((policy) => policy.id === id);
}

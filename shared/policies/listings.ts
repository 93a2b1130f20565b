// Written by write-index.command.ts: npm run policies:index
import type { Listing } from "#shared/rules/listing.ts";
import { listing as disabilityLivingAllowance } from "./disability-living-allowance.ts";
import { listing as disabilityNursingAllowance } from "./disability-nursing-allowance.ts";
import { listing as disabledParking } from "./disabled-parking.ts";
import { listing as graduateJobSeekingAllowance } from "./graduate-job-seeking-allowance.ts";
import { listing as hardHitIndustrySubsidy } from "./hard-hit-industry-subsidy.ts";
import { listing as highTechAboveScaleReward } from "./high-tech-above-scale-reward.ts";
import { listing as jobAbsorptionSubsidy } from "./job-absorption-subsidy.ts";
import { listing as jobExpansionGrant } from "./job-expansion-grant.ts";
import { listing as jobRetentionRefund } from "./job-retention-refund.ts";
import { listing as littleGiantReward } from "./little-giant-reward.ts";
import { listing as minhangLittleGiantReward } from "./minhang-little-giant-reward.ts";
import { listing as minhangSpecialisedNewReward } from "./minhang-specialised-new-reward.ts";
import { listing as oldAgeFamilyPlanningReward } from "./old-age-family-planning-reward.ts";
import { listing as oneChildReward } from "./one-child-reward.ts";
import { listing as parkAdmission } from "./park-admission.ts";
import { listing as priceSubsidy } from "./price-subsidy.ts";
import { listing as priorityAdmission } from "./priority-admission.ts";
import { listing as pudongNinetiethBirthdayGift } from "./pudong-ninetieth-birthday-gift.ts";
import { listing as retainedStaffTrainingGrant } from "./retained-staff-training-grant.ts";
import { listing as seniorComprehensiveAllowance } from "./senior-comprehensive-allowance.ts";
import { listing as sixTaxesTwoFeesReduction } from "./six-taxes-two-fees-reduction.ts";
import { listing as smallScaleVatRelief } from "./small-scale-vat-relief.ts";
import { listing as smallUnionDuesRefund } from "./small-union-dues-refund.ts";
import { listing as specialisedNewReward } from "./specialised-new-reward.ts";
import { listing as stateOwnedRentRelief } from "./state-owned-rent-relief.ts";
import { listing as studentParkAdmission } from "./student-park-admission.ts";
import { listing as utilityBillRelief } from "./utility-bill-relief.ts";

/** What the catalogue tells of every policy, by its id. */
const listings: Readonly<Record<string, Listing>> = {
  "disability-living-allowance": disabilityLivingAllowance,
  "disability-nursing-allowance": disabilityNursingAllowance,
  "disabled-parking": disabledParking,
  "graduate-job-seeking-allowance": graduateJobSeekingAllowance,
  "hard-hit-industry-subsidy": hardHitIndustrySubsidy,
  "high-tech-above-scale-reward": highTechAboveScaleReward,
  "job-absorption-subsidy": jobAbsorptionSubsidy,
  "job-expansion-grant": jobExpansionGrant,
  "job-retention-refund": jobRetentionRefund,
  "little-giant-reward": littleGiantReward,
  "minhang-little-giant-reward": minhangLittleGiantReward,
  "minhang-specialised-new-reward": minhangSpecialisedNewReward,
  "old-age-family-planning-reward": oldAgeFamilyPlanningReward,
  "one-child-reward": oneChildReward,
  "park-admission": parkAdmission,
  "price-subsidy": priceSubsidy,
  "priority-admission": priorityAdmission,
  "pudong-ninetieth-birthday-gift": pudongNinetiethBirthdayGift,
  "retained-staff-training-grant": retainedStaffTrainingGrant,
  "senior-comprehensive-allowance": seniorComprehensiveAllowance,
  "six-taxes-two-fees-reduction": sixTaxesTwoFeesReduction,
  "small-scale-vat-relief": smallScaleVatRelief,
  "small-union-dues-refund": smallUnionDuesRefund,
  "specialised-new-reward": specialisedNewReward,
  "state-owned-rent-relief": stateOwnedRentRelief,
  "student-park-admission": studentParkAdmission,
  "utility-bill-relief": utilityBillRelief,
};

/** What the catalogue tells of a policy. Throws RangeError for an id that no policy has. */
export function listingOf(id: string): Listing {
  const listing = listings[id];
  if (listing === undefined) throw new RangeError("no policy of the index has this id");
  return listing;
}

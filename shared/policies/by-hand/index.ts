// Written by write-index.command.ts: npm run policies:index
import type { HandJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";
import * as courageReward from "./courage-reward.ts";
import * as familyPlanningSpecialAssistance from "./family-planning-special-assistance.ts";
import * as homeAdaptationForSeniors from "./home-adaptation-for-seniors.ts";
import * as jinganBuildingContributionAward from "./jingan-building-contribution-award.ts";
import * as majorIndustryProjectSupport from "./major-industry-project-support.ts";
import * as technologySmeInnovationProject from "./technology-sme-innovation-project.ts";
import * as temporaryAssistance from "./temporary-assistance.ts";
import * as xuhuiTalentHousingSubsidy from "./xuhui-talent-housing-subsidy.ts";

const files = [
  courageReward,
  familyPlanningSpecialAssistance,
  homeAdaptationForSeniors,
  jinganBuildingContributionAward,
  majorIndustryProjectSupport,
  technologySmeInnovationProject,
  temporaryAssistance,
  xuhuiTalentHousingSubsidy,
];

/** Every policy that only people judge, with what the catalogue tells of it. */
export const handJudged: readonly (HandJudged & { readonly listing: Listing })[] = files.map(
  ({ default: policy, listing }) => ({ ...policy, listing }),
);

import type { Policy } from "#shared/rules/policy.ts";

/**
 * The titles of policies in English messages: as the catalogue has them, and neutral where the policy is sensitive. They
 * stand here and not with what the catalogue tells, for no function that sends a message needs the rest of that.
 */
const titles: Readonly<Record<string, string>> = {
  "disability-living-allowance": "Living allowance",
  "disability-nursing-allowance": "Special allowance",
  "disabled-parking": "Parking discount",
  "graduate-job-seeking-allowance": "Graduate allowance",
  "hard-hit-industry-subsidy": "Job subsidy for enterprises of hard-hit industries",
  "high-tech-above-scale-reward":
    "Reward for high-tech enterprises that grow above the statistical scale",
  "job-absorption-subsidy": "One-off subsidy for hiring",
  "job-expansion-grant": "One-off grant for new jobs",
  "job-retention-refund": "Job-retention refund of unemployment insurance premiums",
  "little-giant-reward": "Reward for national little giants",
  "minhang-little-giant-reward": "Reward for national little giants in Minhang",
  "minhang-specialised-new-reward": "Reward for specialised and innovative enterprises in Minhang",
  "old-age-family-planning-reward": "One-off family-planning reward in old age",
  "one-child-reward": "Monthly reward for parents of one child",
  "park-admission": "Free admission to parks",
  "price-subsidy": "Price subsidy",
  "priority-admission": "Priority admission",
  "pudong-ninetieth-birthday-gift": "Gift of money for the ninetieth birthday (Pudong)",
  "retained-staff-training-grant": "One-off training grant for keeping staff (sample)",
  "senior-comprehensive-allowance": "Comprehensive allowance for seniors",
  "six-taxes-two-fees-reduction": "Half off six taxes and two fees for small businesses",
  "small-scale-vat-relief": "Value-added tax relief for small-scale taxpayers",
  "small-union-dues-refund": "Full refund of small trade-union dues",
  "specialised-new-reward": "Reward for specialised and innovative enterprises (city level)",
  "state-owned-rent-relief": "Six months of rent waived in state-owned premises",
  "student-park-admission": "Half-price park admission for students",
  "utility-bill-relief": "Relief on water, electricity and gas bills",
};

/** The title of a policy as an English message tells it. Throws for a policy without one. */
export function englishTitleOf({ id }: Pick<Policy, "id">): string {
  const title = titles[id];
  if (title === undefined) throw new Error(`${id} has no title in English messages`);
  return title;
}

import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { SampleOrganisation } from "./organisation.ts";
import { premisesOf } from "./premises.ts";
import type { Random } from "./random.ts";
import { recognitionsOf } from "./recognitions.ts";
import type { Report, Reports } from "./reports.ts";
import { taxesOf } from "./taxes.ts";
import { tradeUnionOf } from "./trade-union.ts";

/** What departments tell of an organisation's taxes, recognitions, premises, trade union and insurance. */
export function reportsOfOrganisation(
  random: Random,
  today: CivilDate,
  one: SampleOrganisation,
): Reports {
  return {
    tax: taxesOf(random, today, one),
    ...recognitionsOf(random, today, one),
    ...premisesOf(random, today, one),
    "trade-union": tradeUnionOf(random, today, one),
    "human-resources": insuredIndustry(random, one),
  };
}

/** By the trade of the business register; a few have declared none. */
const insuredIndustries: Readonly<Record<string, string>> = {
  "6210": "catering",
  "5211": "retail",
  "7291": "tourism",
  "5810": "land-and-water-transport",
};

function insuredIndustry(random: Random, { industry }: SampleOrganisation): Report {
  if (random.chance(0.04)) return {};
  return { insuredIndustry: insuredIndustries[industry] ?? "other" };
}

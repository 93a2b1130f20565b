import { addDays, addMonths, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Report, Reports } from "./reports.ts";
import { isResearching } from "./taxes.ts";

/** As what departments have recognised a firm, and since when. */
export function recognitionsOf(random: Random, today: CivilDate, one: SampleOrganisation): Reports {
  const isHighTech = isResearching(one) && random.chance(0.35);
  const isLarger = one.sizeClass === "medium" || one.sizeClass === "large";
  const isAboveScale = random.chance(isLarger ? 0.8 : isHighTech ? 0.15 : 0.01);
  return {
    "economy-informatisation": specialisedNew(random, today, one),
    // A certificate is valid for three years; some have lapsed.
    science: isHighTech
      ? { highTechValidUntil: addDays(today, random.integer(-120, 3 * 365)) }
      : {},
    statistics: isAboveScale
      ? { aboveScaleSince: addDays(today, -random.integer(20, 6 * 365)) }
      : {},
  };
}

/** Little giants were recognised by the city first. */
function specialisedNew(
  random: Random,
  today: CivilDate,
  { specialisedNew: level }: SampleOrganisation,
): Report {
  if (level === undefined) return {};
  const newest = addDays(today, -random.integer(10, 6 * 365));
  return level === "city"
    ? { specialisedNewCityOn: newest }
    : { specialisedNewCityOn: addMonths(newest, -24), specialisedNewNationalOn: newest };
}

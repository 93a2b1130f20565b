import { yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { headcountOf, type SampleOrganisation } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Report } from "./reports.ts";

/** Whether the staff have a trade union, and what dues were owed to it and paid last year. */
export function tradeUnionOf(random: Random, today: CivilDate, one: SampleOrganisation): Report {
  const heads = headcountOf(one);
  if (!random.chance(heads > 30 ? 0.7 : 0.3)) return {};
  // Two per cent of the wages, on a low base where the firm is small.
  const owedFen = heads * 12 * random.integer(50_00, 120_00);
  const isLate = random.chance(0.1);
  const year = yearOf(today) - 1;
  return {
    hasTradeUnion: true,
    [`unionDuesOwedFen@${year}`]: random.chance(0.04) ? undefined : owedFen,
    [`unionDuesPaidOnTimeFen@${year}`]: isLate ? Math.round(owedFen * 0.75) : owedFen,
  };
}

import { yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import { headcountOf, type SampleOrganisation } from "./organisation.ts";
import type { Random } from "./random.ts";
import type { Report, Reports } from "./reports.ts";
import { monthsOfTheYear } from "./taxes.ts";

/** Bills are kept for so many months. */
const billedMonths = 3;

/** What an organisation's premises cost: its bills, and the rent where the state is the landlord. */
export function premisesOf(random: Random, today: CivilDate, one: SampleOrganisation): Reports {
  const isStateOwned = random.chance(stateOwnedShare(one));
  const isStateTenant = !isStateOwned && random.chance(0.12);
  const rentFen = headcountOf(one) * random.integer(8_000_00, 20_000_00);
  return {
    utilities: utilities(random, today, one),
    "state-assets": {
      stateOwned: isStateOwned || undefined,
      stateTenant: isStateTenant || undefined,
      [`stateRentFen@${yearOf(today)}`]:
        isStateTenant && !random.chance(0.08) ? rentFen : undefined,
    },
  };
}

function stateOwnedShare({ sizeClass }: SampleOrganisation): number {
  if (sizeClass === "large") return 0.4;
  return sizeClass === "medium" ? 0.1 : 0.01;
}

/** Some sit in flats and pay what residents pay; of a few the suppliers do not know whom they bill. */
function utilities(random: Random, today: CivilDate, one: SampleOrganisation): Report {
  if (random.chance(0.04)) return {};
  const billFen = headcountOf(one) * random.integer(40_00, 260_00);
  return {
    utilityAccountKind: random.chance(0.08) ? "residential-price" : "non-residential",
    ...Object.fromEntries(
      monthsOfTheYear(today)
        .slice(-billedMonths)
        .map((month) => [
          `utilityBillFen@${month}`,
          Math.round(billFen * (0.8 + random.next() * 0.4)),
        ]),
    ),
  };
}

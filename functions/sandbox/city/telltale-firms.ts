import {
  addDays,
  addMonths,
  civilDate,
  monthOf,
  yearOf,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import type { DistrictCode } from "#shared/identity/districts.ts";
import type { SampleOrganisation } from "./organisation.ts";
import type { Reported, Reports } from "./reports.ts";

interface Telltale {
  readonly district: DistrictCode;
  readonly specialisedNew?: "city" | "national";
  readonly reports: Reports;
}

/** Firms on both sides of the thresholds of amounts and days; those of the layoff rate come before them. */
function telltales(today: CivilDate): readonly Telltale[] {
  const [year, newYear] = [yearOf(today), civilDate(`${yearOf(today)}-01-01`)];
  const lastNewYear = addMonths(newYear, -12);
  const lastMonth = monthOf(addMonths(today, -1));
  const inMinhang = { district: "310112" } as const;
  const inXuhui = { district: "310104" } as const;
  const recognised = (level: "city" | "national", on: CivilDate) => ({
    specialisedNew: level,
    reports: {
      "economy-informatisation":
        level === "city"
          ? { specialisedNewCityOn: on }
          : { specialisedNewCityOn: addMonths(on, -36), specialisedNewNationalOn: on },
    },
  });
  const grown = (aboveScaleSince: CivilDate, validFor: number, spentFen: number) => ({
    reports: {
      science: { highTechValidUntil: addDays(today, validFor) },
      statistics: { aboveScaleSince },
      tax: {
        [`researchSpendFen@${year - 1}`]: spentFen,
        [`researchSpendFen@${year - 2}`]: spentFen,
      },
    },
  });
  const sold = (salesFen: number) => ({
    reports: {
      tax: { vatTaxpayerKind: "small-scale", [`taxableSalesFen@${lastMonth}`]: salesFen },
    },
  });
  const paidDues = (duesFen: number, onTimeFen: number) => ({
    reports: {
      "state-assets": { stateOwned: undefined },
      "trade-union": {
        hasTradeUnion: true,
        [`unionDuesOwedFen@${year - 1}`]: duesFen,
        [`unionDuesPaidOnTimeFen@${year - 1}`]: onTimeFen,
      },
    },
  });
  return [
    { ...inMinhang, ...recognised("city", addDays(today, -40)) },
    { ...inMinhang, ...recognised("national", addDays(today, -20)) },
    { ...inXuhui, ...recognised("city", civilDate("2022-01-01")) },
    { ...inXuhui, ...recognised("city", civilDate("2021-12-31")) },
    { ...inXuhui, ...recognised("national", addDays(today, -20)) },
    { ...inXuhui, ...grown(newYear, 400, 4_000_000_00) },
    // The five per cent come to more than the cap.
    { ...inXuhui, ...grown(lastNewYear, 0, 12_000_000_00) },
    { ...inXuhui, ...grown(addDays(lastNewYear, -1), 400, 4_000_000_00) },
    { ...inXuhui, ...grown(newYear, -1, 4_000_000_00) },
    { ...inMinhang, ...sold(99_999_99) },
    { ...inMinhang, ...sold(100_000_00) },
    { ...inXuhui, ...paidDues(9_999_99, 9_999_99) },
    { ...inXuhui, ...paidDues(10_000_00, 10_000_00) },
    { ...inXuhui, ...paidDues(9_999_99, 9_999_98) },
  ];
}

/** Makes telltales of as many enterprises, from the serial `first` on; all other firms stay as they are. */
export function withTelltales(
  firms: readonly Reported<SampleOrganisation>[],
  first: number,
  today: CivilDate,
): Reported<SampleOrganisation>[] {
  const among = telltales(today);
  const enterprises = firms.slice(first).filter(({ id }) => id.startsWith("91"));
  return firms.map((firm) => {
    const telltale = among[enterprises.indexOf(firm)];
    return telltale === undefined ? firm : turnedInto(firm, telltale);
  });
}

function turnedInto(
  firm: Reported<SampleOrganisation>,
  { district, specialisedNew, reports }: Telltale,
): Reported<SampleOrganisation> {
  const together = departmentIds.map((department) => [
    department,
    { ...firm.reports[department], ...reports[department] },
  ]);
  return {
    ...firm,
    registeredDistrict: district,
    deregisteredOn: undefined,
    ...(specialisedNew === undefined ? {} : { specialisedNew }),
    reports: Object.fromEntries(together),
  };
}

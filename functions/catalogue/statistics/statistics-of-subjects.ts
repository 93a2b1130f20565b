import type { Figures, Place, StatisticsOfSubjects } from "#shared/contract/statistics.schema.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import {
  type Counts,
  type Measure,
  type MeasuredDistrict,
  medianWait,
  summed,
} from "#shared/measures/measure.ts";
import type { Policy } from "#shared/rules/policy.ts";
import {
  type HiddenCells,
  hideSmallGroups,
  smallestGroup,
  withTotals,
} from "#shared/disclosure/hide-small-groups.ts";

/** A policy that was measured. */
export interface Measured {
  readonly policy: Pick<Policy, "id" | "title" | "district">;
  readonly measure: Measure;
}

const places: readonly MeasuredDistrict[] = [...districtCodes, "elsewhere", ""];

/**
 * What may be told of those whom these policies reached: by policy and by district, with totals. All policies are about
 * the same kind of subject; nobody adds people to firms.
 */
export function statisticsOfSubjects(measured: readonly Measured[]): StatisticsOfSubjects {
  const rows = measured.map(({ measure }) =>
    places.map((place) => measure.byDistrict.get(place) ?? summed([])),
  );
  const table = withTotals(
    rows.map((row) => row.map(({ benefited }) => benefited)),
    places.length,
  );
  // Nobody takes another district's own policy for a hiding place.
  const hidden = hideSmallGroups(table, (row, column) => {
    const own = measured[row]?.policy.district;
    const isElsewhere = own !== undefined && column < places.length && places[column] !== own;
    return isElsewhere && table[row]?.[column] === 0;
  });
  const told = (counts: Counts, row: number, column: number) =>
    figuresOf(counts, isHidden(hidden, row, column));
  const inPlaces = (row: number, countsOf: (column: number) => Counts) =>
    places.flatMap((place, column) => {
      const counts = countsOf(column);
      if (counts.benefited === 0 && !isHidden(hidden, row, column)) return [];
      return [{ district: placeOf(place), ...told(counts, row, column) }];
    });
  return {
    total: told(summed(rows.flat()), rows.length, places.length),
    policies: measured.map(({ policy: { id, title }, measure }, row) => ({
      policy: id,
      title,
      measuredOn: measure.day,
      ...told(measure, row, places.length),
      districts: inPlaces(row, (column) => rows[row]?.[column] ?? summed([])),
    })),
    districts: inPlaces(rows.length, (column) => summed(rows.flatMap((row) => row[column] ?? []))),
  };
}

/** A figure of a hidden group is hidden whole: the sum that a single firm got tells as much as that it is one. */
function figuresOf(counts: Counts, isGroupHidden: boolean): Figures {
  if (isGroupHidden) return { benefited: null, amountFen: null, medianDays: null };
  const { benefited, paidFen, waits } = counts;
  const payments = [...waits.values()].reduce((sum, count) => sum + count, 0);
  return {
    benefited,
    amountFen: paidFen,
    medianDays: payments < smallestGroup ? null : (medianWait(counts) ?? null),
  };
}

function isHidden(hidden: HiddenCells, row: number, column: number): boolean {
  return hidden[row]?.[column] ?? true;
}

function placeOf(district: MeasuredDistrict): Place {
  return district === "" ? "unknown" : district;
}

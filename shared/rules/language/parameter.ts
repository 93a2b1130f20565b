import { addDays, civilDate, earliest, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import type { Share } from "./share.ts";
import type { Source, Status } from "./source.ts";

/** One value of a parameter and the days on which it holds. */
export interface ParameterValue<T, Day = CivilDate> {
  readonly from: Day;
  /** The last day; open-ended without. */
  readonly until?: Day;
  readonly value: T;
  readonly status: Status;
  readonly source: Source;
}

/**
 * A figure that documents set anew from time to time: the minimum living allowance, the unemployment target, the months
 * for which a fund suffices.
 */
export interface Parameter<T extends number | Share = number | Share> {
  readonly id: string;
  /** 最低生活保障标准 */
  readonly label: string;
  /** Who publishes it. */
  readonly publisher: DepartmentId;
  readonly unit: T extends number ? "fen" | "people" | "months" : "share";
  /** Ascending, never overlapping. On a day without a value a rule that names it cannot be judged. */
  readonly values: readonly [ParameterValue<T>, ...ParameterValue<T>[]];
}

/** Defines a parameter; days are texts. Throws RangeError when one is no real day. */
export function parameter<T extends number | Share>({
  values: [first, ...others],
  ...text
}: Omit<Parameter<T>, "values"> & {
  readonly values: readonly [ParameterValue<T, string>, ...ParameterValue<T, string>[]];
}): Parameter<T> {
  return { ...text, values: [dated(first), ...others.map((value) => dated(value))] };
}

function dated<T>({ from, until, ...rest }: ParameterValue<T, string>): ParameterValue<T> {
  return {
    ...rest,
    from: civilDate(from),
    ...(until === undefined ? {} : { until: civilDate(until) }),
  };
}

/** The value on a day, if one is known. */
export function parameterOn<T extends number | Share>(
  figure: Parameter<T>,
  on: CivilDate,
): T | undefined {
  return parameterValueOn(figure, on)?.value;
}

/** The value on a day with its source and the days on which it holds, if one is known. */
export function parameterValueOn<T extends number | Share>(
  { values }: Parameter<T>,
  on: CivilDate,
): ParameterValue<T> | undefined {
  const all: readonly ParameterValue<T>[] = values;
  return all.find(({ from, until }) => from <= on && (until === undefined || on <= until));
}

/** The first day after `on` on which the value is another, or none. */
export function nextParameterChange({ values }: Parameter, on: CivilDate): CivilDate | undefined {
  const days = values.flatMap(({ from, until }) =>
    until === undefined ? [from] : [from, addDays(until, 1)],
  );
  return earliest(...days.filter((day) => day > on));
}

/** How a parameter is named where facts are named: "parameter:minimum-living-allowance". */
export function parameterKey({ id }: Parameter): string {
  return `parameter:${id}`;
}

export function isParameterKey(key: string): boolean {
  return key.startsWith("parameter:");
}

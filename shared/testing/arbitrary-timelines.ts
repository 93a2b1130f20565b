import * as fc from "fast-check";
import { addDays, civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf, type FactValue } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { Register, Report, Timeline } from "#shared/profiles/timeline.ts";
import type { Span } from "#shared/relatives/known-relative.ts";

/** The values that a fact may have, and of how many in ten anything was ever reported. */
export interface Reportable {
  readonly values: readonly FactValue[];
  readonly ofTen: number;
}

const days = [-400, -2, -1, 0, 1, 2, 5, 20];

/** Timelines of these facts, most of them plain; some begin, end, change, contradict or are withdrawn about this day. */
export function arbitrarySources(
  facts: Readonly<Record<string, Reportable>>,
  about: CivilDate,
): fc.Arbitrary<Record<string, Timeline>> {
  const timelines = Object.entries(facts).map(([name, { values, ofTen }]) =>
    fc
      .oneof(
        { weight: ofTen, arbitrary: arbitraryTimeline(name, values, about) },
        { weight: 10 - ofTen, arbitrary: fc.constant(undefined) },
      )
      .map((timeline) => (timeline === undefined ? [] : [[name, timeline] as const])),
  );
  return fc.tuple(...timelines).map((entries) => Object.fromEntries(entries.flat()));
}

function arbitraryTimeline(
  name: string,
  values: readonly FactValue[],
  about: CivilDate,
): fc.Arbitrary<Timeline> {
  const parsed = parseFactName(name);
  if (!parsed.ok) throw new Error(`${name} is no fact`);
  const { constant, steward } = definitionOf(parsed.name);
  const said = {
    at: Date.parse("2026-01-01T00:00:00Z"),
    by: steward,
    event: ["urn:test", name],
  } as const;
  const always: CivilDate | null = constant ? null : civilDate("1900-01-01");
  const value = fc.constantFrom(...values);
  const day = fc.constantFrom(...days).map((n) => addDays(about, n));
  const report = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(value, fc.constant(null)) },
    { weight: 3, arbitrary: fc.tuple(value, day) },
    { weight: 1, arbitrary: fc.constant([null, null] as const) },
  );
  const reports: fc.Arbitrary<Register["reports"]> = fc.oneof(
    { weight: 5, arbitrary: report.map((one): [Report] => [one]) },
    {
      weight: 1,
      arbitrary: fc.tuple(report, report).filter(([one, other]) => `${one}` !== `${other}`),
    },
  );
  const odd = fc
    .uniqueArray(
      fc.record({
        from: constant ? fc.constant(null) : fc.oneof(fc.constant(always), day),
        reports,
      }),
      { minLength: 1, maxLength: 3, selector: ({ from }) => from },
    )
    .map((registers) =>
      registers
        .toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))
        .map((register) => ({ ...said, ...register })),
    );
  const plain = value.map((one): Timeline => [{ ...said, from: always, reports: [[one, null]] }]);
  return fc.oneof({ weight: 9, arbitrary: plain }, { weight: 2, arbitrary: odd });
}

/** How long a relation holds; one in ten is contradicted. */
export function arbitrarySpans(about: CivilDate): fc.Arbitrary<[Span, ...Span[]]> {
  const day = fc.constantFrom(...days).map((n) => addDays(about, n));
  const end = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: day });
  const span: fc.Arbitrary<Span> = fc.tuple(end, end);
  const two: fc.Arbitrary<[Span, ...Span[]]> = fc
    .tuple(span, span)
    .filter(([one, other]) => `${one}` !== `${other}`);
  return fc.oneof(
    { weight: 9, arbitrary: span.map((one): [Span] => [one]) },
    { weight: 1, arbitrary: two },
  );
}

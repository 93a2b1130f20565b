import * as fc from "fast-check";
import { parameter, type Parameter } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";

/** When a parameter has its values: always, with a gap, one after the other and no more. */
const spans = [
  [{ from: "2015-01-01" }],
  [
    { from: "2020-01-01", until: "2023-12-31" },
    { from: "2024-07-01", until: undefined },
  ],
  [
    { from: "2022-03-01", until: "2024-02-29" },
    { from: "2024-03-01", until: "2025-12-31" },
  ],
] as const satisfies readonly (readonly { from: string; until?: string | undefined }[])[];

/** Numbers that documents set: never the same rule twice under one name. */
export const arbitraryNumberParameter: fc.Arbitrary<Parameter<number>> = dated(
  fc.constantFrom(0, 1, 2, 3, 30, 500_00, 1_450_00),
  "fen",
);

export const someShares: readonly Share[] = [
  "0",
  "0.001",
  "5.5",
  "20",
  "33.33",
  "60",
  "100",
  "150",
].map(percent);

export const arbitraryShareParameter: fc.Arbitrary<Parameter<Share>> = dated(
  fc.constantFrom(...someShares),
  "share",
);

function dated<T extends number | Share>(
  value: fc.Arbitrary<T>,
  unit: Parameter<T>["unit"],
): fc.Arbitrary<Parameter<T>> {
  return fc
    .record({ span: fc.constantFrom(0, 0, 1, 2), first: value, second: value })
    .map(({ span, first, second }) => {
      const [one, ...others] = (spans[span] ?? spans[0]).map((days, index) => ({
        from: days.from,
        ...("until" in days && days.until !== undefined ? { until: days.until } : {}),
        value: index === 0 ? first : second,
        status: "sample" as const,
        source: { document: "示例", clause: "一", inForceUntil: "not-stated" },
      }));
      if (one === undefined) throw new RangeError("a parameter has at least one value");
      return parameter<T>({
        id: `sample-${span}-${JSON.stringify([first, second]).replaceAll(/[^0-9a-z]+/g, "-")}`,
        label: "示例参数",
        publisher: "civil-affairs",
        unit,
        values: [one, ...others],
      });
    });
}

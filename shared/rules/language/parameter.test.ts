import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import {
  isParameterKey,
  nextParameterChange,
  parameter,
  parameterKey,
  parameterOn,
} from "./parameter.ts";
import { percent } from "./share.ts";

describe("a parameter", () => {
  it.each([
    ["2023-06-30", undefined, "2023-07-01"],
    ["2023-07-01", 1000_00, "2024-01-01"],
    ["2023-12-31", 1000_00, "2024-01-01"],
    ["2024-01-01", 1100_00, "2024-07-01"],
    ["2024-06-30", 1100_00, "2024-07-01"],
    ["2024-07-01", undefined, "2025-01-01"],
    ["2024-12-31", undefined, "2025-01-01"],
    ["2025-01-01", 1200_00, undefined],
    ["2099-01-01", 1200_00, undefined],
  ])("on %s is %s, until %s", (on, value, next) => {
    expect(parameterOn(standard, civilDate(on))).toBe(value);
    expect(nextParameterChange(standard, civilDate(on))).toBe(next);
  });

  it("may be a share", () => {
    expect(parameterOn(target, civilDate("2023-01-01"))).toEqual(percent("10"));
  });

  it("is named by its id", () => {
    expect(parameterKey(standard)).toBe("parameter:standard");
    expect(isParameterKey(parameterKey(standard))).toBe(true);
    expect(isParameterKey("birthDate")).toBe(false);
  });

  it("keeps what its file says, with real days", () => {
    const [first, , last] = standard.values;
    expect(standard).toMatchObject({
      id: "standard",
      label: "示例标准",
      publisher: "civil-affairs",
      unit: "fen",
    });
    expect(first).toEqual({
      from: "2023-07-01",
      until: "2023-12-31",
      value: 1000_00,
      status: "sourced",
      source: { document: "示例文件", clause: "一", inForceUntil: "not-stated" },
    });
    expect(last).not.toHaveProperty("until");
  });

  it("may be of one value, for ever", () => {
    const { values, ...text } = standard;
    const { value, status, source } = values[0];
    const forEver = [{ from: "2024-01-01", value, status, source }] as const;
    expect(parameter<number>({ ...text, values: forEver })).toStrictEqual({
      ...text,
      values: forEver,
    });
  });

  it.each([
    ["2023-02-29", "2023-12-31"],
    ["2023-01-01", "2023-13-01"],
  ])("from %s until %s is refused", (from, until) => {
    const { values, ...text } = standard;
    const { value, status, source } = values[0];
    expect(() =>
      parameter<number>({ ...text, values: [{ from, until, value, status, source }] }),
    ).toThrow(RangeError);
  });
});

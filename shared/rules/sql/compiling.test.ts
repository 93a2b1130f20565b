import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { jsonbColumns } from "./columns.ts";
import { called, computedOnce, startCompiling } from "./compiling.ts";

const compiling = () =>
  startCompiling(
    { on: civilDate("2026-11-20"), complete: new Set<string>() },
    jsonbColumns("s.facts"),
  );
const doubled = (...values: readonly string[]) =>
  computedOnce(compiling(), values, (names) => [...names, ...names].join(" + "));

describe("what is computed once", () => {
  it.each(["x", "x12", "7", "-7", "1234", "s.veteran", "s.birth_date", "r1.veteran", "NULL"])(
    "is never %s, a name or a literal already",
    (value) => {
      expect(doubled(value)).toBe(`${value} + ${value}`);
    },
  );

  it.each(["(x)", "x + 1", "s.a.b", "'x y'", "- x", "--7", "s.facts ->> '$.x'"])(
    "is %s, by a name of its own",
    (value) => {
      expect(doubled(value)).toBe(`(SELECT x1 + x1 FROM (SELECT ${value} AS x1))`);
    },
  );

  it("stands beside names in one query", () => {
    expect(doubled("a * b", "c", "d * e")).toBe(
      "(SELECT x1 + c + x2 + x1 + c + x2 FROM (SELECT a * b AS x1, d * e AS x2))",
    );
  });
});

describe("a function's call", () => {
  const values = (n: number) => Array.from({ length: n }, (_, index) => String(index));
  /** How many arguments each call within a text has, the outermost first. */
  const argumentsIn = (text: string) =>
    text
      .split("max(")
      .slice(1)
      .map((call) => call.split(",").length);

  it("has at most thirty arguments, the last of them a call for the others", () => {
    expect(argumentsIn(called("max", values(2)))).toEqual([2]);
    expect(argumentsIn(called("max", values(30)))).toEqual([30]);
    expect(argumentsIn(called("max", values(31)))).toEqual([30, 2]);
    expect(argumentsIn(called("max", values(59)))).toEqual([30, 30]);
    expect(argumentsIn(called("max", values(60)))).toEqual([30, 30, 2]);
  });

  it("has each value once, in their order", () => {
    const text = called("max", values(100));
    expect(text.match(/\d+/g)).toEqual(values(100));
  });
});

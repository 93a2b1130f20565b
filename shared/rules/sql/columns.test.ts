import { describe, expect, it } from "vitest";
import { definitionOf } from "#shared/facts/dictionary.ts";
import type { FactType } from "#shared/facts/fact-definition.ts";
import { hotColumn, hotColumns, jsonbColumns, sentinelOf, type Columns } from "./columns.ts";
import { hotRowOf } from "./hot-row.ts";
import { literal } from "./literal.ts";

const sentinelFor = (type: FactType) => sentinelOf({ ...definitionOf("veteran"), type });

describe("the value of nothing", () => {
  it.each<[FactType, number | string]>([
    [{ kind: "boolean" }, -1],
    [{ kind: "integer", min: 3 }, -1],
    [{ kind: "integer", min: 0 }, -1],
    [{ kind: "integer", min: -5 }, -6],
    [{ kind: "date" }, "none"],
    [{ kind: "choice", values: { male: "男" } }, ""],
    [{ kind: "district" }, ""],
    [{ kind: "code", pattern: /x/, standard: "" }, ""],
  ])("for %j is %j", (type, sentinel) => {
    expect(sentinelFor(type)).toBe(sentinel);
  });

  it("for a day is later than every day", () => {
    expect(sentinelFor({ kind: "date" }) > "9999-12-31").toBe(true);
  });
});

describe("facts in JSONB", () => {
  it("are those of the dictionary alone, for their names stand in the text", () => {
    const columns = jsonbColumns("s.facts");
    for (const absence of ["null", "sentinel"] as const) {
      expect(() => columns.fact(`veteran"' --`, absence)).toThrow(
        `veteran"' --: The data dictionary`,
      );
      expect(() => columns.fact("insuredHeadcount", absence)).toThrow(
        "insuredHeadcount: insuredHeadcount needs a period",
      );
    }
  });

  it("tell nothing of relatives unless a table of them is given", () => {
    expect(() => jsonbColumns("s.facts").relatives("employee", "r")).toThrow(
      "no rule about employee",
    );
  });
});

describe("hot facts", () => {
  const others: Columns = { ...jsonbColumns("s.facts"), fact: (key) => `elsewhere ${key}` };
  const columns = hotColumns("s", others);

  it("are read from their columns, all others elsewhere", () => {
    expect(columns.fact("veteran", "sentinel")).toBe("s.veteran");
    expect(columns.fact("birthDate", "sentinel")).toBe("s.birth_date");
    expect(columns.fact("oneChildCertificate", "sentinel")).toBe("elsewhere oneChildCertificate");
  });

  it("are a bare column wherever it holds what is asked, so that nothing is computed for it", () => {
    expect(columns.fact("birthDate", "null")).toBe("s.birth_date");
    expect(columns.fact("deathDate", "null")).toBe("nullif(s.death_date, 'none')");
  });

  it("have columns in snake case", () => {
    expect(hotColumn("minimumLivingAllowance")).toBe("minimum_living_allowance");
  });

  it("are stored as STRICT columns take them", () => {
    const facts = { veteran: true, martyrFamily: false, disabilityGrade: null, birthDate: null };
    expect(hotRowOf(facts)).toMatchObject({
      veteran: 1,
      martyrFamily: 0,
      disabilityGrade: null,
      birthDate: null,
      minimumLivingAllowance: -1,
      hukouDistrict: null,
      deathDate: "none",
    });
  });
});

describe("a literal", () => {
  it.each([
    [true, "1"],
    [false, "0"],
    [-7, "-7"],
    ["O'Brien", "'O''Brien'"],
  ])("of %j is %s", (value, text) => {
    expect(literal(value)).toBe(text);
  });
});

import { expect, it } from "vitest";
import { districtCodes, shanghaiDistricts } from "./districts.ts";

it("Shanghai has sixteen districts with codes of its own", () => {
  expect(new Set(districtCodes).size).toBe(16);
  for (const code of districtCodes) expect(code).toMatch(/^3101\d\d$/);
  expect(Object.keys(shanghaiDistricts).toSorted()).toEqual([...districtCodes].toSorted());
});

it("names are in full and differ", () => {
  const names = Object.values(shanghaiDistricts);
  expect(new Set(names).size).toBe(16);
  for (const name of names) expect(name).toMatch(/区$/);
  expect(shanghaiDistricts["310115"]).toBe("浦东新区");
});

it("abolished districts are not among them", () => {
  const codes: readonly string[] = districtCodes;
  for (const code of ["310102", "310103", "310108", "310111", "310119", "310230"]) {
    expect(codes).not.toContain(code);
  }
});

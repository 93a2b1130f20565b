import { expect, it } from "vitest";
import { departmentIds, departmentNames, isDepartmentId } from "./departments.ts";

it("there are twenty-one departments, each with a name of its own", () => {
  expect(new Set(departmentIds).size).toBe(21);
  expect(Object.keys(departmentNames).toSorted()).toEqual([...departmentIds].toSorted());
  expect(new Set(Object.values(departmentNames)).size).toBe(21);
});

it("names are in full", () => {
  for (const name of Object.values(departmentNames)) expect(name).toMatch(/上海市/);
});

it("only a known id is a department's, in its exact spelling", () => {
  expect(isDepartmentId("civil-affairs")).toBe(true);
  for (const text of ["", "Civil-Affairs", "civil-affairs ", "toString", "civil_affairs"]) {
    expect(isDepartmentId(text)).toBe(false);
  }
});

import { expect, it } from "vitest";
import { readingsOf } from "./reading.ts";

it("of a subject of whom only facts are read, no relative is known", () => {
  const { fact, related } = readingsOf(() => ({ state: "absent" }));
  expect(fact("veteran")).toEqual({ state: "absent" });
  expect(related("employee")).toEqual({ members: [], isComplete: false });
});

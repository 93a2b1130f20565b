import { expect, it } from "vitest";
import { aProfile, aRelative } from "#shared/testing/builders.ts";
import { takeOverCopies } from "./take-over-copies.ts";

const { sources } = aProfile({ birthDate: "2010-05-01", sex: "female" });
const asking = aRelative({ asked: ["birthDate"] });
const told = (version: number) => new Map([[asking.otherKey, { version, sources }]]);

it("only what was asked for is kept, and not the events that it comes from", () => {
  const [relative] = takeOverCopies([asking], told(4));
  expect(relative?.copy).toEqual({
    version: 4,
    facts: ["birthDate"],
    sources: {
      birthDate: [
        {
          from: null,
          at: Date.parse("2026-01-01T00:00:00Z"),
          by: "public-security",
          reports: [["2010-05-01", null]],
        },
      ],
    },
  });
});

it("what is not newer than the copy at hand, or of somebody else, or not asked for, changes nothing", () => {
  const known = takeOverCopies([asking, aRelative()], told(4));
  expect(takeOverCopies(known, told(4))).toEqual(known);
  expect(takeOverCopies(known, told(3))[0]).toBe(known[0]);
  expect(takeOverCopies(known, told(5))[0]?.copy?.version).toBe(5);
  expect(known[1]?.copy).toBeUndefined();
  const silent = { ...asking, asked: [] };
  expect(takeOverCopies([silent], told(4))).toEqual([silent]);
});

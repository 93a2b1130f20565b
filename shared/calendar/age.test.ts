import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn, reachesAgeOn } from "./age.ts";
import { addDays, civilDate } from "./civil-date.ts";

const birthDay = fc
  .integer({ min: 0, max: 60_000 })
  .map((n) => addDays(civilDate("1900-01-01"), n));

describe("age in full years", () => {
  it.each([
    ["1957-03-08", 65],
    ["1957-03-09", 64],
    ["1952-02-29", 70],
    ["1942-06-01", 79],
    ["1932-01-01", 90],
    ["1922-03-08", 100],
    ["2008-03-08", 14],
    ["2008-03-09", 13],
    ["2022-03-08", 0],
  ])("born %s is %i on 8 March 2022", (birth, age) => {
    expect(ageOn(civilDate(birth), civilDate("2022-03-08"))).toBe(age);
  });

  it("before birth is 0", () => {
    expect(ageOn(civilDate("2022-03-08"), civilDate("2000-01-01"))).toBe(0);
  });

  it("born on 29 February is reached on 28 February in common years", () => {
    const birth = civilDate("1957-02-28");
    const leapBirth = civilDate("1956-02-29");
    expect(reachesAgeOn(leapBirth, 65)).toBe("2021-02-28");
    expect(reachesAgeOn(leapBirth, 68)).toBe("2024-02-29");
    expect(reachesAgeOn(birth, 67)).toBe("2024-02-28");
    expect(ageOn(leapBirth, civilDate("2021-02-27"))).toBe(64);
    expect(ageOn(leapBirth, civilDate("2021-02-28"))).toBe(65);
    expect(ageOn(leapBirth, civilDate("2024-02-28"))).toBe(67);
  });

  it("is reached on the birthday and not a day before", () => {
    fc.assert(
      fc.property(birthDay, fc.integer({ min: 1, max: 120 }), (birth, age) => {
        const day = reachesAgeOn(birth, age);
        expect(ageOn(birth, day)).toBe(age);
        expect(ageOn(birth, addDays(day, -1))).toBe(age - 1);
      }),
    );
  });

  it("half a year of age is refused", () => {
    expect(() => reachesAgeOn(civilDate("2000-01-01"), 0.3)).toThrow(RangeError);
  });
});

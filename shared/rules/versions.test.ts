import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { nextVersion, nextVersionChange, versionById, versionOn } from "./versions.ts";

const version = (id: string, from: string, until?: string) => ({
  ...aVersion({}),
  id,
  from,
  ...(until === undefined ? {} : { until }),
});
/** The last is written first, and the second half of 2021 has none. */
const sample = aPolicy([
  version("last", "2022-01-01"),
  version("first", "2020-01-01", "2020-12-31"),
  version("second", "2021-01-01", "2021-06-30"),
]);

describe("a policy's versions", () => {
  it.each([
    ["2019-12-31", undefined, "first", "2020-01-01"],
    ["2020-01-01", "first", "second", "2021-01-01"],
    ["2020-12-31", "first", "second", "2021-01-01"],
    ["2021-01-01", "second", "last", "2021-07-01"],
    ["2021-06-30", "second", "last", "2021-07-01"],
    ["2021-07-01", undefined, "last", "2022-01-01"],
    ["2021-12-31", undefined, "last", "2022-01-01"],
    ["2022-01-01", "last", undefined, undefined],
  ])("on %s: %s, then %s, the change on %s", (day, inForce, next, change) => {
    const on = civilDate(day);
    expect(versionOn(sample, on)?.id).toBe(inForce);
    expect(nextVersion(sample, on)?.id).toBe(next);
    expect(nextVersionChange(sample, on)).toBe(change);
  });

  it("are found by their ids", () => {
    expect(versionById(sample, "second")?.from).toBe("2021-01-01");
    expect(versionById(sample, "third")).toBeUndefined();
  });
});

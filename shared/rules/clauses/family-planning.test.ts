import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { judgeFacts } from "#shared/testing/ask-judge.ts";
import { isChildlessAndMarriedBefore2004, isRetiredOrOfAge } from "./family-planning.ts";

/** Judged on 1 July 2024. */
describe("a clause about the rewards of family planning", () => {
  it.each<[ExampleFacts, string]>([
    [{ establishedChildless: true, firstMarriedOn: "2004-04-14" }, "met"],
    [{ establishedChildless: true, firstMarriedOn: "2004-04-15" }, "unmet"],
    [{ establishedChildless: true }, "unknown"],
    [{ firstMarriedOn: "1990-01-01" }, "unmet"],
    [{}, "unmet"],
  ])("childless and married in time, of %j: %s", (facts, verdict) => {
    expect(judgeFacts(isChildlessAndMarriedBefore2004, facts).verdict).toBe(verdict);
  });

  it.each<[ExampleFacts, string]>([
    [{ pensionStatus: "drawing" }, "met"],
    [{ pensionStatus: "contributing", sex: "male", birthDate: "1950-01-01" }, "unmet"],
    [{ sex: "female", birthDate: "1969-07-01" }, "met"],
    [{ sex: "female", birthDate: "1969-07-02" }, "unmet"],
    [{ sex: "male", birthDate: "1964-07-01" }, "met"],
    [{ sex: "male", birthDate: "1964-07-02" }, "unmet"],
    [{ birthDate: "1964-07-01" }, "met"],
    [{ birthDate: "1964-07-02" }, "unknown"],
    [{ birthDate: "1969-07-02" }, "unmet"],
  ])("retired or of age, of %j: %s", (facts, verdict) => {
    expect(judgeFacts(isRetiredOrOfAge, facts).verdict).toBe(verdict);
  });
});

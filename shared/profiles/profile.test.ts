import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { aProfile } from "#shared/testing/builders.ts";
import { emptyProfile, factsOn, type Profile, recallEvent, rememberEvent } from "./profile.ts";
import { profileFromStored, profileToStored } from "./stored-profile.ts";

function withEvents(count: number): Profile {
  let profile = emptyProfile("aakey", "person");
  for (let n = 0; n < count; n += 1) {
    profile = rememberEvent(profile, ["civil-affairs", "urn:test", `e${n}`, `d${n}`]);
  }
  return profile;
}

describe("an event", () => {
  const profile = withEvents(3);

  it("is repeated by the same department, source, id and body", () => {
    expect(recallEvent(profile, "civil-affairs", "urn:test", "e1", "d1")).toBe("repeated");
  });

  it("whose id comes with another body is reused", () => {
    expect(recallEvent(profile, "civil-affairs", "urn:test", "e1", "other")).toBe("reused");
  });

  it("is new from another source or another department", () => {
    expect(recallEvent(profile, "civil-affairs", "urn:other", "e1", "d1")).toBe("new");
    expect(recallEvent(profile, "health", "urn:test", "e1", "d1")).toBe("new");
  });

  it("is remembered among the last 32", () => {
    const many = withEvents(33);
    expect(many.events).toHaveLength(32);
    expect(recallEvent(many, "civil-affairs", "urn:test", "e0", "d0")).toBe("new");
    expect(recallEvent(many, "civil-affairs", "urn:test", "e1", "d1")).toBe("repeated");
  });
});

describe("a stored profile", () => {
  it("is read back as it was, one version on", () => {
    const profile = aProfile(
      { birthDate: "1950-01-01", disabilityGrade: 2 },
      { version: 4, reviewOn: civilDate("2026-12-01"), verdicts: { "park-admission": "met" } },
    );
    const { facts, stamp, ...row } = profileToStored(profile, civilDate("2026-11-20"), "stamp");
    expect(profileFromStored(row)).toEqual({ ...profile, version: 5 });
    expect(JSON.parse(facts)).toEqual({ birthDate: "1950-01-01", disabilityGrade: 2 });
    expect(stamp).toBe("stamp");
  });

  it("counts no fact before its first day", () => {
    expect(factsOn(aProfile({ disabilityGrade: 2 }), civilDate("1899-12-31"))).toEqual({});
  });
});

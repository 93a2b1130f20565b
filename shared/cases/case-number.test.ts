import { expect, it } from "vitest";
import { anEntitlement } from "#shared/testing/builders.ts";
import { caseNumberOf } from "./case-number.ts";

const id = "aabcdefghijklmnopqrstuvwxyz2";
const matched = (at: string) => [{ state: "matched", at: Date.parse(at) } as const];

it("a case number is of the day in Shanghai on which the case began, and never changes after", () => {
  const one = anEntitlement({ id, steps: matched("2026-11-15T16:00:00Z") });
  expect(caseNumberOf(one)).toBe("MS20261116310000AABCDEFGHIJKLM");
  const later = {
    ...one,
    steps: [...one.steps, { state: "fulfilled", at: Date.parse("2027-01-01") } as const],
  };
  expect(caseNumberOf(later)).toBe(caseNumberOf(one));
  const before = anEntitlement({ id, steps: matched("2026-11-15T15:59:59Z") });
  expect(caseNumberOf(before)).toBe("MS20261115310000AABCDEFGHIJKLM");
});

it("a case of a district's policy names the district", () => {
  const steps = matched("2026-11-16T02:00:00Z");
  const policy = "pudong-ninetieth-birthday-gift";
  expect(caseNumberOf(anEntitlement({ id, policy, steps }))).toBe("MS20261116310115AABCDEFGHIJKLM");
});

import { expect, test } from "vitest";
import { toldIssue, toldName } from "./told-issue.ts";

test.each(["birthDate", "insuredHeadcount@2019-12", "com.example", "end_to_end"])(
  "%s is a name as the contract has them, and is told",
  (name) => {
    expect(toldName(name)).toBe(name);
  },
);

test.each([
  "319900195005054319",
  "王建国",
  "13800000012",
  "a13800000012",
  "MA1FL123456X",
  "",
  "a b",
])("%o may be somebody's, and is not repeated", (name) => {
  expect(toldName(name)).toBe("…");
});

test("a fault tells where it stands and which keys are unknown, by names that can be told", () => {
  const message = 'Unrecognized keys: "b", "王"';
  expect(toldIssue({ path: ["facts", "王", 0], message, keys: ["b", "王"] })).toEqual({
    path: ["facts", "…", "0"],
    message: 'Unrecognized keys: "b", "…"',
  });
});

import { expect, it } from "vitest";
import { subjectByNumber } from "./subject-by-number.ts";

it.each([
  ["319900195703080012", "resident-id"],
  ["810000190001010018", "hmt-residence-permit"],
  ["931840190001010010", "foreign-permanent-resident"],
  ["91319900000000019N", "uscc"],
])("%s stands on a %s", (number, idType) => {
  expect(subjectByNumber(number)).toMatchObject({ idType, id: number });
});

it.each(["", "31990019570308001", "319900195703080013", "E12345678", "91319900000000019?"])(
  "%j is none",
  (number) => {
    expect(subjectByNumber(number)).toBeUndefined();
  },
);

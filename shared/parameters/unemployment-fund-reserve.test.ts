import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { parameterValueOn } from "#shared/rules/language/parameter.ts";
import { fundReserveAtLeast } from "./unemployment-fund-reserve.ts";

it("a guard says for how many months the fund must suffice", () => {
  const guard = fundReserveAtLeast(12);
  expect(guard).toMatchObject({
    figure: { id: "unemployment-fund-reserve", unit: "months" },
    atLeast: 12,
    clause: "失业保险基金备付期限不少于12个月",
  });
});

it("no published figure was found, so it is a sample", () => {
  const { figure } = fundReserveAtLeast(24);
  expect(parameterValueOn(figure, civilDate("2022-06-06"))).toMatchObject({ status: "sample" });
  expect(parameterValueOn(figure, civilDate("2021-12-31"))).toBeUndefined();
});

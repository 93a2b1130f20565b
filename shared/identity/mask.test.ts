import { expect, it } from "vitest";
import { accountTail, maskName, maskPhone } from "./mask.ts";

it.each([
  ["王小明", "王**"],
  ["王明", "王*"],
  ["欧阳娜娜", "欧阳**"],
  ["司马光", "司马*"],
  ["欧阳", "欧*"],
  ["明", "*"],
  ["", ""],
  ["𠮷小明", "𠮷**"],
  ["买买提·吐尔逊", "买******"],
  ["Anna Li", "A******"],
])("the name %s is shown as %s", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

it.each([
  ["13800000012", "138****0012"],
  ["+8613800000012", "+86*******0012"],
  ["63000012", "****0012"],
  ["12345", "***45"],
  ["1", "*"],
  ["", ""],
])("the phone %s is shown as %s", (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

it.each([
  ["6222000000000012", "0012"],
  ["6222 0000 0000 0012 ", "0012"],
  ["6222-0000-0000-0012", "0012"],
  ["6222…0012", "0012"],
])("the account %s ends in %s", (account, tail) => {
  expect(accountTail(account)).toBe(tail);
});

import { expect, it } from "vitest";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import { allowance, aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { perMonth } from "./language/amount.ts";
import { ratioAtMost } from "./language/logic.ts";
import { constant, shareOf, valueOf } from "./language/number.ts";
import { missingIn } from "./missing.ts";

const [version] = aPolicy([
  aVersion({
    eligible: ratioAtMost({
      name: "比例",
      dividend: constant(1),
      divisor: constant(2),
      limit: shareOf(target),
    }),
    amount: perMonth(valueOf(standard)),
  }),
]).versions;

it.each([
  ["birthDate", "出生日期", "public-security"],
  ["insuredHeadcount@2023-12", "2023年12月参保人数", "human-resources"],
  ["naturalAttrition@2023", "2023年自然减员人数", "human-resources"],
  ["child", "子女关系", "public-security"],
  ["employee", "职工关系", "human-resources"],
  ["child.veteran", "子女的退役军人", "veterans-affairs"],
  ["employee.birthDate", "职工的出生日期", "public-security"],
  ["parameter:target", "示例目标", "human-resources"],
  ["parameter:standard", "示例标准", "civil-affairs"],
] as const)("%s is %s, of %s", (key, label, steward) => {
  expect(missingIn(version, key)).toEqual({ label, steward });
});

it.each([
  "shoeSize",
  "parameter:other",
  "child.shoeSize",
  "friend.birthDate",
  "",
  "insuredHeadcount",
])("%j is no key of a judging", (key) => {
  expect(() => missingIn(version, key)).toThrow(TypeError);
});

it("a parameter of another rule is none of this one's", () => {
  const [other] = allowance.versions;
  expect(() => missingIn(other, "parameter:standard")).toThrow(
    /^the rule of version 2020 names no parameter:standard$/,
  );
});

import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { ageBelow, holds } from "#shared/rules/language/compare.ts";
import { all } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { aPolicy, aVersion } from "#shared/testing/sample-policies.ts";
import { caseInWords } from "./case-in-words.ts";

const policy = aPolicy([
  aVersion({ eligible: all(holds("veteran"), some("child", ageBelow(16)), holds("martyrFamily")) }),
]);
const inWords = (facts: ExampleFacts) =>
  caseInWords(policy, readExample(facts), civilDate("2026-12-05"));

it("a case is told to its subject, to the officer, and to whoever replays it", () => {
  const { lines, isReplayed } = inWords({
    veteran: true,
    child: [{ birthDate: "2015-01-01" }, { birthDate: "conflict" }],
  });
  expect(isReplayed).toBe(true);
  const [letter, record] = [lines.indexOf("给本人"), lines.indexOf("决定记录")];
  expect(lines.slice(letter, record)).toEqual([
    "给本人",
    "  您没有“烈属”登记，因此目前不能享受示例津贴。",
    "",
    "给经办人（2026年12月5日，版本 2020，结论：不符合）",
    "  1 【符合】有“退役军人”登记：有“退役军人”登记",
    "    退役军人：是（上海市退役军人事务局，2022年3月8日的数据）",
    "  2 【符合】有未满16周岁的子女",
    "    子女：已知2名，可能不是全部",
    "    2.1 【符合】子女1：未满16周岁：未满16周岁（生日2015年1月1日，2031年1月1日满16周岁）",
    "      子女1的出生日期：2015年1月1日（上海市公安局，2022年3月8日的数据）",
    "    2.2 【不能判断】子女2：未满16周岁",
    "      子女2的出生日期：同一时点有两个不同的值（由上海市公安局核实）",
    "  3 【不符合】有“烈属”登记：没有“烈属”登记",
    "    烈属：完整的登记中没有这项记录（上海市退役军人事务局）",
    "  没有新数据时，最早在2031年1月1日可能变化",
    "",
  ]);
  expect(JSON.parse(lines[record + 1] ?? "")).toMatchObject({
    policy: "allowance",
    verdict: "unmet",
    relatives: [{ relation: "child", count: 2, isComplete: false }],
  });
  expect(lines.at(-1)).toBe("重放一致");
});

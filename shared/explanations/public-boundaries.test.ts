import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { policies } from "#shared/policies/index.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { boundaryExamples } from "#shared/rules/boundaries.ts";
import { boundaryPairs } from "./boundary-words.ts";
import { publicBoundariesText } from "./public-boundaries-text.ts";
import { publicBoundaries } from "./public-boundaries.ts";

function newest(id: string): [Policy, Version] {
  const policy = policies.find((one) => one.id === id);
  const version = policy?.versions.at(-1);
  if (policy === undefined || version === undefined) throw new Error(id);
  return [policy, version];
}

it("public-boundaries.txt is what the rules say (if not: npm run policies:index)", async () => {
  const written = await readFile(join(import.meta.dirname, "public-boundaries.txt"), "utf8");
  expect(written).toBe(publicBoundariesText(policies));
});

it("each threshold has two sides that differ in one step, and says what they have in common", () => {
  expect(publicBoundaries(...newest("senior-comprehensive-allowance"))[0]).toEqual({
    threshold: "年满65周岁",
    on: "2021-05-01",
    sides: [
      { who: "出生日期1956年5月1日", gets: "每月75元" },
      { who: "出生日期1956年5月2日", gets: "不能享受" },
    ],
    alike: "户籍所在区黄浦区",
  });
  expect(publicBoundaries(...newest("one-child-reward"))[0]?.sides).toEqual([
    { who: "子女的出生日期2000年1月1日", gets: "不能享受" },
    { who: "子女的出生日期2000年1月2日", gets: "每月30元" },
  ]);
});

it("nothing that tells of death, health or poverty is public", () => {
  for (const policy of policies) {
    const versions: readonly Version[] = policy.versions;
    for (const version of versions) {
      const text = JSON.stringify(publicBoundaries(policy, version));
      expect(text).not.toMatch(/死亡|火化|残疾|最低生活/);
    }
  }
  const [senior, version] = newest("senior-comprehensive-allowance");
  const pairs = boundaryPairs(senior, version, boundaryExamples(senior, version));
  expect(pairs.filter(({ isSensitive }) => isSensitive).map(({ threshold }) => threshold)).toEqual([
    "死亡注销登记日期不晚于2021年5月1日",
  ]);
});

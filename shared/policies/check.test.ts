import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPolicy } from "#shared/rules/checks/check-policy.ts";
import { findingText } from "#shared/rules/checks/finding.ts";
import type { Example } from "#shared/rules/example.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { isPolicyFile } from "./index-text.ts";

interface PolicyModule {
  readonly default: Policy;
  readonly examples: () => readonly Example[];
}

const folder = import.meta.dirname;
const files = (await readdir(folder)).filter(isPolicyFile);
const modules = await Promise.all(
  files.map(async (file) => {
    const module: PolicyModule = await import(join(folder, file));
    return { ...module, file, text: await readFile(join(folder, file), "utf8") };
  }),
);

describe.each(modules)("$default.title", ({ default: policy, examples, text }) => {
  it("has no finding (if it has: npm run policies:check)", () => {
    expect(checkPolicy(policy, examples()).map(findingText)).toEqual([]);
  });

  it("can be read at one sitting: its file has at most 120 lines", () => {
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
  });
});

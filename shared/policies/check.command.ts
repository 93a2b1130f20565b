import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkPolicy } from "#shared/rules/checks/check-policy.ts";
import { findingText } from "#shared/rules/checks/finding.ts";
import type { Example } from "#shared/rules/example.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { isPolicyFile } from "./index-text.ts";

/** Checks every policy file that stands beside it and says what is wrong; the exit code is 1 if anything is. */
const folder = import.meta.dirname;
const files = (await readdir(folder)).filter(isPolicyFile).toSorted();
let count = 0;
for (const file of files) {
  const { default: policy, examples }: { default: Policy; examples: () => readonly Example[] } =
    await import(join(folder, file));
  const findings = checkPolicy(policy, examples());
  count += findings.length;
  console.log(`${findings.length === 0 ? "ok" : "✗ "} ${policy.id} ${policy.title}`);
  for (const finding of findings) console.log(`   ${findingText(finding)}`);
}
console.log(
  count === 0
    ? `${files.length} policies, no finding. ${files.length} 项政策检查通过。`
    : `${files.length} policies, ${count} findings. ${files.length} 项政策，${count} 个问题。`,
);
process.exitCode = count === 0 ? 0 : 1;

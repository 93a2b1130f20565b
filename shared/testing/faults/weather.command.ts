import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * npm run faults                    100 storms
 * npm run faults -- --seeds 1000    so many
 * npm run faults -- --seed 17       the one that failed, again
 * npm run faults -- --full          10,000 events three times over, 10,000 permutations, and the other bars
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    seed: { type: "string" },
    full: { type: "boolean", default: false },
  },
});
const files = values.full
  ? ["functions/faults-bars.test.ts", "shared/judging/permutations.test.ts"]
  : ["functions/faults.test.ts"];
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    ".config/vitest.ts",
    "--reporter=verbose",
    ...files,
  ],
  {
    cwd: join(import.meta.dirname, "../../.."),
    stdio: "inherit",
    env: {
      ...process.env,
      FAULT_SEEDS: values.seeds,
      ...(values.seed === undefined ? {} : { FAULT_SEED: values.seed }),
      ...(values.full ? { FAULT_FULL: "yes" } : {}),
    },
  },
);
process.exitCode = status ?? 1;

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { mutantModules } from "../shared/testing/faults/mutant-modules.ts";

/** A .txt is a module that holds its text, as wrangler has it. */
const textModules = {
  name: "text-modules",
  enforce: "pre",
  load: (id: string) =>
    id.endsWith(".txt") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined,
} as const;

/** One configuration for pure tests and whole journeys; a journey starts workerd, hence the limits. */
export default defineConfig({
  root: join(import.meta.dirname, ".."),
  plugins: [textModules, mutantModules],
  test: {
    include: ["{functions,shared}/**/*.test.{ts,tsx}"],
    benchmark: { include: ["{functions,shared}/**/*.bench.ts"] },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["minimal"],
    // A passing test has nothing to say; a failing one shows what it printed.
    silent: "passed-only",
    env: { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" },
  },
});

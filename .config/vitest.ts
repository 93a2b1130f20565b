import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** One configuration for pure tests and whole journeys; a journey starts workerd, hence the limits. */
export default defineConfig({
  root: join(import.meta.dirname, ".."),
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

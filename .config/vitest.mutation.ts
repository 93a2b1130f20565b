import { defineConfig } from "vitest/config";
import all from "./vitest.ts";

/**
 * The tests that mutants of the rules must survive: the unit tests and the policies' own examples. The generated
 * comparisons take too long to repeat for each of thousands of mutants. `ROOMS` narrows both to some rooms of
 * shared/rules, e.g. ROOMS=evaluating,compiled; the SQL room is best run by itself, since its tests start a database.
 */
const rooms = process.env["ROOMS"] ?? "evaluating,compiled,language,wording,clauses,checks,sql";

/** Globs of tests instead of the usual ones, for a room whose searches make the policies' examples too slow to repeat. */
const ownTests = process.env["TESTS"];

export default defineConfig({
  ...all,
  test: {
    ...all.test,
    include: ownTests?.split(",") ?? [
      "shared/rules/*.test.ts",
      `shared/rules/{${rooms},none}/**/*.test.ts`,
      "shared/policies/check.test.ts",
    ],
    isolate: false,
    reporters: ["dot"],
  },
});

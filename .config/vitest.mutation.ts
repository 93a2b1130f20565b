import { defineConfig, mergeConfig } from "vitest/config";
import all from "./vitest.ts";

/**
 * The tests that mutants of the rules must survive: the unit tests and the policies' own examples. The generated
 * comparisons take too long to repeat for each of thousands of mutants.
 */
const config = mergeConfig(all, defineConfig({ test: { maxWorkers: 1 } }));
config.test = {
  ...config.test,
  include: ["shared/{rules,policies,money,calendar}/**/*.test.ts"],
  exclude: ["shared/rules/reference/**"],
  reporters: ["dot"],
};
export default config;

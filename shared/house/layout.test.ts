import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deployedEnvironments, root } from "./environments.ts";
import { listSourceFiles, median } from "./source-files.ts";

const topLevel = [
  "LICENSE",
  "README.md",
  "functions",
  "migrations",
  "package-lock.json",
  "package.json",
  "shared",
  "tsconfig.json",
  "wrangler.toml",
];

test("the top level holds the named entries, dot-files and nothing else", () => {
  const entries = readdirSync(root).filter((entry) => !/^\.|^node_modules$/.test(entry));
  expect(entries.toSorted()).toEqual(topLevel);
});

test("the lock file is of this package.json, and every version is exact", () => {
  const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
  const { dependencies, devDependencies } = read("package.json");
  expect(read("package-lock.json").packages[""]).toMatchObject({ dependencies, devDependencies });
  const versions = Object.values({ ...dependencies, ...devDependencies }).map(String);
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test("no file is longer than 300 lines", () => {
  expect(listSourceFiles().filter(({ lines }) => lines > 300)).toEqual([]);
});

test("half of the files have at most 120 lines", () => {
  const files = listSourceFiles();
  expect(files.length).toBeGreaterThan(1);
  expect(median(files.map(({ lines }) => lines))).toBeLessThanOrEqual(120);
});

test("the median is the middle", () => {
  expect(median([3, 1, 100])).toBe(3);
  expect(median([1, 2, 4, 100])).toBe(3);
});

test("every name is kebab-case and none is a drawer for what has no place", () => {
  const names = listSourceFiles().flatMap(({ path }) => path.split("/"));
  expect(names.filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(
    names.filter((name) => /^(utils?|helpers?|common|types|manager|service)(\.|$)/.test(name)),
  ).toEqual([]);
});

test("every folder of functions/ is a deployed function or the sandbox", () => {
  const folders = readdirSync(join(root, "functions"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const functions = deployedEnvironments().map(({ key }) => key);
  expect(folders.toSorted()).toEqual([...functions, "sandbox"].toSorted());
});

test.each(deployedEnvironments().map(({ key }) => key))("%s/index.ts only wires", (key) => {
  const path = join(root, "functions", key, "index.ts");
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, "utf8")).toMatch(/satisfies ExportedHandler<Env\b/);
});

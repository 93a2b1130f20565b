import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./environments.ts";

/** The code of functions/ and shared/ without tests and benchmarks, each with its number of lines. */
export function listSourceFiles(): { path: string; lines: number }[] {
  return globSync("{functions,shared}/**/*.{ts,tsx,mjs}", { cwd: root })
    .filter((path) => !/\.(test|bench)\.tsx?$/.test(path))
    .toSorted()
    .map((path) => ({ path, lines: lineCount(readFileSync(join(root, path), "utf8")) }));
}

function lineCount(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

/** The middle of the numbers, or the mean of the two in the middle; 0 of none. */
export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

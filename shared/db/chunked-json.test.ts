import { expect, it } from "vitest";
import { chunkedJson } from "./chunked-json.ts";

/** What D1 takes as one parameter. */
const mostBytes = 2_000_000;

it("no chunk of values in Chinese passes what D1 takes as one parameter", () => {
  const values = Array.from({ length: 500 }, (_, n) => ({ n, text: "证".repeat(5000) }));
  const chunks = chunkedJson(values);
  for (const chunk of chunks) {
    expect(new TextEncoder().encode(chunk).length).toBeLessThanOrEqual(mostBytes);
  }
  expect(chunks.flatMap((chunk): unknown => JSON.parse(chunk))).toEqual(values);
});

it("few values stay in one chunk, and none make none", () => {
  expect(chunkedJson([1, "a", null])).toEqual(['[1,"a",null]']);
  expect(chunkedJson([])).toEqual([]);
});

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  handJudgedText,
  indexText,
  inShortText,
  isPolicyFile,
  listingsText,
  scannedIds,
  scannedText,
} from "./index-text.ts";
import { handJudged } from "./by-hand/index.ts";
import { policies, policyById } from "./index.ts";
import { scannedPolicies } from "./scanned.ts";

const folder = import.meta.dirname;
const byHand = join(folder, "by-hand");

it.each([
  ["index.ts", folder, indexText],
  ["listings.ts", folder, listingsText],
  ["index.ts", byHand, handJudgedText],
])("%s lists every file of %s (if not: npm run policies:index)", async (file, where, textOf) => {
  const written = await readFile(join(where, file), "utf8");
  expect(written).toBe(textOf(await readdir(where)));
});

it("in-short.txt is what the files say (if not: npm run policies:index)", async () => {
  const written = await readFile(join(byHand, "in-short.txt"), "utf8");
  expect(written).toBe(inShortText(handJudged));
});

it("scanned.ts lists the policies that are granted at a scan (if not: npm run policies:index)", async () => {
  const written = await readFile(join(folder, "scanned.ts"), "utf8");
  expect(written).toBe(scannedText(scannedIds(policies)));
  expect(scannedPolicies.map(({ id }) => id)).toContain("park-admission");
});

it("a policy's file bears its id", async () => {
  const files = (await readdir(folder)).filter(isPolicyFile);
  expect(policies.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
});

it("a policy is found by its id, and no other text finds one", () => {
  expect(policyById("park-admission")?.title).toBe("公园优待");
  expect(policyById("constructor")).toBeUndefined();
});

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { policies, policyById } from "./index.ts";
import { indexText, isPolicyFile } from "./index-text.ts";

const folder = import.meta.dirname;

it("index.ts lists every policy file (if not: npm run policies:index)", async () => {
  const written = await readFile(join(folder, "index.ts"), "utf8");
  expect(written).toBe(indexText(await readdir(folder)));
});

it("a policy's file bears its id", async () => {
  const files = (await readdir(folder)).filter(isPolicyFile);
  expect(policies.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
});

it("a policy is found by its id, and no other text finds one", () => {
  expect(policyById("park-admission")?.title).toBe("公园优待");
  expect(policyById("constructor")).toBeUndefined();
});

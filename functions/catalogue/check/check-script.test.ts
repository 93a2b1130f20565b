import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleForBrowser, scriptAddressModule } from "#shared/house/browser-script.ts";
import { scriptIntegrity, scriptPath } from "./check-address.ts";

const folder = import.meta.dirname;
const read = (file: string) => readFile(join(folder, file), "utf8");

test("check-script.txt holds the script as the sources have it (if not: npm run policies:index)", async () => {
  const script = await bundleForBrowser(join(folder, "check.client.ts"));
  // No diff of fifty thousand characters.
  expect((await read("check-script.txt")) === script).toBe(true);
  const address = scriptAddressModule(script, "/check", "npm run policies:index");
  expect(await read("check-address.ts")).toBe(address);
});

test("another script has another address and another digest", () => {
  const other = scriptAddressModule("another", "/check", "a command");
  expect(other).toMatch(/scriptPath = "\/check\/[0-9a-f]{16}\.js"/);
  expect(other).not.toContain(scriptPath);
  expect(other).not.toContain(scriptIntegrity);
});
